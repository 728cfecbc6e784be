package zdm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Kind classifies a failed call and implies whether it may have had an effect.
type Kind int

// The kinds of failure.
const (
	Unreachable Kind = iota + 1 // no connection; nothing was sent
	Lost                        // sent, but no complete answer came back
	Denied                      // 401 or 403: the token is missing, expired or refused
	Refused                     // ZDM answered with its failure envelope
	Foreign                     // not ZDM's answer: a gateway's page, an empty or a broken body
	Redirected                  // a redirect that was not followed
)

// ErrAnotherRequest is the cause of a Foreign error if the answer is not about its request.
var ErrAnotherRequest = errors.New("the answer is not about this request")

// Error is the error of a failed call.
type Error struct {
	Kind        Kind
	Method      string
	Path        string   // below the base URL: "/recoveries"
	Status      int      // HTTP status; 0 if there was no answer
	Text        string   // the server's most useful sentence; "" if there is none
	Details     []string // the server's other sentences
	More        int      // number of further sentences, which are not kept
	Code        string   // ZDM's error code, such as JOB-ERROR-64; "" if there is none
	RequestID   string
	Generation  Generation    // of the answer's envelope
	ContentType string        // of a Foreign answer
	Body        string        // first bytes of an answer without an envelope
	Location    string        // of a Redirected answer
	RetryAfter  time.Duration // wait that the server asks for; 0 if it does not
	LookUp      *LookUp       // set if a registration was looked up and not confirmed
	Data        []byte        // JSON data of a Refused answer
	Raw         []byte        // whole body of a Refused answer, and any JSON that answers a PlainCall
	Err         error         // cause of an Unreachable or Lost call, or the defect of a Foreign answer

	envelope bool // the answer has ZDM's envelope
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: ", e.Method, e.Path)
	switch {
	case e.Kind == Redirected:
		fmt.Fprintf(&b, "redirected to %s", e.Location)
	case e.Kind == Foreign:
		fmt.Fprintf(&b, "HTTP %d with an answer that is not ZDM's", e.Status)
		if e.Err != nil {
			fmt.Fprintf(&b, ": %v", e.Err)
		}
	case e.Text != "":
		b.WriteString(e.Text)
	case e.Err != nil:
		b.WriteString(e.Err.Error())
	default:
		fmt.Fprintf(&b, "HTTP %d", e.Status)
	}
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", e.RequestID)
	}
	if e.LookUp != nil {
		fmt.Fprintf(&b, "; %v", e.LookUp)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// OutcomeUnknown reports whether a failed call may have changed something. That is so if the answer
// was lost, if something other than ZDM answered, or if a lookup could not rule it out. A redirect
// counts as such an answer unless a lookup was made.
func (e *Error) OutcomeUnknown() bool {
	switch {
	case e.Kind == Unreachable, isRead(e.Method):
		return false
	case e.Kind == Lost, !e.refusal() && e.mayHavePassed(), e.Kind == Redirected && e.LookUp == nil:
		return true
	}
	return e.LookUp != nil && !e.LookUp.absent() && !e.LookUp.deniedLike(e)
}

// refusal reports whether ZDM itself refused the call.
func (e *Error) refusal() bool { return e.envelope && e.Kind != Foreign }

// mayHavePassed reports whether the server may have processed a call although another party, such
// as a gateway, answered it.
func (e *Error) mayHavePassed() bool {
	switch e.Status {
	case http.StatusSeeOther, http.StatusRequestTimeout, http.StatusTooManyRequests: // 303: the result is elsewhere
		return true
	case http.StatusUnauthorized, http.StatusForbidden:
		return false
	}
	return e.Kind == Foreign && (e.Status < 400 || e.Status >= 500)
}

// Slow reports whether the call timed out, here or at a gateway. The server may still be working on
// it, for any length of time.
func (e *Error) Slow() bool {
	var timeout interface{ Timeout() bool }
	switch e.Kind {
	case Lost:
		return errors.Is(e.Err, context.DeadlineExceeded) || errors.As(e.Err, &timeout) && timeout.Timeout()
	case Foreign:
		return e.Status == http.StatusGatewayTimeout || e.Status == http.StatusRequestTimeout
	}
	return false
}

// UnknownCall reports whether the server does not have the endpoint: it answered a plain 404 or
// 405, or the error text of a web framework.
func (e *Error) UnknownCall() bool {
	switch e.Status {
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	case http.StatusNotFound:
		return e.Kind == Foreign || strings.HasPrefix(e.Text, "Cannot "+e.Method+" ")
	}
	return false
}

// OfDetail reports whether a 404 is about something other than the job itself: a part of it, or
// something named in the request, such as a partition, a schedule or a change of state.
func (e *Error) OfDetail() bool {
	return e.Status == http.StatusNotFound && strings.HasPrefix(e.Code, "JOB-ERROR-") && e.Code != CodeNoJob
}

// Lasting reports whether a retry would fail for the same reason: for example, a certificate that
// is not trusted, or an answer larger than MaxBody.
func (e *Error) Lasting() bool { return lasting(e.Err) }

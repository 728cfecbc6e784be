package zdm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Kind is how a call failed, and with that whether it may have had an effect.
type Kind int

// The kinds of failure.
const (
	Unreachable Kind = iota + 1 // no connection came about; nothing was sent
	Lost                        // it was sent, and no whole answer came back
	Denied                      // 401 or 403: the token is missing, expired or refused
	Refused                     // ZDM answered with its failure envelope
	Foreign                     // the answer is not ZDM's: a gateway's page, an empty or broken body
	Redirected                  // the answer sends the call elsewhere, and it was not followed
)

// ErrAnotherRequest is the cause of a Foreign answer to a registration that is not about its
// request.
var ErrAnotherRequest = errors.New("the answer is not about this request")

// Error is a call that failed.
type Error struct {
	Kind        Kind
	Method      string
	Path        string   // below the base URL: "/recoveries"
	Status      int      // HTTP status, 0 without an answer
	Text        string   // the server's most useful sentence, "" when it gave none
	Details     []string // what else it said, a line each
	More        int      // sentences that it gave beside, which are not kept
	Code        string   // ZDM's word for the reason, such as JOB-ERROR-64; "" when it gave none
	RequestID   string
	Generation  Generation    // of the answer's envelope
	ContentType string        // of a Foreign answer
	Body        string        // the first bytes of an answer that is no envelope
	Location    string        // of a Redirected answer
	RetryAfter  time.Duration // how long the server asks to wait, 0 when it does not
	LookUp      *LookUp       // of a registration that was looked up and not confirmed
	Data        []byte        // of a Refused answer that came with data, JSON
	Raw         []byte        // the whole body of a Refused answer, and of any JSON that answers a PlainCall
	Err         error         // the cause of an Unreachable or Lost call, and what is amiss in a Foreign answer's data

	envelope bool // the answer is ZDM's own
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

// OutcomeUnknown reports whether a call that changes something may have changed it all the same:
// the response was lost, something other than ZDM answered in its place, or a lookup does not agree
// that nothing was registered.
func (e *Error) OutcomeUnknown() bool {
	switch {
	case e.Kind == Unreachable, isRead(e.Method):
		return false
	case e.Kind == Lost, !e.refusal() && e.mayHavePassed():
		return true
	}
	return e.LookUp != nil && !e.LookUp.absent() && !e.LookUp.deniedLike(e)
}

// refusal reports ZDM's own refusal.
func (e *Error) refusal() bool { return e.envelope && e.Kind != Foreign }

// mayHavePassed reports a foreign answer that is no refusal: the server behind whoever sent it may
// have taken the call.
func (e *Error) mayHavePassed() bool {
	switch e.Status {
	case http.StatusSeeOther, http.StatusRequestTimeout, http.StatusTooManyRequests: // 303: the result is elsewhere
		return true
	case http.StatusUnauthorized, http.StatusForbidden:
		return false
	}
	return e.Kind == Foreign && (e.Status < 400 || e.Status >= 500)
}

// Slow reports whether the time was up before an answer came, here or at a gateway: the server may
// be at work on the call, for however long.
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

// UnknownCall reports an answer of a server that does not have the call: a plain 404 or 405, or one
// in the words of a web framework.
func (e *Error) UnknownCall() bool {
	switch e.Status {
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	case http.StatusNotFound:
		return e.Kind == Foreign || strings.HasPrefix(e.Text, "Cannot "+e.Method+" ")
	}
	return false
}

// OfDetail reports a refusal with 404 that is not about the job that was asked for, but about what
// belongs to it or is named in the request: a partition, a schedule, a change of state.
func (e *Error) OfDetail() bool {
	return e.Status == http.StatusNotFound && strings.HasPrefix(e.Code, "JOB-ERROR-") && e.Code != CodeNoJob
}

// Lasting reports a cause that another try would only meet again: a certificate that is not
// trusted, an answer above MaxBody.
func (e *Error) Lasting() bool { return lasting(e.Err) }

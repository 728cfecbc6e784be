package zdm

import (
	"context"
	"errors"
	"net/http"
)

// CreateOption is what the caller of CreateRecovery knows.
type CreateOption func(*creation)

// Knowing passes the ids of all jobs that had the request's name just before the call; none means
// that there was no such job.
func Knowing(ids ...Text) CreateOption {
	return func(c *creation) { c.known, c.informed = ids, true }
}

// Among reports whether a name belongs to another request that its sender registers at the same
// time: an answer with it is not about this one.
func Among(others func(name string) bool) CreateOption {
	return func(c *creation) { c.others = others }
}

// Encoded sets the body of the request for a caller who has encoded it already.
func Encoded(body []byte) CreateOption {
	return func(c *creation) { c.body = body }
}

// creation is one registration and what is known before it.
type creation struct {
	request  *RecoveryRequest
	body     any // the request, or its bytes
	known    []Text
	informed bool // known is complete
	others   func(name string) bool
}

// CreateRecovery registers a recovery job (ZDM API, POST /recoveries, and POST /recoveries/image
// for a request FromImages, which servers before 3.0 do not get: see ErrNoImageRestore). It is sent
// on a connection of its own, or on one on which another registration has just gone well, and again
// only when nothing of it was sent, or when ZDM refused the token and a lookup found no job. A
// result may still be a failure: see Registration.Failed.
//
// An answer counts only when it is about this request; see Registration.Answers. Where it is not,
// where it is lost, and where it does not prove that nothing was registered, the job is looked up
// by its name for Config.Settle. When that confirms it, the result has Answer.Lost set; its Raw is
// the answer to the lookup, and Data holds what that shows. Confirmed means that there is a job of
// that name, or of one that the server made from it, which was not among those of Knowing:
// registered by this call or by another sender at the same time. Without Knowing, nothing is
// confirmed: a job of the name may be older than the call. A request without a name is not looked
// up.
//
// Error.OutcomeUnknown reports whether the job may exist after an error, and Error.LookUp what was
// looked for.
func (c *Client) CreateRecovery(ctx context.Context, request *RecoveryRequest, options ...CreateOption) (Result[Registration], error) {
	sent := creation{request: request, body: request}
	for _, option := range options {
		option(&sent)
	}
	if request.FromImages() {
		if err := c.takesImages(ctx); err != nil {
			return Result[Registration]{}, err
		}
	}
	for again := false; ; again = true {
		result, err := c.register(ctx, sent)
		lost, ok := errors.AsType[*Error](err)
		if !ok || !lost.unproven() || request.JobName == "" || !c.settles(ctx) {
			return result, err
		}
		result, err = c.confirm(ctx, sent, lost)
		failed, ok := errors.AsType[*Error](err)
		if again || !ok || !c.renewed(failed) {
			return result, err
		}
		if _, asked := errors.AsType[*Error](failed.LookUp.Err); failed.LookUp.Err != nil && !asked {
			return result, failed.LookUp.Err // the token could not be renewed
		}
		if !failed.LookUp.absent() {
			return result, err
		}
	}
}

// settles reports whether a registration whose answer was lost is looked up.
func (c *Client) settles(ctx context.Context) bool { return c.config.Settle >= 0 && ctx.Err() == nil }

// renewed reports whether only the token was refused, and the lookup had another one.
func (c *Client) renewed(failed *Error) bool {
	return failed.refusal() && failed.Status == http.StatusUnauthorized && c.config.Renew != nil
}

// ErrNoImageRestore is the error of a request without a source to a server that cannot restore
// images alone; nothing was sent.
var ErrNoImageRestore = errors.New("the server cannot restore images without their source server: that is new in API 3.0")

// takesImages refuses a server before 3.0, of which the last answer shows what it is. Where nothing
// was asked before, it is asked for a list.
func (c *Client) takesImages(ctx context.Context) error {
	if c.Generation() == GenerationUnknown {
		if _, err := c.Recoveries(RecoveryQuery{Paging: Paging{Page: 1, Limit: 1}}).Get(ctx); err != nil {
			return err
		}
	}
	if c.Generation() == Generation2 {
		return ErrNoImageRestore
	}
	return nil
}

// pathFor is where a request is sent to.
func pathFor(request *RecoveryRequest) string {
	if request.FromImages() {
		return recoveriesPath + "/image"
	}
	return recoveriesPath
}

// register sends the request once. An answer that is not about it is an error.
func (c *Client) register(ctx context.Context, sent creation) (Result[Registration], error) {
	call := call{method: http.MethodPost, path: pathFor(sent.request), body: sent.body, timeout: RegisterTimeout, once: true}
	result, err := write[Registration](ctx, c, call)
	if failed, ok := errors.AsType[*Error](err); ok && failed.Kind == Refused {
		if reported, is := salvage(failed); is {
			result, err = reported, nil
		}
	}
	if err == nil && !result.Data.answers(sent) {
		failed := call.failed(Foreign, result.Status, ErrAnotherRequest)
		failed.RequestID = result.RequestID
		return Result[Registration]{}, failed
	}
	return result, err
}

// unproven reports a failure that does not by itself prove that nothing was registered: whatever is
// not ZDM's own validation or not-found error.
func (e *Error) unproven() bool {
	switch {
	case e.Kind == Unreachable:
		return false
	case e.refusal():
		return e.Status != http.StatusNotFound && e.Status != http.StatusUnprocessableEntity
	}
	return true
}

// salvage makes a result of a failure envelope that comes with what was registered: the documents
// do not say which envelope and status a failure in part has.
func salvage(failed *Error) (Result[Registration], bool) {
	var data Registration
	if decodeData(failed.Data, &data) != nil || !data.reports() {
		return Result[Registration]{}, false
	}
	if !data.Failed() {
		data.Common.State = StateFail
	}
	if data.Common.ErrorMessage.None() {
		data.Common.ErrorMessage = Text(failed.Text)
	}
	return Result[Registration]{Answer: Answer{Status: failed.Status, RequestID: failed.RequestID, Raw: failed.Raw}, Data: data}, true
}

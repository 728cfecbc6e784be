package zdm

import (
	"context"
	"errors"
	"net/http"
)

// CreateOption is an option of CreateRecovery.
type CreateOption func(*creation)

// Knowing passes the ids of all jobs that had the request's name just before the call. No ids mean
// that there was no such job.
func Knowing(ids ...Text) CreateOption {
	return func(c *creation) { c.known, c.informed = ids, true }
}

// Among passes a function that reports whether a name belongs to another request that the caller is
// registering at the same time. An answer with such a name is not about this request.
func Among(others func(name string) bool) CreateOption {
	return func(c *creation) { c.others = others }
}

// Encoded passes the body of the request if the caller has already encoded it.
func Encoded(body []byte) CreateOption {
	return func(c *creation) { c.body = body }
}

// creation is one registration with its options.
type creation struct {
	request  *RecoveryRequest
	body     any // the request, or its bytes
	known    []Text
	informed bool // whether known is set and complete
	others   func(name string) bool
}

// CreateRecovery registers a recovery job (ZDM API, POST /recoveries, or POST /recoveries/image if
// the request is FromImages). Image requests need a server of API 3.0 or later (see
// ErrNoImageRestore).
//
// The request uses a connection of its own, or one on which another registration has just
// succeeded. It is sent again only if nothing of it was sent, or if ZDM refused the token and a
// lookup found no job. A result may still be a failure (see Registration.Failed).
//
// An answer counts only if it is about this request. If it is not, is lost, or does not prove that
// nothing was registered, CreateRecovery looks the job up by name for up to Config.Settle. If the
// lookup confirms the job, Answer.Lost is set, Raw is the answer to the lookup, and Data holds what
// the lookup shows.
//
// A job is confirmed if it has the request's name, or one that the server made from it, and is not
// among the ids of Knowing. This call may have registered it, or another sender at the same time.
// Without Knowing, nothing is confirmed, since the job may be older than the call. A request
// without a name is not looked up.
//
// If an answer without a failure lists no partitions, although the request names some, a single
// lookup adds them (see Registration.LookedUp).
//
// After an error, Error.OutcomeUnknown reports whether the job may exist, and Error.LookUp
// describes the lookup.
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

// settles reports whether a registration whose answer was lost should be looked up.
func (c *Client) settles(ctx context.Context) bool { return c.config.Settle >= 0 && ctx.Err() == nil }

// renewed reports whether the call failed only because its token was refused, and the lookup used a
// new one.
func (c *Client) renewed(failed *Error) bool {
	return failed.refusal() && failed.Status == http.StatusUnauthorized && c.config.Renew != nil
}

// ErrNoImageRestore is returned for a request without a source if the server cannot restore images
// alone. Nothing was sent.
var ErrNoImageRestore = errors.New("the server cannot restore images without their source server: that is new in API 3.0")

// takesImages returns ErrNoImageRestore if the last answer came from a server before 3.0. If there
// is no answer yet, it requests a list first.
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

// pathFor returns the path that a request is sent to.
func pathFor(request *RecoveryRequest) string {
	if request.FromImages() {
		return recoveriesPath + "/image"
	}
	return recoveriesPath
}

// register sends the request once. It returns an error for an answer about another request, and
// completes an answer that lists no partitions.
func (c *Client) register(ctx context.Context, sent creation) (Result[Registration], error) {
	call := call{method: http.MethodPost, path: pathFor(sent.request), body: sent.body, timeout: RegisterTimeout, once: true}
	result, err := write[Registration](ctx, c, call)
	result, err = inPart(result, err, (*Registration).failWith)
	if err == nil && !result.Data.answers(sent) {
		return Result[Registration]{}, call.unreadable(result.Answer, ErrAnotherRequest)
	}
	if err == nil {
		c.list(ctx, sent, &result)
	}
	return result, err
}

// unproven reports whether a failure leaves open that something was registered. Only ZDM's own
// validation and not-found errors, and calls that were never sent, rule it out.
func (e *Error) unproven() bool {
	switch {
	case e.Kind == Unreachable:
		return false
	case e.refusal():
		return e.Status != http.StatusNotFound && e.Status != http.StatusUnprocessableEntity
	}
	return true
}

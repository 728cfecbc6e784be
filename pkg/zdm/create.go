package zdm

import (
	"context"
	"errors"
	"net/http"
)

// CreateOption tells CreateRecovery what its caller knows.
type CreateOption func(*creation)

// Knowing gives the ids of all jobs that had the request's name just before the call; none at all says that there was none.
func Knowing(ids ...Text) CreateOption {
	return func(c *creation) { c.known, c.informed = ids, true }
}

// creation is one registration and what is known before it.
type creation struct {
	request  *RecoveryRequest
	known    []Text
	informed bool // known is complete
}

// CreateRecovery registers a recovery job (ZDM API, POST /recoveries). It is sent on a connection of its own, or on one on which
// another registration has just gone well, and again only when nothing of it was sent. A result may still be a failure: see Registration.Failed.
//
// Where the answer is lost or a server error, the job is looked up by its name for Config.Settle. When that confirms it, the result has
// Answer.Lost set; its Raw is the answer to the look-up, and Data holds what that tells. With Knowing, confirmed means that a job of
// that name was registered after the ids were gathered, by this call or by another sender at the same time. Without it,
// confirmed means that there is a job of that name with the request's source, target and partitions: the server does what was asked for, but the
// job may be older than the call. A request without a name is not looked up.
//
// Of an error, Error.OutcomeUnknown says whether the job may exist all the same, and Error.LookUp what was looked for.
func (c *Client) CreateRecovery(ctx context.Context, request *RecoveryRequest, options ...CreateOption) (Result[Registration], error) {
	sent := creation{request: request}
	for _, option := range options {
		option(&sent)
	}
	result, err := write[Registration](ctx, c, call{method: http.MethodPost, path: recoveriesPath, body: request, timeout: RegisterTimeout})
	lost, ok := errors.AsType[*Error](err)
	if ok && lost.Kind == Refused {
		if told, is := salvage(lost); is {
			return told, nil
		}
	}
	if !ok || !doubtful(lost) || request.JobName == "" || c.config.Settle < 0 || ctx.Err() != nil {
		return result, err
	}
	return c.confirm(ctx, sent, lost)
}

// doubtful reports a failure that does not show that nothing was registered.
func doubtful(failed *Error) bool {
	return failed.OutcomeUnknown() || failed.Status >= 500 || failed.Status == http.StatusTooManyRequests
}

// salvage makes a result of a failure envelope that comes with what was registered: the documents do not say
// which envelope and status a failure in part has.
func salvage(failed *Error) (Result[Registration], bool) {
	var data Registration
	if decodeData(failed.Data, &data) != nil || !data.told() {
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

package zdm

import (
	"context"
	"errors"
	"net/http"
)

const recoveriesPath = "/recoveries"

// CreateRecovery registers a recovery job (ZDM API, POST /recoveries). It is sent once, on a connection of its own.
// A result may still be a failure: see Registration.Failed. Of an error, Error.OutcomeUnknown says whether the job may exist all the same.
func (c *Client) CreateRecovery(ctx context.Context, request *RecoveryRequest) (Result[Registration], error) {
	answer, data, err := c.do(ctx, call{method: http.MethodPost, path: recoveriesPath, body: request, timeout: RegisterTimeout})
	result := Result[Registration]{Answer: answer}
	if err != nil {
		return salvage(err)
	}
	return result, decodeData(data, &result.Data)
}

// salvage makes a result of a failure envelope that comes with what was registered: the documents do not say
// which envelope and status a failure in part has.
func salvage(err error) (Result[Registration], error) {
	failed, ok := errors.AsType[*Error](err)
	if !ok || failed.Kind != Refused {
		return Result[Registration]{}, err
	}
	var data Registration
	if decodeData(failed.Data, &data) != nil || !data.told() {
		return Result[Registration]{}, err
	}
	if !data.Failed() {
		data.Common.State = StateFail
	}
	if data.Common.ErrorMessage.None() {
		data.Common.ErrorMessage = Text(failed.Text)
	}
	return Result[Registration]{
		Answer: Answer{Status: failed.Status, RequestID: failed.RequestID, Raw: failed.Raw}, Data: data,
	}, nil
}

// RecoveriesURL is where CreateRecovery sends to.
func (c *Client) RecoveriesURL() string { return c.base + recoveriesPath }

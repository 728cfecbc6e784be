package zdm

import (
	"context"
	"net/http"
)

const recoveriesPath = "/recoveries"

// CreateRecovery registers a recovery job (ZDM API, POST /recoveries). It is sent once, on a connection of its own.
// A result may still be a failure: see Registration.Failed. Of an error, Error.OutcomeUnknown says whether the job may exist all the same.
func (c *Client) CreateRecovery(ctx context.Context, request *RecoveryRequest) (Result[Registration], error) {
	answer, data, err := c.do(ctx, call{method: http.MethodPost, path: recoveriesPath, body: request, timeout: RegisterTimeout})
	if err != nil {
		return Result[Registration]{}, err
	}
	result := Result[Registration]{Answer: answer}
	return result, decodeData(data, &result.Data)
}

// RecoveriesURL is where CreateRecovery sends to.
func (c *Client) RecoveriesURL() string { return c.base + recoveriesPath }

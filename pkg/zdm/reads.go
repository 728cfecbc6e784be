package zdm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// readOne requests one object. Servers return it as an object or as a list of one.
func readOne[T any](ctx context.Context, c *Client, path string, query any) (result Result[T], err error) {
	var one json.RawMessage
	if result.Answer, one, err = c.readOne(ctx, path, query); err != nil {
		return result, err
	}
	return result, tolerant(json.Unmarshal(one, &result.Data))
}

// readOne is not generic, so that the binary contains it only once.
func (c *Client) readOne(ctx context.Context, path string, query any) (Answer, json.RawMessage, error) {
	call := call{method: http.MethodGet, path: path, query: queryOf(query)}
	answer, data, err := c.do(ctx, call)
	if err != nil {
		return Answer{}, nil, err
	}
	found := items(data)
	if len(found) > 1 {
		return Answer{}, nil, call.unreadable(answer, fmt.Errorf("%d things of that name", len(found)))
	}
	if len(found) == 0 || found[0][0] != '{' || !isList(found[0]) {
		return Answer{}, nil, call.unreadable(answer, errors.New("the answer holds no data"))
	}
	return answer, found[0], nil
}

// write sends a change and decodes the answer, which may be empty.
func write[T any](ctx context.Context, c *Client, call call) (Result[T], error) {
	answer, data, err := c.do(ctx, call)
	if err != nil {
		return Result[T]{}, err
	}
	result := Result[T]{Answer: answer}
	return result, decodeData(data, &result.Data)
}

package zdm

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// readOne asks for one thing. Servers answer it as an object or as a list of one.
func readOne[T any](ctx context.Context, c *Client, path string, query any) (Result[T], error) {
	call := call{method: http.MethodGet, path: path, query: queryOf(query)}
	answer, data, err := c.do(ctx, call)
	if err != nil {
		return Result[T]{}, err
	}
	found := items(data)
	if len(found) > 1 {
		return Result[T]{}, call.unreadable(answer, fmt.Sprintf("%d things of that name", len(found)))
	}
	if len(found) == 0 || found[0][0] != '{' {
		return Result[T]{}, call.unreadable(answer, "the answer holds no data")
	}
	result := Result[T]{Answer: answer}
	return result, tolerant(json.Unmarshal(found[0], &result.Data))
}

// write sends a change and decodes what the server says of it, which may be nothing.
func write[T any](ctx context.Context, c *Client, call call) (Result[T], error) {
	answer, data, err := c.do(ctx, call)
	if err != nil {
		return Result[T]{}, err
	}
	result := Result[T]{Answer: answer}
	return result, decodeData(data, &result.Data)
}

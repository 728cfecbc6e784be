package zdm

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Errors of an invalid PlainCall. Nothing was sent.
var (
	ErrMethod = errors.New("the method is none of GET, POST, PUT, PATCH, DELETE")
	ErrPath   = errors.New("the path is not one below the server's API")
	ErrBody   = errors.New("a GET has no body")
)

// PlainCall is a call that its caller composes.
type PlainCall struct {
	Method string     // GET, POST, PUT, PATCH or DELETE
	Path   string     // below Base, escaped: "/recoveries/web%2001"; may contain a query
	Query  url.Values // added to the path's own
	Body   []byte     // sent as it is, as application/json
}

// Call sends any call. It accepts any JSON or an empty body with a 2xx status, with or without
// ZDM's envelope, and returns it in Raw. A GET is retried like every read, other calls only if
// nothing was sent. Errors are those of other calls, ErrMethod, ErrPath and ErrBody.
func (c *Client) Call(ctx context.Context, plain PlainCall) (Answer, error) {
	call, err := plain.call()
	if err != nil {
		return Answer{}, err
	}
	answer, _, err := c.do(ctx, call)
	return answer, err
}

// Items returns the list at a path below Base, which may contain a query. The error is ErrPath.
func (c *Client) Items(path string, query url.Values) (List[json.RawMessage], error) {
	call, err := PlainCall{Method: http.MethodGet, Path: path, Query: query}.call()
	return List[json.RawMessage]{pager{client: c, call: call}}, err
}

func (p PlainCall) call() (call, error) {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	if !slices.Contains(methods, p.Method) {
		return call{}, ErrMethod
	}
	if p.Method == http.MethodGet && len(p.Body) > 0 {
		return call{}, ErrBody
	}
	path := "/" + strings.TrimLeft(p.Path, "/")
	u, err := url.Parse(path)
	if err != nil || u.Fragment != "" || path == "/" {
		return call{}, ErrPath
	}
	query := u.Query()
	for name, values := range p.Query {
		query[name] = append(query[name], values...)
	}
	made := call{method: p.Method, path: u.EscapedPath(), query: query, plain: true}
	if len(p.Body) > 0 {
		made.body = p.Body
	}
	return made, nil
}

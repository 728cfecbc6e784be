package zdm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"
)

const bodyExcerpt = 200 // bytes of a foreign body that an error keeps

// call is one request, not yet sent.
type call struct {
	method    string
	path      string // below the base URL, escaped
	query     url.Values
	body      any           // sent as JSON; nil for none
	timeout   time.Duration // when the config names none
	anonymous bool          // carries no token
	secrets   []string      // masked in whatever the server echoes
}

// do sends a call once and reads its answer. The error is an *Error, or the token source's own.
func (c *Client) do(ctx context.Context, call call) (Answer, json.RawMessage, error) {
	request := c.http.R()
	if !call.anonymous && c.config.Token != nil {
		token, err := c.config.Token(ctx)
		if err != nil {
			return Answer{}, nil, err
		}
		request.SetAuthToken(token)
		call.secrets = append(call.secrets, token)
	}
	if call.body != nil {
		body, err := encode(call.body)
		if err != nil {
			return Answer{}, nil, err
		}
		request.SetHeader("Content-Type", "application/json").SetBody(body)
	}
	if c.config.Timeout > 0 {
		call.timeout = c.config.Timeout
	}
	ctx, cancel := context.WithTimeout(ctx, call.timeout)
	defer cancel()

	start := time.Now()
	var answer Answer
	var data json.RawMessage
	reply, err := c.exchange(ctx, request, call)
	if err == nil {
		answer, data, err = call.read(reply)
	}
	if c.config.Trace != nil {
		c.config.Trace(exchangeOf(c.base, call, answer, err, time.Since(start)))
	}
	return answer, data, err
}

// reply is a whole answer, not yet understood.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// exchange sends the request and reads the body. A connection that carried an error answer is closed.
func (c *Client) exchange(ctx context.Context, request *resty.Request, call call) (reply, error) {
	var conn atomic.Pointer[net.Conn]
	_, overNetwork := c.config.Transport.(network)
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) { conn.Store(&info.Conn) }}
	response, err := request.
		SetContext(httptrace.WithClientTrace(ctx, trace)).
		SetQueryParamsFromValues(call.query).
		SetDoNotParseResponse(true).
		Execute(call.method, call.path)
	if response == nil || response.RawResponse == nil {
		failed := &Error{Kind: Unreachable, Method: call.method, Path: call.path, Err: err}
		if !errors.Is(err, ErrNotSent) && (!overNetwork || conn.Load() != nil) {
			failed.Kind = Lost
		}
		return reply{}, failed
	}
	raw := response.RawResponse
	defer func() { _ = raw.Body.Close() }()
	body, err := readBody(raw.Body)
	if raw.StatusCode >= http.StatusBadRequest && conn.Load() != nil {
		_ = (*conn.Load()).Close()
	}
	if err != nil {
		return reply{}, &Error{Kind: Lost, Method: call.method, Path: call.path, Status: raw.StatusCode, Err: err}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for _, secret := range call.secrets {
		body = maskWhole(body, secret)
	}
	return reply{status: raw.StatusCode, header: raw.Header, body: body}, nil
}

// read turns a whole answer into its data, or into the *Error that it stands for.
func (call call) read(reply reply) (Answer, json.RawMessage, error) {
	env, isEnvelope := readEnvelope(reply.body)
	status := reply.status
	if isEnvelope && status/100 == 2 && env.Success.True() {
		answer := Answer{Status: status, RequestID: string(env.RequestID), Message: string(env.Message), Raw: reply.body}
		return answer, env.Data, nil
	}
	failed := &Error{Method: call.method, Path: call.path, Status: status, RequestID: string(env.RequestID)}
	if isEnvelope {
		failed.Text, failed.Details = env.failure()
	} else {
		failed.ContentType = reply.header.Get("Content-Type")
		failed.Body = string(bytes.ToValidUTF8(reply.body[:min(len(reply.body), bodyExcerpt)], []byte("\uFFFD")))
	}
	for _, secret := range call.secrets {
		failed.mask(secret, min(len(secret), minSecret))
	}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		failed.Kind = Denied
	case status/100 == 3 && reply.header.Get("Location") != "":
		failed.Kind = Redirected
		failed.Location = reply.header.Get("Location")
	case isEnvelope && !env.Success.True():
		failed.Kind = Refused
		failed.Data, failed.Raw = env.Data, reply.body
	default:
		failed.Kind = Foreign
	}
	return Answer{}, nil, failed
}

func exchangeOf(base string, call call, answer Answer, err error, took time.Duration) Exchange {
	e := Exchange{Method: call.method, URL: base + call.path, Status: answer.Status, RequestID: answer.RequestID, Duration: took, Err: err}
	if len(call.query) > 0 {
		e.URL += "?" + call.query.Encode()
	}
	if failed, ok := errors.AsType[*Error](err); ok {
		e.Status, e.RequestID = failed.Status, failed.RequestID
	}
	return e
}

// encode writes JSON without the escapes for HTML, so that a path or a name is sent as it was given.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

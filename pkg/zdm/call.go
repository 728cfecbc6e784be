package zdm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-resty/resty/v2"
)

const (
	bodyExcerpt = 200     // bytes of a foreign body that an error keeps
	bodyMasked  = 8 << 10 // bytes searched for secrets before the excerpt is cut, since a secret may cross its end
)

// call describes a request to send.
type call struct {
	method    string
	path      string // below the base URL, escaped; must not be ""
	query     url.Values
	body      any               // encoded as JSON, except []byte, which is sent as is; nil for none
	timeout   time.Duration     // used if the config sets none; 0 means DefaultTimeout
	anonymous bool              // sends no token
	strict    bool              // rejects an envelope that contradicts itself, for reads that decisions depend on
	once      bool              // returns a refused token as an error instead of renewing it: the caller checks whether to repeat
	plain     bool              // accepts any JSON or an empty body with a 2xx status
	empty     func(*Error) bool // reports whether a failure means an empty list
	turn      *turn             // limits concurrent large answers; set for lookups only
}

// maxBody returns the maximum size of the answer in bytes.
func (call call) maxBody() int {
	switch {
	case call.turn != nil:
		return maxLookup
	case isRead(call.method) || call.plain:
		return MaxBody
	}
	return maxChange
}

// do sends a call and reads its answer. It retries where that is safe. The error is an *Error,
// ErrNoIdentifier, or the error of the token source.
func (c *Client) do(ctx context.Context, call call) (Answer, json.RawMessage, error) {
	if call.path == "" {
		return Answer{}, nil, ErrNoIdentifier
	}
	token := ""
	if !call.anonymous && c.config.Token != nil { // the time it takes does not count towards the timeout of the call
		var err error
		if token, err = c.config.Token(ctx); err != nil {
			return Answer{}, nil, err
		}
	}
	answer, data, err := c.send(ctx, call, token)
	if token == "" || call.once || c.config.Renew == nil || !tokenRefused(call.method, err) {
		return answer, data, err
	}
	if token, err = c.config.Renew(ctx, token); err != nil {
		return Answer{}, nil, err
	}
	return c.send(ctx, call, token)
}

// tokenRefused reports whether err is a 401 that proves the call had no effect. A call that changes
// something needs ZDM's own envelope as proof.
func tokenRefused(method string, err error) bool {
	failed, ok := errors.AsType[*Error](err)
	return ok && failed.Status == http.StatusUnauthorized && (isRead(method) || failed.envelope)
}

// send sends a call with a token, "" for none, and repeats it until it is answered or must not be
// sent again.
func (c *Client) send(ctx context.Context, call call, token string) (Answer, json.RawMessage, error) {
	c.secrets.add(token)
	timeout := cmp.Or(max(0, c.config.Timeout), call.timeout, DefaultTimeout)
	ctx, cancel := c.config.WithTimeout(ctx, timeout)
	defer cancel()
	deadline := c.config.Now().Add(timeout)
	for try := 0; ; try++ {
		answer, data, err := c.try(ctx, call, token)
		if err == nil || try >= c.config.Retries || !again(call.method, err) {
			return answer, data, err
		}
		wait := pause(err, try)
		if !c.config.Now().Add(wait).Before(deadline) || c.config.Sleep(ctx, wait) != nil {
			return answer, data, err
		}
	}
}

// try sends a call once.
func (c *Client) try(ctx context.Context, call call, token string) (Answer, json.RawMessage, error) {
	request := c.http.R()
	if token != "" {
		request.SetAuthToken(token)
	}
	var body []byte
	if call.body != nil {
		var err error
		if body, err = encode(call.body); err != nil {
			return Answer{}, nil, err
		}
		request.SetHeader("Content-Type", "application/json").SetBody(body)
	}
	ended, err := c.changing(call, body)
	if err != nil {
		return Answer{}, nil, err
	}
	start := c.config.Now()
	var answer Answer
	var data json.RawMessage
	reply, err := c.exchange(ctx, request, call)
	if err == nil {
		reply.body = clean(reply.body, call.path)
		if !call.anonymous { // a login may return the token it returned before
			reply.body = c.secrets.maskIn(reply.body)
		}
		answer, data, err = call.read(reply, c.config.Now())
	}
	c.note(answer, err)
	if failed, ok := errors.AsType[*Error](err); ok {
		c.secrets.maskInError(failed)
		failed.Body = excerpt(failed.Body, bodyExcerpt)
	}
	for _, called := range []func(Exchange){ended, c.config.Trace} {
		if called != nil {
			called(exchangeOf(c.base, call, answer, err, c.config.Now().Sub(start), reply.header))
		}
	}
	return answer, data, err
}

// changing calls Config.Changing, unless the call is a read or a login.
func (c *Client) changing(call call, body []byte) (ended func(Exchange), err error) {
	if c.config.Changing == nil || call.anonymous || isRead(call.method) {
		return nil, nil
	}
	return c.config.Changing(Change{Method: call.method, Path: call.path, Body: body})
}

// note stores the generation that an answer or a refusal shows.
func (c *Client) note(answer Answer, err error) {
	shown := answer.Generation
	if failed, ok := errors.AsType[*Error](err); ok {
		shown = failed.Generation
	}
	if shown != GenerationUnknown {
		c.last.Store(int64(shown))
	}
}

// reply is a complete HTTP answer before it is interpreted.
type reply struct {
	status  int
	header  http.Header
	body    []byte
	omitted int // number of values removed from the body of a refusal
}

// exchange sends the request and reads the body.
func (c *Client) exchange(ctx context.Context, request *resty.Request, call call) (reply, error) {
	response, err := request.
		SetContext(ctx).
		SetQueryParamsFromValues(call.query).
		SetDoNotParseResponse(true).
		Execute(call.method, call.path)
	if response == nil || response.RawResponse == nil {
		failed := call.failed(Unreachable, 0, err)
		if !errors.Is(err, ErrNotSent) {
			failed.Kind = Lost
		}
		return reply{}, failed
	}
	raw := response.RawResponse
	defer func() { _ = raw.Body.Close() }()
	answer := reply{status: raw.StatusCode, header: raw.Header}
	if raw.StatusCode == http.StatusSwitchingProtocols { // the stream that follows is not a body and may never end
		return answer, nil
	}
	defer context.AfterFunc(ctx, func() { _ = raw.Body.Close() })()
	body := io.Reader(raw.Body)
	if call.turn != nil {
		body = &turnReader{Reader: body, ctx: ctx, turn: call.turn, before: large}
	}
	if answer.body, err = readBody(body, call.maxBody()); err != nil {
		// The end of the context closes the body, which ends the read with another error.
		return reply{}, call.failed(Lost, raw.StatusCode, cmp.Or(context.Cause(ctx), err))
	}
	if err = checkBounds(answer.body, call.maxBody()); err != nil && raw.StatusCode/100 != 2 {
		answer.body, answer.omitted = pruned(answer.body, maxReasons)
		err = checkBounds(answer.body, call.maxBody())
	}
	if err != nil {
		return reply{}, call.failed(Foreign, raw.StatusCode, err)
	}
	return answer, nil
}

// clean returns a body as valid UTF-8, with cloud keys masked.
func clean(body []byte, path string) []byte {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(body) {
		body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	if strings.Contains(path, cloudAuthPath) {
		body = maskCloudKeys(body)
	}
	return body
}

// read returns the data of a reply, or an *Error if the reply is not a success.
func (call call) read(reply reply, now time.Time) (Answer, json.RawMessage, error) {
	env, isEnvelope := readEnvelope(reply.body, call.strict || !isRead(call.method))
	status := reply.status
	done := status/100 == 2
	answer := Answer{Status: status, RequestID: env.id(reply.header), Generation: env.generation(), Message: string(env.Message), Raw: reply.body}
	answer.Pagination, answer.Scan = env.pagination(), env.scan()
	if done && isEnvelope && env.Success.True() {
		return answer, env.Data, nil
	}
	if done && call.plain && !isEnvelope && (len(reply.body) == 0 || json.Valid(reply.body)) {
		return answer, reply.body, nil
	}
	failed := call.failed(Foreign, status, nil)
	failed.RequestID, failed.Generation, failed.envelope = answer.RequestID, answer.Generation, isEnvelope
	failed.RetryAfter = retryAfter(reply.header, now)
	call.explain(failed, env, reply)
	if call.empty != nil && call.empty(failed) {
		return answer, json.RawMessage("[]"), nil
	}
	return Answer{}, nil, failed
}

// explain sets the kind of a failure and the details that the reply reports.
func (call call) explain(failed *Error, env envelope, reply reply) {
	if failed.envelope {
		failed.Text, failed.Details, failed.More = env.failure()
		failed.More += reply.omitted
		failed.Code = env.code()
	} else {
		failed.ContentType = reply.header.Get("Content-Type")
		failed.Body = excerpt(string(reply.body[:min(len(reply.body), bodyMasked)]), bodyMasked)
	}
	if call.plain && json.Valid(reply.body) {
		failed.Raw = reply.body
	}
	switch {
	case (failed.Status == http.StatusUnauthorized || failed.Status == http.StatusForbidden) && failed.Code != CodeOtherCenter:
		failed.Kind = Denied
	case slices.Contains([]int{301, 302, 303, 307, 308}, failed.Status):
		failed.Kind = Redirected
		failed.Location = reply.header.Get("Location")
	case failed.envelope && !env.Success.True():
		failed.Kind = Refused
		failed.Data, failed.Raw = env.Data, reply.body
	}
}

// excerpt returns at most length bytes from the beginning of a text.
func excerpt(text string, length int) string {
	return strings.ToValidUTF8(text[:min(len(text), length)], "\uFFFD")
}

// failed returns an *Error for the call.
func (call call) failed(kind Kind, status int, cause error) *Error {
	return &Error{Kind: kind, Method: call.method, Path: call.path, Status: status, Err: cause}
}

// unreadable returns the error of a success whose data does not have the documented form.
func (call call) unreadable(answer Answer, reason error) *Error {
	failed := call.failed(Foreign, answer.Status, reason)
	failed.RequestID, failed.Generation = answer.RequestID, answer.Generation
	return failed
}

// misread is unreadable for a read.
func misread(path string, answer Answer, reason error) *Error {
	return call{method: http.MethodGet, path: path}.unreadable(answer, reason)
}

func exchangeOf(base string, call call, answer Answer, err error, took time.Duration, header http.Header) Exchange {
	e := Exchange{Method: call.method, URL: base + call.path, Status: answer.Status, RequestID: answer.RequestID, Duration: took, Err: err}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		e.Date = date
	}
	if len(call.query) > 0 {
		e.URL += "?" + call.query.Encode()
	}
	if failed, ok := errors.AsType[*Error](err); ok {
		e.Status, e.RequestID = failed.Status, failed.RequestID
	}
	return e
}

// encode encodes v as JSON without escaping HTML characters, so that paths and names are sent as
// given. It returns a []byte unchanged.
func encode(v any) ([]byte, error) {
	if body, ok := v.([]byte); ok {
		return body, nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Package openapitest checks HTTP traffic against docs/openapi.yaml and docs/openapi-3.0.yaml, the
// project's descriptions of the ZDM API. Only _test files may import it, because its validator is
// not part of the program.
package openapitest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Option changes what Transport and Handler check.
type Option func(*checker)

// Strict checks responses against the vendor's pages: it allows no field that the document does not
// list, and none of the forms marked x-tolerated.
func Strict() Option { return func(c *checker) { c.strict = true } }

// Version3 checks against the document of 3.0 instead of that of 1.0.3 to 2.0.
func Version3() Option { return func(c *checker) { c.document = of3 } }

// RequestsOnly ignores responses, for a server that returns invalid ones deliberately.
func RequestsOnly() Option { return func(c *checker) { c.requestsOnly = true } }

// AnswersOnly lets a server accept requests that the document forbids, to test what the document
// misses.
func AnswersOnly() Option { return func(c *checker) { c.answersOnly = true } }

// Transport returns a transport that sends through next. It fails t for every request the document
// forbids, refused or not, and for every response it does not describe. It reads each response to
// its end.
func Transport(t testing.TB, next http.RoundTripper, options ...Option) http.RoundTripper {
	return transport{newChecker(t, options), next}
}

// Requests returns a function that fails t for every request the document forbids. The request's
// body can still be read.
func Requests(t testing.TB, options ...Option) func(*http.Request) {
	check := newChecker(t, options)
	return func(r *http.Request) {
		if _, fault := check.request(r); fault != nil {
			check.fail(r, "was sent", fault)
		}
	}
}

// Handler returns a handler that serves with next and fails t for every response the document does
// not describe. A request the document forbids must be refused. If there is no such endpoint, any
// refusal is accepted. Responses are buffered until complete, so next can neither flush nor hijack.
func Handler(t testing.TB, next http.Handler, options ...Option) http.Handler {
	check := newChecker(t, options)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen, fault := check.request(r)
		held := httptest.NewRecorder()
		next.ServeHTTP(held, r)
		refused := held.Code >= http.StatusBadRequest
		if fault != nil && !refused && !check.answersOnly {
			check.fail(r, "was accepted", fault)
		}
		if seen != nil && !check.requestsOnly {
			check.answer(seen, held.Code, held.Header(), held.Body.Bytes())
		}
		for name, values := range held.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(held.Code)
		_, _ = w.Write(held.Body.Bytes())
	})
}

type transport struct {
	check checker
	next  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	seen, fault := t.check.request(r)
	if fault != nil {
		t.check.fail(r, "was sent", fault)
	}
	answer, err := t.next.RoundTrip(r)
	if err != nil || seen == nil || t.check.requestsOnly {
		return answer, err
	}
	body, err := io.ReadAll(answer.Body)
	err = errors.Join(err, answer.Body.Close())
	if err != nil {
		t.check.fail(r, "got half an answer", err)
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	t.check.answer(seen, answer.StatusCode, answer.Header, body)
	return answer, nil
}

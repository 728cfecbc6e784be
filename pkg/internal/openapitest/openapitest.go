// Package openapitest holds HTTP traffic to docs/openapi.yaml, the project's reading of the ZDM API.
// Only _test files may import it: the validator below it is no part of the program.
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

// Strict holds answers to the vendor's pages: no field that the document does not list, and none of the
// forms that it marks x-tolerated.
func Strict() Option { return func(c *checker) { c.load = exact } }

// RequestsOnly leaves answers alone, for a server that is made to answer nonsense.
func RequestsOnly() Option { return func(c *checker) { c.requestsOnly = true } }

// AnswersOnly lets a server take what the document forbids, for tests of what it overlooks.
func AnswersOnly() Option { return func(c *checker) { c.answersOnly = true } }

// Transport gives a transport that sends through next and fails t for every request that the document does
// not allow, refused or not, and for every answer that it does not describe. It reads an answer to its end.
func Transport(t testing.TB, next http.RoundTripper, options ...Option) http.RoundTripper {
	return transport{newChecker(t, options), next}
}

// Requests gives a function that fails t for every request that the document does not allow. It leaves a request
// with a body that can be read.
func Requests(t testing.TB) func(*http.Request) {
	check := newChecker(t, nil)
	return func(r *http.Request) {
		if _, fault := check.request(r); fault != nil {
			check.fail(r, "was sent", fault)
		}
	}
}

// Handler gives a handler that serves with next and fails t for every answer that the document does not
// describe. A request that the document does not allow has to be refused; where there is no such endpoint,
// any refusal will do. Answers are held back until they are complete, so next can neither flush nor hijack.
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

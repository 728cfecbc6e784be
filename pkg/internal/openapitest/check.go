package openapitest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

type checker struct {
	t            testing.TB
	document     *document
	strict       bool
	contract     *contract
	requestsOnly bool
	answersOnly  bool
}

func newChecker(t testing.TB, options []Option) checker {
	t.Helper()
	c := checker{t: t, document: before3}
	for _, set := range options {
		set(&c)
	}
	load := c.document.tolerant
	if c.strict {
		load = c.document.exact
	}
	var err error
	if c.contract, err = load(); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c checker) fail(r *http.Request, what string, err error) {
	c.t.Helper()
	c.t.Errorf("%s: %s %s %s: %v", c.document.file, r.Method, r.URL.RequestURI(), what, err)
}

// request returns the input for checking the response, and an error if the request is invalid. The
// input is nil if the document has no such endpoint. The body of r can still be read.
func (c checker) request(r *http.Request) (*openapi3filter.RequestValidationInput, error) {
	route, path, err := c.contract.router.FindRoute(r)
	if err != nil {
		return nil, err
	}
	asked.Store(operation{c.document, route.Method + " " + route.Path}, true)
	rules := &openapi3filter.Options{
		AuthenticationFunc:    authenticated,
		ExcludeResponseBody:   true,
		IncludeResponseStatus: true,
		MultiError:            true,
		SkipSettingDefaults:   true,
	}
	// The default error repeats the schema and the value.
	rules.WithCustomSchemaErrorFunc(func(err *openapi3.SchemaError) string { return err.Reason })
	seen := &openapi3filter.RequestValidationInput{Request: r, PathParams: path, Route: route, Options: rules}
	security := route.Spec.Security
	if route.Operation.Security != nil {
		security = *route.Operation.Security
	}
	// Not the request's context, so that a request whose context has ended is checked too.
	faults := []error{openapi3filter.ValidateSecurityRequirements(c.t.Context(), seen, security), unknownQuery(seen), c.contract.requestBody(seen)}
	for _, p := range slices.Concat(route.PathItem.Parameters, route.Operation.Parameters) {
		faults = append(faults, c.contract.parameter(c.t.Context(), seen, p.Value))
	}
	return seen, errors.Join(faults...)
}

func (c checker) answer(seen *openapi3filter.RequestValidationInput, status int, header http.Header, body []byte) {
	c.t.Helper()
	if status < http.StatusMultipleChoices {
		answered.Store(operation{c.document, seen.Route.Method + " " + seen.Route.Path}, true)
	}
	answer := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: seen, Status: status, Header: header, Options: seen.Options,
	}
	err := openapi3filter.ValidateResponse(c.t.Context(), answer.SetBodyBytes(body))
	if err == nil {
		err = c.contract.answerBody(seen.Route, status, header, body)
	}
	if err != nil {
		c.fail(seen.Request, fmt.Sprintf("was answered %d", status), err)
	}
}

func authenticated(_ context.Context, in *openapi3filter.AuthenticationInput) error {
	scheme, token, _ := strings.Cut(in.RequestValidationInput.Request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return errors.New("no bearer token")
	}
	return nil
}

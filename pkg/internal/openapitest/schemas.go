package openapitest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentURL identifies the document to the schema compiler, which fetches nothing from the
// network.
const documentURL = "file:///openapi.json"

const jsonMedia = "application/json" // media type of every body in the document

type parameterValue struct {
	parameter *openapi3.Parameter
	values    string
}

func newCompiler(doc *openapi3.T) (*jsonschema.Compiler, error) {
	text, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	return compiler, compiler.AddResource(documentURL, document)
}

// body validates a body against the schema at a location of the document.
func (c *contract) body(place string, body []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	c.mu.Lock()
	schema, err := c.compiler.Compile(documentURL + place + "/content/" + escaped(jsonMedia) + "/schema")
	c.mu.Unlock()
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// requestBody validates the body of a request and leaves it readable.
func (c *contract) requestBody(seen *openapi3filter.RequestValidationInput) error {
	r, wanted := seen.Request, seen.Route.Operation.RequestBody
	body, err := readAgain(r)
	switch {
	case err != nil:
		return err
	case wanted == nil && len(body) > 0:
		return errors.New("the request may not have a body")
	case wanted == nil, len(body) == 0 && !wanted.Value.Required:
		return nil
	case len(body) == 0:
		return errors.New("the request has no body")
	}
	if err := hasJSON(r.Header, wanted.Value.Content); err != nil {
		return err
	}
	return c.body(placeOf(wanted.Ref, seen.Route, "requestBody"), body)
}

func readAgain(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(r.Body)
	err = errors.Join(err, r.Body.Close())
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, err
}

// answerBody validates the body of a response whose status the document lists.
func (c *contract) answerBody(route *routers.Route, status int, header http.Header, body []byte) error {
	answer := route.Operation.Responses.Status(status)
	if answer == nil || len(answer.Value.Content) == 0 {
		return nil // a redirect, which the document need not list
	}
	if err := hasJSON(header, answer.Value.Content); err != nil {
		return err
	}
	return c.body(placeOf(answer.Ref, route, "responses", strconv.Itoa(status)), body)
}

func hasJSON(header http.Header, content openapi3.Content) error {
	if mime := header.Get("Content-Type"); content.Get(mime) == nil || content.Get(mime) != content[jsonMedia] {
		return fmt.Errorf("header Content-Type has unexpected value %q", mime)
	}
	return nil
}

// placeOf returns the JSON pointer of a part of an operation, or of the target of its reference.
func placeOf(ref string, route *routers.Route, part ...string) string {
	if ref != "" {
		return ref
	}
	place := "#/paths/" + escaped(route.Path) + "/" + strings.ToLower(route.Method)
	return place + "/" + strings.Join(part, "/")
}

func escaped(token string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(token) }

// parameter validates a parameter. It validates each value once.
func (c *contract) parameter(ctx context.Context, seen *openapi3filter.RequestValidationInput, p *openapi3.Parameter) error {
	given := url.Values{p.In: {seen.PathParams[p.Name]}}
	if p.In == openapi3.ParameterInQuery {
		given = url.Values{p.In: seen.GetQueryParams()[p.Name]}
	}
	key := parameterValue{p, given.Encode()}
	known, ok := c.parameters.Load(key)
	if !ok {
		known = ""
		if err := openapi3filter.ValidateParameter(ctx, seen, p); err != nil {
			known = err.Error()
		}
		c.parameters.Store(key, known)
	}
	if text, _ := known.(string); text != "" {
		return errors.New(text)
	}
	return nil
}

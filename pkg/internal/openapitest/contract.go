package openapitest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// contract is the document, ready to find endpoints and schemas in.
type contract struct {
	doc     *openapi3.T
	router  routers.Router
	schemas *schemas
}

// The document is read once for each way of reading it, when a test first asks.
var (
	tolerant = sync.OnceValues(func() (*contract, error) { return read(func(*openapi3.T) error { return nil }) })
	exact    = sync.OnceValues(func() (*contract, error) { return read(tightenAnswers) })
)

func read(change func(*openapi3.T) error) (*contract, error) {
	file, err := find(filepath.Join("docs", "openapi.yaml"))
	if err != nil {
		return nil, err
	}
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromFile(file)
	if err != nil {
		return nil, err
	}
	if err := change(doc); err != nil {
		return nil, err
	}
	if err := doc.Validate(loader.Context); err != nil {
		return nil, err
	}
	schemas, err := newSchemas(doc)
	if err != nil {
		return nil, err
	}
	// The servers of tests have any address.
	doc.Servers = openapi3.Servers{{URL: "/api"}}
	router, err := gorillamux.NewRouter(doc)
	return &contract{doc, router, schemas}, err
}

// find looks for a file of the module from the folder of the test upwards.
func find(name string) (string, error) {
	folder, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(folder, "go.mod")); missing == nil {
			return filepath.Join(folder, name), nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			err = errors.New("openapitest: the test runs outside the module")
		}
		folder = parent
	}
	return "", err
}

func tightenAnswers(doc *openapi3.T) error {
	for _, path := range doc.Paths.Map() {
		for _, operation := range path.Operations() {
			for _, answer := range operation.Responses.Map() {
				for _, content := range answer.Value.Content {
					if err := content.Schema.WalkSubtree(tightenIn(doc)); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// tightenIn tightens schemas. A reference with a description is a copy of what it refers to, and both are tightened.
func tightenIn(doc *openapi3.T) openapi3.WalkSchemasFunc {
	return func(pointer string, ref *openapi3.SchemaRef) error {
		tighten(pointer, ref.Value)
		if original, ok := doc.Components.Schemas[strings.TrimPrefix(ref.Ref, "#/components/schemas/")]; ok {
			tighten(pointer, original.Value)
		}
		return nil
	}
}

// tighten takes the forms that are only tolerated out of a schema, and closes it where it lists properties.
// The parts of an allOf stay open, since each of them sees the properties of the others.
func tighten(pointer string, schema *openapi3.Schema) {
	var forms openapi3.SchemaRefs // a new list: references with a description share the old one
	for _, form := range schema.AnyOf {
		if _, only := form.Value.Extensions["x-tolerated"]; !only {
			forms = append(forms, form)
		}
	}
	schema.AnyOf = forms
	part := strings.HasSuffix(filepath.ToSlash(filepath.Dir(pointer)), "/allOf")
	if !part && len(schema.Properties)+len(schema.AllOf) > 0 {
		schema.UnevaluatedProperties = openapi3.BoolSchema{Has: new(bool)}
	}
}

// unknownQuery tells which parameters the document does not list; the validator passes them over.
func unknownQuery(in *openapi3filter.RequestValidationInput) error {
	var unknown []error
	for name := range in.GetQueryParams() {
		own := in.Route.Operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name)
		if own == nil && in.Route.PathItem.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil {
			unknown = append(unknown, fmt.Errorf("unknown query parameter %q", name))
		}
	}
	return errors.Join(unknown...)
}

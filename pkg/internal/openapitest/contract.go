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
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// document is a description of the API, which is loaded once, when a test first needs it.
type document struct {
	file     string
	tolerant func() (*contract, error)
	exact    func() (*contract, error) // closed, and without the tolerated forms
}

// Documents of 1.0.3 to 2.0, and of 3.0.
var (
	before3 = newDocument("openapi.yaml")
	of3     = newDocument("openapi-3.0.yaml")
)

func newDocument(file string) *document {
	return &document{
		file:     file,
		tolerant: sync.OnceValues(func() (*contract, error) { return read(file, func(*openapi3.T) error { return nil }) }),
		exact:    sync.OnceValues(func() (*contract, error) { return read(file, tightenAnswers) }),
	}
}

// contract is a document, indexed by endpoint and schema. The tests of this package validate it,
// once for all packages.
type contract struct {
	doc    *openapi3.T
	router routers.Router

	mu sync.Mutex
	// Keeps what it has compiled. Package openapi3 would compile a schema for every value.
	compiler *jsonschema.Compiler

	parameters sync.Map // by parameterValue: text of the error, or ""
}

func read(name string, change func(*openapi3.T) error) (*contract, error) {
	file, err := find(filepath.Join("docs", name))
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil {
		return nil, err
	}
	if err := change(doc); err != nil {
		return nil, err
	}
	compiler, err := newCompiler(doc)
	if err != nil {
		return nil, err
	}
	// Test servers have any address.
	doc.Servers = openapi3.Servers{{URL: "/api"}}
	router, err := gorillamux.NewRouter(doc)
	return &contract{doc: doc, router: router, compiler: compiler}, err
}

// find searches for a file of the module, from the test's directory upwards.
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

// tightenIn returns a function that tightens schemas. A reference with a description is a copy of
// its target, so both are tightened.
func tightenIn(doc *openapi3.T) openapi3.WalkSchemasFunc {
	return func(pointer string, ref *openapi3.SchemaRef) error {
		tighten(pointer, ref.Value)
		if original, ok := doc.Components.Schemas[strings.TrimPrefix(ref.Ref, "#/components/schemas/")]; ok {
			tighten(pointer, original.Value)
		}
		return nil
	}
}

// tighten removes the tolerated forms from a schema, and closes it if it lists properties. The
// parts of an allOf stay open, since each validates the properties of the others.
func tighten(pointer string, schema *openapi3.Schema) {
	// A new list, since references with a description share the old one.
	var forms openapi3.SchemaRefs
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

// unknownQuery returns an error for parameters the document does not list. The validator ignores
// them.
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

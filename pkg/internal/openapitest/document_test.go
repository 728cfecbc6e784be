package openapitest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Both documents are valid, with their examples, and remain so without what is tolerated.
func TestDocumentsAreValid(t *testing.T) {
	for _, of := range documents() {
		for name, read := range map[string]func() (*contract, error){"tolerant": of.tolerant, "exact": of.exact} {
			contract, err := read()
			if err == nil {
				err = contract.doc.Validate(t.Context())
			}
			if err != nil {
				t.Errorf("%s, %s: %v", of.file, name, err)
			}
		}
	}
}

// TestSamples sends every sample request with every sample response. With an added field neither
// passes, which proves that all of them are checked.
func TestSamples(t *testing.T) {
	for _, of := range documents() {
		contract, err := of.exact()
		if err != nil {
			t.Fatal(err)
		}
		for path, item := range contract.doc.Paths.Map() {
			for method, operation := range item.Operations() {
				t.Run(of.file+" "+method+" "+path, func(t *testing.T) {
					checkSamples(t, sample{of: of, method: method, target: target(operation, item, path)}, operation)
				})
			}
		}
	}
}

func documents() []*document { return []*document{before3, of3} }

func checkSamples(t *testing.T, call sample, operation *openapi3.Operation) {
	answers := answers(t, operation)
	for i, request := range requests(t, operation) {
		call.request = request
		for call.status, call.answers = range answers {
			// Error responses do not depend on the request.
			if i == 0 || call.status < http.StatusBadRequest {
				call.check(t)
			}
		}
	}
}

type sample struct {
	of             *document
	method, target string
	request        []byte
	status         int
	answers        [][]byte
}

func (s sample) check(t *testing.T) {
	for _, answer := range s.answers {
		if failures := s.exchange(t, s.request, answer); len(failures) > 0 {
			t.Errorf("%s answered %d %s: %s", s.request, s.status, answer, failures)
		}
		if failures := s.exchange(t, s.request, oneMore(answer)); len(failures) == 0 {
			t.Errorf("%d is not checked", s.status)
		}
		if s.request == nil || s.status >= http.StatusBadRequest {
			continue
		}
		if failures := s.exchange(t, oneMore(s.request), answer); len(failures) == 0 {
			t.Error("the request is not checked")
		}
	}
}

// oneMore adds a field to a JSON object.
func oneMore(object []byte) []byte { return append([]byte(`{"more":1,`), object[1:]...) }

func (s sample) exchange(t *testing.T, request, answer []byte) []string {
	r := httptest.NewRequest(s.method, "/api"+s.target, bytes.NewReader(request))
	r.Header.Set("Authorization", "Bearer aaa.bbb.ccc")
	r.Header.Set("Content-Type", "application/json")
	test := &recorder{TB: t}
	Handler(test, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(s.status)
		_, _ = w.Write(answer)
	}), Strict(), func(c *checker) { c.document = s.of }).ServeHTTP(httptest.NewRecorder(), r)
	return test.failures
}

// target fills in the path and the query with valid values.
func target(operation *openapi3.Operation, item *openapi3.PathItem, path string) string {
	var query []string
	for _, parameter := range slices.Concat(operation.Parameters, item.Parameters) {
		schema, value := parameter.Value.Schema.Value, "1"
		switch {
		case len(schema.Enum) > 0:
			value = schema.Enum[0].(string)
		case schema.Type.Is("boolean"):
			value = "true"
		}
		if parameter.Value.In == openapi3.ParameterInQuery {
			query = append(query, parameter.Value.Name+"="+value)
		}
		path = strings.ReplaceAll(path, "{"+parameter.Value.Name+"}", value)
	}
	return path + "?" + strings.Join(query, "&")
}

func requests(t *testing.T, operation *openapi3.Operation) [][]byte {
	if operation.RequestBody == nil {
		return [][]byte{nil}
	}
	return samples(t, operation.RequestBody.Value.Content)
}

func answers(t *testing.T, operation *openapi3.Operation) map[int][][]byte {
	all := map[int][][]byte{}
	for status, answer := range operation.Responses.Map() {
		code, err := strconv.Atoi(status)
		if err != nil {
			t.Fatal(err)
		}
		if all[code] = samples(t, answer.Value.Content); len(all[code]) == 0 && code < http.StatusBadRequest {
			t.Errorf("no sample of %d", code)
		}
	}
	return all
}

func samples(t *testing.T, content openapi3.Content) [][]byte {
	media := content.Get("application/json")
	if media == nil {
		t.Fatal("no JSON")
	}
	values := []any{media.Example}
	for _, example := range media.Examples {
		values = append(values, example.Value.Value)
	}
	var texts [][]byte
	for _, value := range values {
		if value == nil {
			continue
		}
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	return texts
}

// TestNotVendorsDocument ensures that readers do not mistake the document for the vendor's.
func TestNotVendorsDocument(t *testing.T) {
	for _, of := range documents() {
		contract, err := of.tolerant()
		if err != nil {
			t.Fatal(err)
		}
		if description := contract.doc.Info.Description; !strings.Contains(description, "**not the vendor's document**") {
			t.Error("the document does not state whose it is")
		}
	}
}

// TestPatternsAreWhole finds patterns that are not anchored.
func TestPatternsAreWhole(t *testing.T) {
	for _, of := range documents() {
		contract, err := of.tolerant()
		if err != nil {
			t.Fatal(err)
		}
		whole := regexp.MustCompile(`^\^.*\$$`)
		err = contract.doc.WalkSchemas(func(pointer string, ref *openapi3.SchemaRef) error {
			if pattern := ref.Value.Pattern; pattern != "" && !whole.MatchString(pattern) {
				t.Errorf("%s: %s", pointer, pattern)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

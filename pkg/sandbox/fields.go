package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// fields reads a JSON object with exact keys and strict types. Null counts as absent.
type fields struct {
	*faults
	path   string // path of the object; "" means the body itself
	values map[string]any
}

// readBody reads a request's body, which must be one JSON object.
func readBody(r *http.Request) (fields, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return fields{}, refuse(http.StatusBadRequest, "Content-Type은 application/json이어야 합니다").
			withV3(http.StatusBadRequest, codeJSON, "Content-Type must be application/json.")
	}
	text, err := io.ReadAll(r.Body)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return fields{}, refuse(http.StatusRequestEntityTooLarge, "request entity too large")
	}
	if err != nil {
		return fields{}, refuse(http.StatusBadRequest, "request aborted")
	}
	body := fields{faults: &faults{}}
	if err := json.Unmarshal(text, &body.values); err != nil {
		return fields{}, refuse(http.StatusBadRequest, "요청 본문은 JSON object이어야 합니다").
			withV3(http.StatusBadRequest, codeJSON, "Request body must be a JSON object.")
	}
	return body, nil
}

const codeJSON = "INVALID_JSON"

func (f fields) missing(name string) {
	f.fail(refuse(http.StatusBadRequest, "Invalid input").withV2(http.StatusBadRequest, "%s is required", f.at(name)).
		withField202(f.at(name), "%s is required", f.at(name)))
}

func (f fields) at(name string) string { return strings.TrimPrefix(f.path+"."+name, ".") }

func (f fields) has(name string) bool { return f.values[name] != nil }

// value returns a field of type T, or the zero value if it is absent or of another type.
func value[T any](f fields, name, kind string) T {
	got, ok := f.values[name].(T)
	if !ok && f.has(name) {
		f.mustBe(name, kind)
	}
	return got
}

func (f fields) mustBe(name, kind string) {
	f.fail(refuse(http.StatusBadRequest, "%s은 %s이어야 합니다", f.at(name), kind).withV2InvalidField(f.at(name), "must be %s", kind))
}

func (f fields) text(name string) string { return value[string](f, name, "string") }

func (f fields) required(name string) string {
	got := f.text(name)
	if got == "" {
		f.missing(name)
	}
	return got
}

func (f fields) oneOf(name string, allowed []string) string {
	got := f.text(name)
	if f.has(name) && !slices.Contains(allowed, got) {
		list := strings.Join(allowed, ", ")
		f.fail(refuse(http.StatusBadRequest, "%s은 %s중 하나여야 합니다", f.at(name), list).withField(f.at(name), "%s must be one of: %s", f.at(name), list))
	}
	return got
}

func (f fields) requiredOneOf(name string, allowed []string) string {
	if !f.has(name) {
		f.missing(name)
	}
	return f.oneOf(name, allowed)
}

// number returns an integer that a float64 represents exactly.
func (f fields) number(name string) int64 {
	got := value[float64](f, name, "number")
	if got != math.Trunc(got) || math.Abs(got) > 1<<53 {
		f.fail(refuse(http.StatusBadRequest, "%s은 정수이어야 합니다", f.at(name)).withV2InvalidField(f.at(name), "must be a whole number"))
		return 0
	}
	return int64(got)
}

// identifier returns an id or a name, which may be a string or a number.
func (f fields) identifier(name string) string {
	if _, isNumber := f.values[name].(float64); isNumber {
		return strconv.FormatInt(f.number(name), 10)
	}
	return f.text(name)
}

func (f fields) object(name string) fields {
	return fields{path: f.at(name), values: value[map[string]any](f, name, "object"), faults: f.faults}
}

// objects returns the elements of an array of objects.
func (f fields) objects(name string) []fields {
	items := value[[]any](f, name, "array")
	all := make([]fields, len(items))
	for i, item := range items {
		index := fmt.Sprintf("%s[%d]", name, i)
		values, ok := item.(map[string]any)
		if !ok {
			f.mustBe(index, "object")
		}
		all[i] = fields{path: f.at(index), values: values, faults: f.faults}
	}
	return all
}

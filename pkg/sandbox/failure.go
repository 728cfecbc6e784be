package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// failure is an error response in the wording of each generation of the API.
type failure struct {
	v1, v2 wording
	v202   *wording // nil means that of 2.0
	v3     wording
}

type wording struct {
	status int
	code   string // only for 3.0
	text   string
	fields map[string][]string // invalid fields, if the generation lists them
	bare   bool                // 3.0: response without trace id and timestamp
}

// Codes of 3.0 that come with the invalid fields.
const (
	codeBody  = "DTO-VALIDATION-01"
	codePath  = "DTO-VALIDATION-02"
	codeQuery = "DTO-VALIDATION-03"
)

// Codes of 3.0 for objects that do not exist.
const (
	codeNoJob        = "JOB-ERROR-01"
	codeNoPartition  = "JOB-ERROR-13"
	codeNoSchedule   = "SCHEDULE-ERROR-01"
	codeNoRepository = "ZDM-REPOSITORY-ERROR-01"
)

func (f *failure) Error() string { return f.v1.text }

// refuse returns a failure with the same wording in all generations. In 3.0 it has the generic code
// of its status.
func refuse(status int, format string, values ...any) *failure {
	w := wording{status: status, text: fmt.Sprintf(format, values...)}
	f := &failure{v1: w, v2: w, v3: w}
	f.v3.code = codeOf(status)
	return f
}

// codeOf returns the generic code of a status.
func codeOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "UNAUTHORIZED"
	case http.StatusForbidden:
		return "CENTER-ERROR-01"
	case http.StatusNotFound:
		return "NOT_FOUND"
	case http.StatusConflict:
		return "CONFLICT"
	case http.StatusUnprocessableEntity:
		return "UNPROCESSABLE_ENTITY"
	case http.StatusInternalServerError:
		return "INTERNAL_SERVER_ERROR"
	}
	return "BAD_REQUEST"
}

// withV2 sets the wording of 2.0 and later.
func (f *failure) withV2(status int, format string, values ...any) *failure {
	f.v2 = wording{status: status, text: fmt.Sprintf(format, values...)}
	return f.withV3(status, codeOf(status), "%s", f.v2.text)
}

// withV202 sets the wording of 2.0.2.
func (f *failure) withV202(status int, format string, values ...any) *failure {
	f.v202 = &wording{status: status, text: fmt.Sprintf(format, values...)}
	return f
}

// withV3 sets the wording of 3.0.
func (f *failure) withV3(status int, code, format string, values ...any) *failure {
	f.v3 = wording{status: status, code: code, text: fmt.Sprintf(format, values...)}
	return f
}

// withCode sets the code of 3.0 if it is not empty.
func (f *failure) withCode(code string) *failure {
	f.v3.code = cmp.Or(code, f.v3.code)
	return f
}

// withMissing sets the wording of 3.0 for an object that was not found by id or name.
func (f *failure) withMissing(code, thing, identifier string) *failure {
	by := "Name"
	if _, isID := inventory.ParseID(identifier); isID {
		by = "ID"
	}
	return f.withV3(http.StatusNotFound, code, "%s with %s '%s' not found", thing, by, identifier)
}

// withField sets the wording of 3.0 for an invalid field of the body.
func (f *failure) withField(field, format string, values ...any) *failure {
	return f.invalid(http.StatusUnprocessableEntity, codeBody, "Request body validation failed.", field, fmt.Sprintf(format, values...))
}

// withField202 sets the wording of 2.0.2 and later for an invalid field of the body.
func (f *failure) withField202(field, format string, values ...any) *failure {
	w := f.withField(field, format, values...).v3
	f.v202 = &w
	return f
}

// withV2ValidationError sets the form of 2.0 and later that lists the invalid field.
func (f *failure) withV2ValidationError(field, format string, values ...any) *failure {
	f.v2 = f.withField202(field, format, values...).v3
	return f
}

// withV2InvalidField sets the 2.0 form that names the invalid field in the text. Later generations
// list it.
func (f *failure) withV2InvalidField(field, format string, values ...any) *failure {
	return f.withV2(http.StatusUnprocessableEntity, "Request body validation failed: %s: %s", field, fmt.Sprintf(format, values...)).
		withField202(field, format, values...)
}

// invalidQuery sets the wording of 3.0 for an invalid parameter.
func (f *failure) invalidQuery(field, format string, values ...any) *failure {
	return f.invalid(http.StatusBadRequest, codeQuery, "Query parameter validation failed.", field, fmt.Sprintf(format, values...))
}

// invalidPath is invalidQuery for a part of the path.
func (f *failure) invalidPath(field, reason string) *failure {
	return f.invalid(http.StatusBadRequest, codePath, "URL parameter validation failed.", field, reason)
}

func (f *failure) invalid(status int, code, text, field, reason string) *failure {
	f.v3 = wording{status: status, code: code, text: text, fields: map[string][]string{field: {reason}}}
	return f
}

// faults holds the first failure of a request, with the invalid fields of later ones of its kind.
// That way a caller can read everything and check once.
type faults struct{ first *failure }

func (f *faults) fault() error {
	if f.first == nil {
		return nil // a nil *failure in an error would not be nil
	}
	return f.first
}

func (f *faults) fail(refusal *failure) {
	switch {
	case f.first == nil:
		f.first = refusal
	case f.first.v3.code == refusal.v3.code:
		for field, reasons := range refusal.v3.fields {
			if _, known := f.first.v3.fields[field]; !known {
				f.first.v3.fields[field] = reasons
			}
		}
	}
}

// wording hides the cause of a 500 from the client, since it may name files on this machine.
func (s *api) wording(err error) wording {
	refusal, ok := errors.AsType[*failure](err)
	switch {
	case !ok:
		return wording{status: http.StatusInternalServerError, code: "INTERNAL_SERVER_ERROR", text: "Internal server error."}
	case s.gen >= v3Early:
		return refusal.v3
	case s.gen == v202 && refusal.v202 != nil:
		return *refusal.v202
	case s.gen >= v2:
		return refusal.v2
	}
	return refusal.v1
}

package sandbox

import (
	"errors"
	"fmt"
	"net/http"
)

// failure is an error response in the wording of each version of the API.
type failure struct{ v1, v2 wording }

type wording struct {
	status int
	text   string
	detail *failureDetail
}

// failureDetail is what 2.0 adds to some error responses.
type failureDetail struct {
	ValidationErrors map[string][]string `json:"validationErrors"`
}

func (f *failure) Error() string { return f.v1.text }

// refuse returns a failure with the same wording in both versions.
func refuse(status int, format string, values ...any) *failure {
	w := wording{status: status, text: fmt.Sprintf(format, values...)}
	return &failure{v1: w, v2: w}
}

// withV2 sets the wording of 2.0.
func (f *failure) withV2(status int, format string, values ...any) *failure {
	f.v2 = wording{status: status, text: fmt.Sprintf(format, values...)}
	return f
}

// withV2ValidationError sets the 2.0 form that lists the invalid field in validationErrors.
func (f *failure) withV2ValidationError(field, format string, values ...any) *failure {
	f.v2 = wording{
		status: http.StatusUnprocessableEntity,
		text:   "Request body validation failed.",
		detail: &failureDetail{ValidationErrors: map[string][]string{field: {fmt.Sprintf(format, values...)}}},
	}
	return f
}

// withV2InvalidField sets the 2.0 form that names the invalid field in the text.
func (f *failure) withV2InvalidField(field, format string, values ...any) *failure {
	return f.withV2(http.StatusUnprocessableEntity, "Request body validation failed: %s: %s", field, fmt.Sprintf(format, values...))
}

// wording hides the cause of a 500 from the client, since it may name files on this machine.
func (s *Server) wording(err error) wording {
	refusal, ok := errors.AsType[*failure](err)
	switch {
	case !ok:
		return wording{status: http.StatusInternalServerError, text: "Internal server error."}
	case s.v2:
		return refusal.v2
	}
	return refusal.v1
}

package sandbox

import (
	"errors"
	"fmt"
	"net/http"
)

// failure is an answer that refuses, in the wording of either version of the API.
type failure struct{ one, two wording }

type wording struct {
	status int
	text   string
	detail *failureDetail
}

// failureDetail is what 2.0 adds to some refusals.
type failureDetail struct {
	ValidationErrors map[string][]string `json:"validationErrors"`
}

func (f *failure) Error() string { return f.one.text }

// refuse gives a refusal that both versions word alike.
func refuse(status int, format string, values ...any) *failure {
	w := wording{status: status, text: fmt.Sprintf(format, values...)}
	return &failure{one: w, two: w}
}

// in2 sets the wording of 2.0.
func (f *failure) in2(status int, format string, values ...any) *failure {
	f.two = wording{status: status, text: fmt.Sprintf(format, values...)}
	return f
}

// fields2 sets the form in which 2.0 refuses a field of some bodies.
func (f *failure) fields2(field, format string, values ...any) *failure {
	f.two = wording{
		status: http.StatusUnprocessableEntity,
		text:   "Request body validation failed.",
		detail: &failureDetail{ValidationErrors: map[string][]string{field: {fmt.Sprintf(format, values...)}}},
	}
	return f
}

// invalid2 sets the form in which 2.0 refuses a field of a recovery's body.
func (f *failure) invalid2(field, format string, values ...any) *failure {
	return f.in2(http.StatusUnprocessableEntity, "Request body validation failed: %s: %s", field, fmt.Sprintf(format, values...))
}

// wording keeps the cause of a 500 from the client, as it may name files of this machine.
func (s *Server) wording(err error) wording {
	refusal, ok := errors.AsType[*failure](err)
	switch {
	case !ok:
		return wording{status: http.StatusInternalServerError, text: "Internal server error."}
	case s.two:
		return refusal.two
	}
	return refusal.one
}

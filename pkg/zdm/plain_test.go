package zdm_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestPlainCallAnswers(t *testing.T) {
	tests := []struct {
		status int
		body   string
		kind   zdm.Kind // 0 means an answer
	}{
		{200, data(`{}`), 0},
		{200, `{"message":"hi","environment":"x"}`, 0},
		{200, `[1]`, 0},
		{204, ``, 0},
		{200, `<html>`, zdm.Foreign},
		{200, refusal, zdm.Refused},
		{404, refusal, zdm.Refused},
		{404, `{}`, zdm.Foreign},
		{403, ``, zdm.Denied},
	}
	for _, tt := range tests {
		answer, err := inProcess(t, replying(tt.status, tt.body)).Call(t.Context(), zdm.PlainCall{Method: http.MethodGet, Path: "/users"})
		failed, ok := errors.AsType[*zdm.Error](err)
		switch {
		case tt.kind == 0 && (err != nil || string(answer.Raw) != tt.body || answer.Status != tt.status):
			t.Errorf("%d %s: got %+v, %v", tt.status, tt.body, answer, err)
		case tt.kind != 0 && (!ok || failed.Kind != tt.kind):
			t.Errorf("%d %s: got %v", tt.status, tt.body, err)
		}
	}
}

func TestPlainCallThatCannotBeSent(t *testing.T) {
	tests := []struct {
		call zdm.PlainCall
		want error
	}{
		{zdm.PlainCall{Method: "get", Path: "/x"}, zdm.ErrMethod},
		{zdm.PlainCall{Method: "CONNECT", Path: "/x"}, zdm.ErrMethod},
		{zdm.PlainCall{Path: "/x"}, zdm.ErrMethod},
		{zdm.PlainCall{Method: "GET"}, zdm.ErrPath},
		{zdm.PlainCall{Method: "GET", Path: "//"}, zdm.ErrPath},
		{zdm.PlainCall{Method: "GET", Path: "/%zz"}, zdm.ErrPath},
		{zdm.PlainCall{Method: "GET", Path: "/x#y"}, zdm.ErrPath},
		{zdm.PlainCall{Method: "GET", Path: "/x\n"}, zdm.ErrPath},
		{zdm.PlainCall{Method: "GET", Path: "/x", Body: []byte("{}")}, zdm.ErrBody},
	}
	c := inProcess(t, func(http.ResponseWriter, *http.Request) { t.Error("a call was made") })
	for _, tt := range tests {
		if _, err := c.Call(t.Context(), tt.call); !errors.Is(err, tt.want) {
			t.Errorf("%+v: got %v", tt.call, err)
		}
	}
}

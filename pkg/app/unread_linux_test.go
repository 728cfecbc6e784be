package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// If a reader closes the pipe before the result is written, stderr reports what was changed, as for
// a full disk. If nothing was changed, the program ends with SIGPIPE.
func TestClosedPipe(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On("GET "+zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)))
	s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(http.StatusCreated, "", []byte(contract(t, "registered.json"))))
	s.On("PUT "+zdmtest.Recoveries+"/7", zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":{"job":{"name":"x"},"summary":{"state":"success"}}}`)))
	s.On("DELETE "+zdmtest.Recoveries+"/7", zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":{"job":{"name":"x"},"deleted":true,"state":"success"}}`)))
	s.On("POST /api/schedules", zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":{"basic":{"id":"5"}}}`)))
	w := clitest.For(t, s)
	basic := w.File("basic.json", contract(t, "basic.json"))
	gone := exit.FromSignal(13)
	for _, tt := range []struct {
		args    string
		code    exit.Code
		message string // on stderr; "" if nothing is expected
	}{
		{"recovery create -f FILE", exit.Internal, "daily-recovery was registered, but the result could not be written"},
		{"recovery create -o json -f FILE", exit.Internal, "daily-recovery was registered, but the result could not be written"},
		{"recovery create -o name -f FILE", exit.Internal, "daily-recovery was registered, but the result could not be written"},
		{"recovery create --jq .data -f FILE", exit.Internal, "daily-recovery was registered, but the result could not be written"},
		{"recovery apply -f FILE", exit.Internal, "could not be written"},
		{"recovery apply -o json -f FILE", exit.Internal, "could not be written"},
		{"recovery apply -o jsonl -f FILE", exit.Internal, "could not be written"},
		{"recovery apply -o name -f FILE", exit.Internal, "could not be written"},
		{"recovery update 7 --mode full", exit.Internal, "could not be written"},
		{"recovery start 7", exit.Internal, "could not be written"},
		{"schedule create --center 1 --user ops@example.com --schedule daily", exit.Internal, "could not be written"},
		{"api POST /recoveries -f FILE", exit.Internal, "could not be written"},
		{"recovery create --dry-run -f FILE", gone, ""},
		{"recovery apply --dry-run -f FILE", gone, "not checked against the server"},
		{"recovery list -o json", gone, ""},
		{"api GET /recoveries", gone, ""},
		{"version", gone, ""},
		{"recovery create --help", gone, ""},
	} {
		args := words(tt.args, basic)
		if args[0] == "schedule" {
			args[len(args)-1] = "daily 02:30"
		}
		r := w.StartUnread(args...).Wait(patience)
		if r.Code == -1 && tt.code == gone { // nothing was sent, so the signal came first
			r.Code = gone
		}
		if r.Code != tt.code || tt.message == "" && r.Stderr != "" || !strings.Contains(r.Stderr, tt.message) {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
}

// If results cannot be written, an unknown outcome of a request is still reported.
func TestClosedPipeWithUnknownOutcomes(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List())
	s.On("POST "+zdmtest.Recoveries, zdmtest.Raw(nil))
	for _, format := range []string{"table", "json", "jsonl", "name"} {
		w := clitest.For(t, s)
		basic := w.File("basic.json", contract(t, "basic.json"))
		r := w.StartUnread("recovery", "apply", "-f", basic, "--settle", "1ms", "-o", format).Wait(patience)
		if r.Code != exit.Unknown || !strings.Contains(r.Stderr, "1 unknown") || !strings.Contains(r.Stderr, "recovery get daily-recovery") {
			t.Errorf("-o %s: %+v", format, r)
		}
	}
}

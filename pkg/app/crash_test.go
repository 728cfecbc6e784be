package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A panic in any goroutine prints one line that names the place and contains no stack trace. After
// a change was sent, its outcome is unknown.
func TestPanicIsOneLine(t *testing.T) {
	t.Parallel()
	var none *http.Request
	for _, tt := range []struct {
		name, args string
		after      string // method of the requests after which the clock is broken; "" if it is not
		code       exit.Code
		message    string
	}{
		{"before anything is sent", "recovery list", "", exit.Internal, "please report it"},
		{"after a read", "recovery list --debug", http.MethodGet, exit.Internal, "please report it"},
		{"after a registration", "recovery create -f basic.json", http.MethodPost, exit.Unknown, "after a change was sent; its outcome is unknown"},
		{"in a worker of apply", "recovery apply -f basic.json", http.MethodPost, exit.Unknown, "after a change was sent; its outcome is unknown"},
		{"in a worker of apply with a journal", "recovery apply -f basic.json --journal j", http.MethodPost, exit.Unknown, "after a change was sent"},
		{"in a lookup of plan", "recovery plan -f basic.json", http.MethodGet, exit.Internal, "please report it"},
	} {
		for _, format := range []string{"table", "json"} {
			s := clitest.Server(t)
			s.On("GET "+zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)))
			s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(http.StatusCreated, "", []byte(contract(t, "registered.json"))))
			w := clitest.For(t, s)
			w.Clock = func() time.Time {
				for _, r := range s.Requests() {
					if r.Method == tt.after {
						_ = none.Method
					}
				}
				if tt.after == "" {
					_ = none.Method
				}
				return clitest.Now()
			}
			args := strings.Fields(tt.args)
			for i, arg := range args {
				switch arg {
				case "basic.json":
					args[i] = w.File(arg, contract(t, arg))
				case "j":
					args[i] = w.Dir + "/j"
				}
			}
			r := w.Run(append(args, "-o", format)...)
			var lines []string
			for line := range strings.Lines(r.Stderr) {
				if !strings.HasPrefix(line, "debug: ") {
					lines = append(lines, line)
				}
			}
			message := strings.Join(lines, "")
			if r.Code != tt.code || r.Stdout != "" || len(lines) != 1 || !strings.Contains(message, tt.message) || !strings.Contains(message, "app/crash_test.go:") ||
				!strings.Contains(message, "nil pointer") {
				t.Errorf("%s, -o %s: %+v", tt.name, format, r)
			}
		}
	}
}

// basicJob is the recovery of the basic flags in the form of a server's list.
const basicJob = `{"system":{"source":{"id":"1","name":"source-server"},"target":{"id":"2","name":"target-server"}},"job":{"info":{"id":"7","name":"daily-recovery"}}}`

// A 5xx or 429 from ZDM does not show that nothing was registered: a lookup finds the job.
func TestFailureOfZDMThenFound(t *testing.T) {
	t.Parallel()
	for _, status := range []int{429, 500, 502, 503, 504} {
		for _, format := range []string{"table", "json"} {
			for _, reason := range []string{`"error":"the operation timed out"`, `"error":null`, `"error":{}`} {
				s := clitest.Server(t)
				s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(status, "", []byte(`{"success":false,`+reason+`}`)))
				s.On("GET "+zdmtest.Recoveries, zdmtest.Sequence(
					zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)),
					zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[`+basicJob+`]}`))))
				r := clitest.For(t, s).Run(append([]string{"recovery", "create", "-o", format}, basicFlags()...)...)
				if r.Code != exit.OK || !strings.Contains(r.Stderr, "daily-recovery is registered") {
					t.Errorf("%d with %s: %+v", status, reason, r)
				}
			}
		}
	}
}

package app_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// evil is text that must not reach a terminal: 7-bit and 8-bit escape sequences, a title, line
// breaks, a change of direction, invisible characters, a byte that is not UTF-8.
const evil = "\x1b[31m\u009b2J\x1b]0;title\x07\x9d\r\n\b\x00\x7f\u202e\u2066\u200b\u2028\ufeff\U000e0041\xff"

// spoiled puts evil text into every string value of a document, escaped or raw.
func spoiled(t *testing.T, document string, escaped bool) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(spoil(v))
	if err != nil {
		t.Fatal(err)
	}
	text := string(body)
	if !escaped { // JSON allows all but the first 32 characters unescaped
		const raw = "\u009b\x7f\u202e\u2066\u200b\u2028\ufeff\U000e0041\xff"
		text = strings.ReplaceAll(text, "EVIL", raw)
	}
	quoted, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.ReplaceAll(text, "EVIL", strings.Trim(string(quoted), `"`)))
}

func spoil(v any) any {
	switch v := v.(type) {
	case string:
		return v + "EVIL"
	case []any:
		for i := range v {
			v[i] = spoil(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = spoil(v[key])
		}
		v["new EVIL"] = "EVIL"
	}
	return v
}

func outputs() []string {
	return []string{"-o=table", "-o=wide", "-o=json", "-o=jsonl", "-o=yaml", "-o=name", "--jq=.data.common.jobName", "--jq=.data", "--jq=.."}
}

func TestServerTextsArePrintable(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"registered": contract(t, "registered.json"),
		"failed": `{"success": true, "requestID": "r", "data": {"common": {"jobName": "j", "state": "fail", "errorMessage": "e"},
"partitions": [{"sourcePartition": "/", "state": "fail", "errorMessage": "e"}], "summary": {"total": 1, "failed": 1}}}`,
		"refused":   contract(t, "refused.json"),
		"object":    `{"success": false, "requestID": "r", "error": {"code": "c", "message": "m || n", "details": {"cause": "d"}}}`,
		"validated": `{"success": false, "error": "e", "detail": {"validationErrors": {"schedule.basic": ["r"]}}}`,
		"foreign":   `{"message": "m", "environment": "e"}`,
	}
	for name, document := range bodies {
		for _, status := range []int{http.StatusCreated, http.StatusBadRequest, http.StatusUnauthorized, http.StatusBadGateway} {
			t.Run(name+" "+http.StatusText(status), func(t *testing.T) {
				for _, escaped := range []bool{true, false} {
					s := clitest.Server(t)
					body := spoiled(t, document, escaped)
					answer := zdmtest.Reply(status, "", body)
					for code := range printable(t, s, answer) {
						if name == "registered" && status == http.StatusCreated && code != exit.OK {
							t.Errorf("exit code %d: the answer was not shown", code)
						}
					}
				}
			})
		}
	}
}

// printable runs every output format against a server with the given response. It is the response
// to registrations without a name, so that it counts for any name, to registrations with one, and
// to the lookup. printable returns the exit codes of the first.
func printable(t *testing.T, s *zdmtest.Server, answer zdmtest.Answer) map[exit.Code]bool {
	t.Helper()
	shown := func(flags []string, output string) exit.Code {
		r := clitest.For(t, s).Run(append([]string{"recovery", "create", "--debug", output}, flags...)...)
		if r.Stdout+r.Stderr == "" {
			t.Error("nothing was written")
		}
		unprintable(t, replaced(r.Stdout, "\t", ""), r.Stderr)
		return r.Code
	}
	codes := map[exit.Code]bool{}
	s.On("POST "+zdmtest.Recoveries, answer)
	for _, output := range outputs() {
		codes[shown(basicFlags()[:len(basicFlags())-2], output)] = true
	}
	for _, method := range []string{"POST ", "GET "} {
		s.On(method+zdmtest.Recoveries, answer)
		for _, output := range []string{"-o=table", "-o=json"} {
			shown(basicFlags(), output)
		}
	}
	return codes
}

func TestForeignAnswersArePrintable(t *testing.T) {
	t.Parallel()
	answer := func(status, header, body string) string {
		return "HTTP/1.1 " + status + "\r\n" + header + "Connection: close\r\n\r\n" + body
	}
	for name, raw := range map[string]string{
		"body":         answer("404 Not Found", "Content-Type: text/html\r\n", evil),
		"content type": answer("404 Not Found", "Content-Type: \x1b[31m\u202e\x9b\r\n", "x"),
		"location":     answer("307 Temporary Redirect", "Location: http://h/\u202e\u009b\xff\r\n", ""),
		"status":       answer("502 \x1b[31m\u202e", "", evil),
		"status line":  "HTTP/1.1 \x1b[31m\u202e\r\n\r\n",
		"header":       "HTTP/1.1 200 OK\r\n\x1b[31m\u202e\r\n\r\n",
		"not HTTP":     evil,
		"gzip":         answer("200 OK", "Content-Encoding: gzip\r\n", evil),
	} {
		t.Run(name, func(t *testing.T) {
			s := clitest.Server(t)
			printable(t, s, zdmtest.Raw([]byte(raw)))
		})
	}
}

func TestLoginTextsArePrintable(t *testing.T) {
	for _, document := range []string{
		`{"success": false, "requestID": "r", "error": "e"}`, `{"success": true, "data": {"token": "t", "expiresAt": "x"}}`, `"text"`,
	} {
		s := clitest.Server(t)
		s.On(zdmtest.Issue, zdmtest.Reply(http.StatusNotFound, "", spoiled(t, document, true)))
		s.On(zdmtest.Issue20, zdmtest.Reply(http.StatusCreated, "", spoiled(t, document, false)))
		w := clitest.New(t)
		w.Stdin = zdmtest.Password
		r := w.Run("auth", "login", "--server", s.URL, "--email", "ops@example.com", "--password-stdin", "--debug")
		if r.Code == exit.OK {
			t.Errorf("logged in with %s", document)
		}
		unprintable(t, r.Stdout, r.Stderr)
	}
}

// User input is made printable too: it may come from a file that someone else wrote.
func TestArgumentsArePrintable(t *testing.T) {
	for _, args := range [][]string{
		{evil}, {"recovery", evil}, {"recovery", "create", evil}, {"--" + evil}, {"recovery", "create", "--" + evil + "=1"},
		{"version", "-o", evil}, {"version", "--jq", evil}, {"version", "-o", "json", "--jq", "." + evil},
		{"recovery", "create", "--platform", evil}, {"recovery", "create", "--schedule", evil}, {"recovery", "create", "--job", evil},
		{"recovery", "create", "-f", evil}, {"recovery", "validate", "-f", evil}, {"recovery", "create", "--ca-file", evil},
		{"recovery", "create", "--server", "http://" + evil}, {"recovery", "create", "--context", evil}, {"recovery", "create", "--config", evil},
		{"recovery", "create", "--timeout", evil}, {"auth", "login", "--server", "http://127.0.0.1:1", "--email", evil, "--password-stdin"},
	} {
		for _, format := range []string{"table", "json"} {
			w := clitest.New(t)
			w.Env["ZDMCTL_OUTPUT"] = format
			w.Stdin = evil
			r := w.Run(args...)
			if r.Code == exit.OK || r.Stderr == "" {
				t.Errorf("%q: exit code %d, stderr %q", args, r.Code, r.Stderr)
			}
			unprintable(t, r.Stdout, r.Stderr)
		}
	}
}

// The check itself must find unprintable text.
func TestUnprintableTextIsFound(t *testing.T) {
	for _, text := range []string{"\x1b", "\u009b", "\r", "\t", "\x00", "\u202e", "\u200b", "\u2028", "\xff", "\x7f"} {
		probe := &recorder{TB: t}
		unprintable(probe, "text "+text)
		if !probe.failed {
			t.Errorf("%q counts as printable", text)
		}
	}
}

type recorder struct {
	testing.TB

	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Helper()               {}

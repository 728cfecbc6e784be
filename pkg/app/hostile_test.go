package app_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// hostile returns responses that no server should send, by name.
func hostile() map[string]zdmtest.Answer {
	raw := func(head, body string) zdmtest.Answer {
		return zdmtest.Raw([]byte("HTTP/1.1 " + head + "\r\n\r\n" + body))
	}
	whole := func(body string) zdmtest.Answer { return zdmtest.Reply(200, "", []byte(body)) }
	data := func(value string) zdmtest.Answer {
		return whole(`{"success":true,"requestID":"r","message":"m","timestamp":"t","data":` + value + `}`)
	}
	digits := strings.Repeat("9", 400)
	blanks := bytes.Repeat([]byte(" "), 1<<16) // made once: memory is counted in this process
	return map[string]zdmtest.Answer{
		"HTML":                 html(200),
		"empty":                whole(""),
		"truncated":            whole(`{"success":true,"data":[{"id":`),
		"endless":              streaming("", func(w io.Writer) error { _, err := w.Write(blanks); return err }),
		"bomb":                 streaming("Content-Encoding: gzip\r\n", bomb()),
		"slow drip":            drip(),
		"wrong content type":   zdmtest.Reply(200, "image/png", []byte("\x89PNG\r\n\x1a\n")),
		"length too long":      raw("200 OK\r\nContent-Length: 500", `{"success":true,"data":[]}`),
		"length too short":     raw("200 OK\r\nContent-Length: 9", `{"success":true,"data":[]}`),
		"invalid length":       raw("200 OK\r\nContent-Length: -1", "{}"),
		"invalid UTF-8":        data("[\"\xff\xfe\",{\"\xc0\":\"\x80\",\"name\":\"\xff\"}]"),
		"escape sequences":     data(`[{"id":"7","name":"\u001b[2J\u0000\u202e"},"\u001b]0;x\u0007"]`),
		"nested":               data(strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)),
		"nested objects":       data(strings.Repeat(`{"data":`, 100_000) + "1" + strings.Repeat("}", 100_000)),
		"numbers":              whole(`{"success":true,"requestID":` + digits + `,"data":[{"id":` + digits + `,"n":-1e` + digits + `}],"pagination":{"totalPages":` + digits + `,"totalItems":` + digits + `}}`),
		"an endless list":      whole(`{"success":true,"data":[{"id":1}],"pagination":{"hasNextPage":true,"totalPages":1e9}}`),
		"an invalid list":      data(`[null,1,"x",[],{"job":[[]],"system":1}]`),
		"a string for a list":  data(`"nothing"`),
		"503 with Retry-After": zdmtest.Raw([]byte("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n")),
		"endless headers":      headers(),
	}
}

// streaming repeats a piece of a body until the client disconnects.
func streaming(header string, piece func(io.Writer) error) zdmtest.Answer {
	return hijacked(func(conn net.Conn) {
		_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n"+header+"\r\n")
		for err == nil {
			err = piece(conn)
		}
	})
}

// drip streams so slowly that the timeout passes after a few spaces.
func drip() zdmtest.Answer {
	return hijackedBy(func(r *http.Request, conn net.Conn) {
		_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		for drops := 1; err == nil; drops++ {
			_, err = io.WriteString(conn, " ")
			if drops > 20 {
				zdmtest.Silent(r)
			}
		}
	})
}

func headers() zdmtest.Answer {
	return hijacked(func(conn net.Conn) {
		_, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
		for err == nil {
			_, err = io.WriteString(conn, "X-Filler: "+strings.Repeat("x", 1000)+"\r\n")
		}
	})
}

// hijacked hijacks the connection and closes it after use.
func hijacked(use func(net.Conn)) zdmtest.Answer {
	return hijackedBy(func(_ *http.Request, conn net.Conn) { use(conn) })
}

func hijackedBy(use func(*http.Request, net.Conn)) zdmtest.Answer {
	return func(w http.ResponseWriter, r *http.Request, _ <-chan struct{}) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		use(r, conn)
	}
}

// bomb returns gzipped spaces, in members of one megabyte each.
func bomb() func(io.Writer) error {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	_, _ = zip.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = zip.Close()
	return func(w io.Writer) error {
		_, err := w.Write(packed.Bytes())
		return err
	}
}

// With any response, every kind of call ends in bounded time and memory, with its own exit code and
// a printable message. A registration gets the response to its lookup, or to itself after a normal
// lookup.
func TestHostileServers(t *testing.T) {
	// A registration and its lookups, at most 24 in the ten seconds of --settle. Each takes up to
	// four times the longest body while the buffer grows.
	const most, longest = 100 * zdm.MaxBody, 30 * time.Second
	runs := [][]string{
		create(), {"recovery", "list"}, {"recovery", "list", "--all", "-o", "jsonl"}, {"recovery", "get", "7", "-o", "yaml"}, {"recovery", "update", "7", "--mode", "full"},
		{"auth", "login", "--email", "ops@example.com"}, {"recovery", "watch", "7", "--wait-timeout", "10s"}, {"api", "GET", "/users"}, {"api", "GET", "/users", "--paginate"},
		{"api", "POST", "/recoveries", "-f", "request.json"}, {"recovery", "apply", "-f", "wave.yaml", "-o", "json"}, {"doctor"},
	}
	const honest = "honest list"
	registers := func(args []string) bool { return args[0] == "recovery" && (args[1] == "create" || args[1] == "apply") }
	for _, args := range runs {
		if registers(args) {
			runs = append(runs, append([]string{honest}, args...))
		}
	}
	allowed := []exit.Code{exit.OK, exit.Failed, exit.Credentials, exit.Refused, exit.Unknown, exit.Deadline, exit.Unreachable}
	for name, answer := range hostile() {
		for _, args := range runs {
			t.Run(name+", "+strings.Join(args[:min(3, len(args))], " "), func(t *testing.T) {
				s := zdmtest.Start(func(r *http.Request) {})
				t.Cleanup(s.Close)
				full := slices.Clone(args)
				if full[0] == honest {
					s.On("GET "+zdmtest.Recoveries, zdmtest.List())
					full = full[1:]
				}
				for _, path := range []string{"", "/7", "/monitoring/job/7", "/histories"} {
					s.On(zdmtest.Recoveries+path, answer)
				}
				for _, path := range []string{"/api/users", "/api/zdms", "/api/recoveries/histories", "/api/cloud-auth/regions/aws", zdmtest.Issue, zdmtest.Issue20} {
					s.On(path, answer)
				}
				w := clitest.For(t, s)
				w.Env["ZDMCTL_PASSWORD"] = zdmtest.Password
				wave := w.File("wave.yaml", contract(t, "basic.json"))
				request := w.File("request.json", contract(t, "basic.json"))
				for i, arg := range full {
					full[i] = strings.NewReplacer("wave.yaml", wave, "request.json", request).Replace(arg)
				}
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				start := time.Now()
				r := w.Run(append(full, "--timeout", "10s", "--debug")...)
				if took := time.Since(start); took > longest {
					t.Errorf("took %v", took)
				}
				runtime.ReadMemStats(&after)
				if registers(full) && (len(s.Posts()) > 0) != (args[0] == honest) {
					t.Errorf("%d requests were sent", len(s.Posts()))
				}
				if grown := after.TotalAlloc - before.TotalAlloc; grown > most {
					t.Errorf("%d MB were allocated", grown>>20)
				}
				if !slices.Contains(allowed, r.Code) || r.Code != exit.OK && len(r.Stderr) == 0 {
					t.Errorf("exit code %d\n%.2000s%.2000s", r.Code, r.Stdout, r.Stderr)
				}
				if len(r.Stderr) > 64<<10 {
					t.Errorf("%d bytes on stderr", len(r.Stderr))
				}
				unprintable(t, r.Stdout, r.Stderr)
			})
		}
	}
}

// Data that a server sends unasked is not shown. net/http would log it, and it may echo a secret.
func TestUnaskedBytesAreNotShown(t *testing.T) {
	t.Parallel()
	page := `{"success":true,"requestID":"r","message":"m","timestamp":"t","data":[{"id":"%d","email":"a@b.c"}],"pagination":{"hasNextPage":%v}}`
	s := clitest.Server(t)
	s.On("/api/users", hijackedBy(func(r *http.Request, conn net.Conn) {
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		body := fmt.Sprintf(page, number, number < 30)
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%sand %s", len(body), body, clitest.Token())
	}))
	r := clitest.For(t, s).Start("user", "list", "--all", "-o", "name").Wait(patience)
	if r.Code != exit.OK || r.Stderr != "" {
		t.Errorf("%+v", r)
	}
}

package zdm_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// whole writes an answer with the correct length.
func whole(head, body string) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = fmt.Fprintf(w, "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", head, len(body), body)
	}
}

// cut writes an answer and then ends the connection.
func cut(answer string) func(io.Writer) {
	return func(w io.Writer) { _, _ = io.WriteString(w, answer) }
}

// endless writes a block until the connection is closed.
func endless(head, block string) func(io.Writer) {
	return func(w io.Writer) {
		_, err := io.WriteString(w, "HTTP/1.1 200 OK\r\n"+head)
		for err == nil {
			_, err = io.WriteString(w, block)
		}
	}
}

// bomb writes 4 GB of spaces in gzip, a megabyte at a time.
func bomb(w io.Writer) {
	if _, err := io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"); err != nil {
		return
	}
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	_, _ = zip.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = zip.Close()
	for range 4096 {
		if _, err := w.Write(packed.Bytes()); err != nil {
			return
		}
	}
}

// drip writes byte by byte, too slowly to finish before the timeout.
func drip(late func()) func(io.Writer) {
	return func(w io.Writer) {
		_, err := io.WriteString(w, "HTTP/1.1 200 OK\r\n\r\n")
		for drops := 1; err == nil; drops++ {
			_, err = io.WriteString(w, " ")
			if drops > 20 {
				late()
			}
		}
	}
}

// Whatever bytes are returned, the call ends soon, in bounded memory, with an answer or an error
// that describes them.
func TestHostileAnswers(t *testing.T) {
	const clean = zdm.Kind(0)
	deep := strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)
	digits, clock := strings.Repeat("9", 400), newClock()
	tests := []struct {
		name   string
		answer func(io.Writer)
		kind   zdm.Kind
	}{
		{"HTML", whole("200 OK\r\nContent-Type: text/html", "<html><body>Welcome</body></html>"), zdm.Foreign},
		{"HTML with 404", whole("404 Not Found\r\nContent-Type: text/html", "<html>"), zdm.Foreign},
		{"empty", whole("200 OK", ""), zdm.Foreign},
		{"204", cut("HTTP/1.1 204 No Content\r\n\r\n"), zdm.Foreign},
		{"blanks", whole("200 OK", " \r\n "), zdm.Foreign},
		{"truncated JSON", whole("200 OK", `{"success":true,"data":{"id":`), zdm.Foreign},
		{"JSON and more", whole("200 OK", data(`{}`)+`{}`), zdm.Foreign},
		{"length too long", cut("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + data(`{}`)), zdm.Lost},
		{"length too short", cut("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + data(`{}`)), zdm.Foreign},
		{"two lengths", cut("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n" + data(`{}`)), zdm.Lost},
		{"negative length", cut("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + data(`{}`)), zdm.Lost},
		{"huge length", cut("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n" + data(`{}`)), zdm.Lost},
		{"broken chunks", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), zdm.Lost},
		{"chunks that end early", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"suc"), zdm.Lost},
		{"no HTTP", cut("220 mail.example.com ESMTP\r\n"), zdm.Lost},
		{"nothing", cut(""), zdm.Lost},
		{"endless body", endless("\r\n", strings.Repeat(" ", 1<<16)), zdm.Lost},
		{"endless headers", endless("", "X-Filler: "+strings.Repeat("x", 1000)+"\r\n"), zdm.Lost},
		{"endless line", endless("X-Filler: ", strings.Repeat("x", 1<<16)), zdm.Lost},
		{"compressed bomb", bomb, zdm.Lost},
		{"invalid gzip", whole("200 OK\r\nContent-Encoding: gzip", data(`{}`)), zdm.Lost},
		{"unknown encoding", whole("200 OK\r\nContent-Encoding: br", "\x1b\x03\x00\xf8"), zdm.Foreign},
		{"slow drip", drip(clock.Expire), zdm.Lost},
		{"wrong content type", whole("200 OK\r\nContent-Type: image/png", data(`{"common":{"jobName":"nightly"},"id":1}`)), clean},
		{"no content type", whole("200 OK", data(`{"common":{"jobName":"nightly"},"id":1}`)), clean},
		{"byte order mark", whole("200 OK", "\xef\xbb\xbf"+data(`{"common":{"jobName":"nightly"},"id":1}`)), clean},
		{"UTF-16", whole("200 OK", "\xff\xfe{\x00}\x00"), zdm.Foreign},
		{"invalid UTF-8", whole("200 OK", data("{\"common\":{\"jobName\":\"nightly\"},\"id\":1,\"email\":\"\xff\xfe\x80\",\"\xc0\":1}")), clean},
		{"invalid UTF-8 in an error", whole("400 Bad Request", "{\"success\":false,\"error\":\"\xff\xfe\"}"), zdm.Refused},
		{"invalid UTF-8 in HTML", whole("502 Bad Gateway", strings.Repeat("\xff", 4000)), zdm.Foreign},
		{"lone surrogate", whole("200 OK", data(`{"common":{"jobName":"nightly"},"id":1,"email":"\ud800"}`)), clean},
		{"escape sequences", whole("200 OK", data(`{"common":{"jobName":"nightly"},"id":1,"email":"\u001b[2J\u0000"}`)), clean},
		{"nested 100 000 deep", whole("200 OK", data(deep)), zdm.Foreign},
		{"deep in an error", whole("500 Internal Server Error", `{"success":false,"error":`+deep+`}`), zdm.Foreign},
		{"numbers of 400 digits", whole("200 OK", `{"success":true,"requestID":`+digits+`,"data":{"common":{"jobName":"nightly"},"id":`+digits+`,"n":1e`+digits+`},"pagination":{"totalPages":`+digits+`}}`), clean},
		{"repeated keys", whole("200 OK", `{"success":false,"success":true,"data":1,"data":{"common":{"jobName":"nightly"},"id":1}}`), clean},
		{"a long sentence", whole("400 Bad Request", `{"success":false,"error":"`+strings.Repeat("x", 1<<20)+`"}`), zdm.Refused},
		{"a million sentences", whole("400 Bad Request", `{"success":false,"error":"`+strings.Repeat("x||", 1_000_000)+`"}`), zdm.Refused},
		{"1xx for ever", endless("", ""), zdm.Lost},
	}
	tests[len(tests)-1].answer = func(w io.Writer) {
		for err := error(nil); err == nil; {
			_, err = io.WriteString(w, "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n")
		}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wire(t, func(_ int, conn net.Conn) {
				if request, _ := readRequest(bufio.NewReader(conn)); request != nil {
					tt.answer(conn)
				}
			})
			c := newClient(t, server, noLookup, clock.use, func(c *zdm.Config) { c.Retries = -1 })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			result, err := c.User(t.Context(), "1")
			judge(t, tt.kind, result.Answer, err)
			_, failed := create(t, c)
			if wanted := tt.kind == clean && tt.name != "repeated keys"; (failed == nil) != wanted {
				t.Errorf("a registration: %v", failed)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			runtime.ReadMemStats(&after)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 20*zdm.MaxBody {
				t.Errorf("%d MB were allocated", grown>>20)
			}
		})
	}
}

func judge(t *testing.T, kind zdm.Kind, answer zdm.Answer, err error) {
	t.Helper()
	if err == nil {
		if kind != 0 || !json.Valid(answer.Raw) || !utf8.Valid(answer.Raw) {
			t.Errorf("got the answer %.100q, want kind %d", answer.Raw, kind)
		}
		return
	}
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || failed.Kind != kind {
		t.Fatalf("got %v, want kind %d", err, kind)
	}
	text := failed.Error() + strings.Join(failed.Details, "") + failed.Body
	if !utf8.ValidString(text) || len(text) > 64<<10 {
		t.Errorf("the error has %d bytes: %.100q", len(text), text)
	}
}

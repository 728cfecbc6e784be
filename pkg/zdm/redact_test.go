package zdm_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// spellings returns the forms in which a server may write a text, by name.
func spellings(secret string) map[string]string {
	var escaped, percent strings.Builder
	for _, r := range secret {
		fmt.Fprintf(&escaped, `\u%04x`, r)
	}
	for _, b := range []byte(secret) {
		fmt.Fprintf(&percent, "%%%02x", b)
	}
	apart := func(with string) string { return strings.Join(strings.Split(secret, ""), with) }
	encoded := base64.StdEncoding.EncodeToString([]byte(secret))
	return map[string]string{
		"reversed":          quoted(reversed(secret)),
		"hex":               hex.EncodeToString([]byte(secret)),
		"upper hex":         strings.ToUpper(hex.EncodeToString([]byte(secret))),
		"decimal entities":  entities(secret, "&#%d;"),
		"hex entities":      entities(secret, "&#x%X;"),
		"blanks":            quoted(apart(" ")),
		"lines":             quoted(apart("\n")),
		"NUL":               quoted(apart("\x00")),
		"zero width":        quoted(apart("\u200b")),
		"zero width, plain": strings.ReplaceAll(quoted(apart("\v")), `\u000b`, "\u200b"),
		"NBSP entities":     quoted(apart("&nbsp;")),
		"soft hyphens":      quoted(apart("\u00ad")),
		"in two words":      quoted(secret[:len(secret)/2] + " " + secret[len(secret)/2:]),
		"base64 in lines":   quoted(encoded[:len(encoded)/2] + "\r\n" + encoded[len(encoded)/2:]),
		"full width":        quoted(fullWidth(secret)),
		"as it is":          quoted(secret),
		"every letter":      escaped.String(),
		"slashes":           strings.ReplaceAll(quoted(secret), "/", `\/`),
		"query":             url.QueryEscape(secret),
		"path":              url.PathEscape(secret),
		"every percent":     percent.String(),
		"HTML":              html.EscapeString(secret),
		"base64":            base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 for URLs":   base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"base64 behind one": base64.StdEncoding.EncodeToString([]byte("a" + secret)),
		"within base64":     base64.RawURLEncoding.EncodeToString([]byte("ab" + secret + "c")),
		"JSON within JSON":  quoted(quoted(secret)),
		"broken in two":     quoted(secret[:len(secret)/2] + "\n" + secret[len(secret)/2:]),
		"cut":               quoted(secret[:len(secret)-1]),
	}
}

func reversed(s string) string {
	letters := []rune(s)
	slices.Reverse(letters)
	return string(letters)
}

func entities(s, format string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, format, r)
	}
	return b.String()
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if '!' <= r && r <= '~' {
			return r + 0xfee0
		}
		return r
	}, s)
}

// bare returns a text without separators, in a normal form in which the widths of letters do not
// differ.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// quoted returns a text as in a JSON string, without the quotes.
func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return err.Error()
	}
	return strings.Trim(string(text), `"`)
}

// shows reports whether a reader can find a secret, or 16 characters of it, in a text, directly or
// decoded.
func shows(text, secret string) bool {
	readable := []string{text, html.UnescapeString(text)}
	for range 2 {
		for _, t := range readable {
			if u, err := url.QueryUnescape(t); err == nil {
				readable = append(readable, u)
			}
			var s string
			if json.Unmarshal([]byte(`"`+strings.NewReplacer(`\"`, `\"`, `"`, `\"`, "\n", "").Replace(t)+`"`), &s) == nil {
				readable = append(readable, s)
			}
		}
	}
	for _, t := range readable {
		if strings.Contains(bare(t), bare(secret)) || strings.Contains(t, reversed(secret)) || strings.Contains(strings.ToLower(t), hex.EncodeToString([]byte(secret))) {
			return true
		}
		for _, form := range []string{secret, base64.RawStdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret))} {
			for i := range max(1, len(form)-15) {
				if strings.Contains(t, form[i:min(len(form), i+16)]) {
					return true
				}
			}
		}
	}
	return false
}

// Secrets that a call carried are masked everywhere in later answers, in any spelling.
func TestEchoesAreMasked(t *testing.T) {
	const echoed = "ECHO"
	reply := func(status int, header, body string) func(http.ResponseWriter, string) {
		return func(w http.ResponseWriter, echo string) {
			if name, value, found := strings.Cut(header, ": "); found {
				w.Header().Set(name, strings.ReplaceAll(value, echoed, strings.ReplaceAll(echo, "\n", "")))
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(strings.ReplaceAll(body, echoed, echo)))
		}
	}
	places := map[string]func(http.ResponseWriter, string){
		"data":            reply(200, "", data(`{"name":"a ECHO b","list":["ECHO",{"ECHO":1}]}`)),
		"message":         reply(200, "", `{"success":true,"requestID":"ECHO","message":"ECHO","data":{"name":"x"}}`),
		"error":           reply(400, "", `{"success":false,"requestID":"ECHO","error":"not ECHO"}`),
		"details":         reply(400, "", `{"success":false,"error":{"message":"no","details":{"cause":"bad || ECHO"}},"detail":{"validationErrors":{"token":["ECHO"]}}}`),
		"data of failure": reply(400, "", `{"success":false,"error":"no","data":{"given":"ECHO"}}`),
		"page":            reply(502, "Content-Type: text/html; x=ECHO", "<html>ECHO</html>"),
		"end of excerpt":  reply(502, "Content-Type: text/html", strings.Repeat("x", 192)+"ECHO"),
		"redirect":        reply(307, "Location: https://elsewhere.example.com/?given=ECHO", ""),
		"refused token":   reply(403, "", `{"success":false,"error":"ECHO is not allowed"}`),
	}
	const token = "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoib3BzIiwiZXhwIjoxfQ.c2lnbmF0dXJlLW9mLWEtdG9rZW4"
	const long, short = `corr"ect/hörse <battery> & 100% staple`, "hush-w0rd 7"
	for place, say := range places {
		for _, secret := range []string{token, long, short} {
			for spelling, echo := range spellings(secret) {
				if secret == short && (spelling == "cut" || spelling == "broken in two") {
					continue // its remaining part may be a common word
				}
				t.Run(place+", "+spelling, func(t *testing.T) {
					var reported []string
					c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
						if strings.HasSuffix(r.URL.Path, "/issue") {
							_, _ = w.Write([]byte(data(`{"token":"` + renewed + `"}`)))
							return
						}
						say(w, echo)
					}, func(c *zdm.Config) {
						c.Token = func(context.Context) (string, error) { return token, nil }
						c.Retries, c.Trace = -1, func(e zdm.Exchange) { reported = append(reported, e.RequestID, fmt.Sprint(e.Err)) }
					})
					if secret != token {
						if _, err := c.IssueToken(t.Context(), "ops@example.com", secret, ""); err != nil {
							t.Fatal(err)
						}
					}
					answer, err := c.Call(t.Context(), zdm.PlainCall{Method: http.MethodGet, Path: "/x"})
					reported = append(reported, string(answer.Raw), answer.Message, answer.RequestID, string(answer.Raw))
					if failed, ok := errors.AsType[*zdm.Error](err); ok {
						reported = append(reported, failed.Error(), failed.Text, failed.Body, failed.Location, failed.ContentType, failed.RequestID, string(failed.Raw), string(failed.Data))
						reported = append(reported, failed.Details...)
					}
					for _, text := range reported {
						if shows(text, secret) {
							t.Errorf("%q occurs in %q", secret, text)
						}
					}
					if all := strings.Join(reported, " "); !strings.Contains(all, "***") {
						t.Errorf("nothing is masked in %q", all)
					}
				})
			}
		}
	}
}

// A short password may equal a word of the answer's envelope, which must not change.
func TestMaskKeepsTheEnvelope(t *testing.T) {
	const word = "repository"
	c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/issue") {
			_, _ = w.Write([]byte(data(`{"token":"` + renewed + `"}`)))
			return
		}
		_, _ = w.Write([]byte(data(`{"repository":{"id":1234567890123456},"list":["one repository","a\/b","100%","\u001b"]}`)))
	})
	if _, err := c.IssueToken(t.Context(), "ops@example.com", word, ""); err != nil {
		t.Fatal(err)
	}
	answer, err := c.Call(t.Context(), zdm.PlainCall{Method: http.MethodGet, Path: "/x"})
	if want := data(`{"repository":{"id":1234567890123456},"list":["one ***","a\/b","100%","\u001b"]}`); err != nil || string(answer.Raw) != want {
		t.Errorf("%s, %v", answer.Raw, err)
	}
}

// net/http quotes a broken answer in its error.
func TestBrokenAnswersAreMasked(t *testing.T) {
	for _, head := range []string{"HTTP/1.1 " + token + " OK\r\n\r\n", "HTTP/1.1 200 OK\r\n" + token + "\r\n\r\n", token + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: " + token + "\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + token + "\r\n\r\n"} {
		server := wire(t, func(_ int, conn net.Conn) {
			if request, _ := readRequest(bufio.NewReader(conn)); request != nil {
				_, _ = io.WriteString(conn, head)
			}
		})
		_, err := newClient(t, server, func(c *zdm.Config) { c.Retries = -1 }).User(t.Context(), "1")
		for e := err; e != nil; e = errors.Unwrap(e) {
			if shows(e.Error(), token) {
				t.Errorf("%q occurs in %q", token, e)
			}
		}
		if err == nil {
			t.Errorf("%q is an answer", head)
		}
	}
}

// With any document and any password, the document remains valid, and none of its texts contains
// the password.
func FuzzMask(f *testing.F) {
	for _, secret := range []string{"hush-w0rd 7", `corr"ect/hörse <battery> & 100% staple`, "repository", "12345678", `\\\\\\\\`, "%41%41%41"} {
		for _, echo := range spellings(secret) {
			f.Add(secret, `{"a":["`+echo+`",1],"`+echo+`":"x`+echo+`"}`)
		}
	}
	f.Fuzz(func(t *testing.T, secret, value string) {
		if len(secret) < 8 || strings.Contains(secret, "*") || !utf8.ValidString(secret) || !json.Valid([]byte(value)) {
			return
		}
		c := unchecked(t, func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/issue") {
				_, _ = w.Write([]byte(data(`{"token":"` + renewed + `"}`)))
				return
			}
			_, _ = w.Write([]byte(data(value)))
		})
		if _, err := c.IssueToken(t.Context(), "ops@example.com", secret, ""); err != nil {
			t.Fatal(err)
		}
		answer, err := c.Call(t.Context(), zdm.PlainCall{Method: http.MethodGet, Path: "/x"})
		if err != nil || !json.Valid(answer.Raw) {
			t.Fatalf("%q became %q, %v", value, answer.Raw, err)
		}
		for _, text := range values(t, answer.Raw) {
			if strings.Contains(text, secret) {
				t.Errorf("%q occurs in %q", secret, text)
			}
		}
	})
}

// values returns all texts of a document except field names.
func values(t *testing.T, document []byte) (all []string) {
	t.Helper()
	var root any
	if err := json.Unmarshal(document, &root); err != nil {
		return nil // a number outside Go's range
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			all = append(all, v)
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(root)
	return all
}

package zdm_test

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestIssueTokenPaths(t *testing.T) {
	const good = `{"success":true,"data":{"token":"a.b.c","expiresAt":"2026-03-11 09:15:42"}}`
	const wrong = `{"success":false,"error":"User not found."}`
	tests := []struct {
		name       string
		old, new   string // bodies; "" is a plain 404
		oldStatus  int
		token      string
		wantStatus int
	}{
		{"1.x path", good, "", 201, "a.b.c", 0},
		{"2.0 path", "", good, 0, "a.b.c", 0},
		{"wrong password does not try the other path", wrong, good, 404, "", 404},
		{"neither path", "", "", 0, "", 404},
		{"no token in the answer", `{"success":true,"data":{}}`, "", 201, "", 201},
		{"not a token", `{"success":true,"data":{"token":"a b\n"}}`, "", 201, "", 201},
		{"a list of one", `{"success":true,"data":[{"token":"x.y.z"}]}`, "", 200, "x.y.z", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mux := http.NewServeMux()
			answer := func(status int, body string) http.HandlerFunc {
				return func(w http.ResponseWriter, r *http.Request) {
					if r.Header.Get("Authorization") != "" {
						t.Error("a login carried a token")
					}
					w.WriteHeader(status)
					_, _ = io.WriteString(w, body)
				}
			}
			if tt.old != "" {
				mux.HandleFunc("POST /api/auth/issue", answer(tt.oldStatus, tt.old))
			}
			if tt.new != "" {
				mux.HandleFunc("POST /api/token/issue", answer(200, tt.new))
			}
			server := httptest.NewServer(mux)
			defer server.Close()
			got, err := newClient(t, server.URL).IssueToken(t.Context(), "ops@example.com", "pw", "")
			var failed *zdm.Error
			if got.Token != tt.token || (tt.token == "") != errors.As(err, &failed) {
				t.Fatalf("got %+v, %v", got, err)
			}
			if failed != nil && failed.Status != tt.wantStatus {
				t.Errorf("status %d", failed.Status)
			}
		})
	}
}

func TestFailedLoginHidesThePassword(t *testing.T) {
	const password = `tiger"stripes7`
	for _, echo := range []string{password, "stripes7", `tiger\`, "iger"} {
		body := fmt.Sprintf(`{"success":false,"error":{"message":"Unexpected token near %s in JSON","details":{"cause":"%s"}}}`,
			strings.ReplaceAll(echo, `"`, `\"`), "…"+strings.Trim(echo, `"\`))
		c := newClient(t, answering(t, 500, "application/json", body))
		_, err := c.IssueToken(t.Context(), "ops@example.com", password, "")
		var failed *zdm.Error
		if !errors.As(err, &failed) {
			t.Fatal(err)
		}
		text := failed.Error() + strings.Join(failed.Details, " ") + failed.Body
		for i := range len(password) - 3 {
			if fragment := password[i : i+4]; strings.Contains(text, fragment) {
				t.Errorf("echo %q: %q occurs in %q", echo, fragment, text)
			}
		}
	}
}

func TestExpiry(t *testing.T) {
	jwt := func(claims string) string {
		part := base64.RawURLEncoding.EncodeToString
		return part([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + part([]byte(claims)) + ".c2ln"
	}
	at := time.Unix(1_800_000_000, 0)
	tests := []struct {
		name, token, expiresAt string
		want                   time.Time
	}{
		{"a zone counts", jwt(`{"exp":5}`), "2027-01-15T08:00:00Z", at},
		{"offset and milliseconds", "opaque", "2027-01-15T17:00:00.000+09:00", at},
		{"the claim before a time without zone", jwt(`{"exp":1800000000,"password":"x"}`), "2020-01-01 00:00:00", at},
		{"a time without zone at its latest", "opaque", "2027-01-14 20:00:00", at},
		{"nothing", "opaque", "-", time.Time{}},
		{"no claim", jwt(`{}`), "", time.Time{}},
		{"a claim that is not a number", jwt(`{"exp":"soon"}`), "", time.Time{}},
		{"broken", "a.b.c", "Invalid Date", time.Time{}},
	}
	for _, tt := range tests {
		got, known := zdm.Expiry(tt.token, tt.expiresAt)
		if known == tt.want.IsZero() || !got.Equal(tt.want) {
			t.Errorf("%s: got %v, %v; want %v", tt.name, got, known, tt.want)
		}
	}
}

// The other path is tried once, if the first answer neither holds a token nor refuses the account
// in ZDM's words, and never if it would be refused too. Every attempt counts against the server's
// limit.
func TestLoginPaths(t *testing.T) {
	const issue, issue20 = "/api/auth/issue", "/api/token/issue"
	good := answer{status: 201, body: data(`{"token":"a.b.c"}`)}
	refusal := func(status int, failure string) answer {
		return answer{status: status, body: `{"success":false,"error":` + failure + `}`}
	}
	tests := []struct {
		name  string
		first answer
		other bool // whether the other path is tried
	}{
		{"success", good, false},
		{"success without a token", answer{status: 201, body: data(`{}`)}, false},
		{"unknown account in 3.0", refusal(404, `{"code":"USER-ERROR-01","message":"No."}`), false},
		{"unknown account in 3.0, other code", refusal(404, `{"code":"JOB-ERROR-01","message":"No."}`), false},
		{"unknown account in 2.0", refusal(404, `"User not found."`), false},
		{"unknown account in 1.x", refusal(404, `"등록되지 않은 사용자이거나 비밀번호가 일치하지 않습니다."`), false},
		{"malformed address in 1.x", refusal(400, `"유효한 이메일 형식이 아닙니다"`), false},
		{"malformed address", refusal(422, `{"code":"DTO-VALIDATION-01","message":"Request body validation failed."}`), false},
		{"too many logins", refusal(429, `{"code":"RATE-LIMIT-01","message":"Too many"}`), false},
		{"too many, by a gateway", answer{status: 429}, false},
		{"no answer", answer{err: io.ErrUnexpectedEOF}, false},
		{"unknown route, plain", answer{status: 404, body: "Not Found"}, true},
		{"unknown route in an envelope", refusal(404, `{"code":"NOT_FOUND","message":"Cannot POST /api/auth/issue"}`), true},
		{"unknown route of the early build", refusal(500, `{"code":"INTERNAL_SERVER_ERROR","message":"Not found"}`), true},
		{"route that requires a token", refusal(401, `"Authentication required."`), true},
		{"wrong method", refusal(405, `{"code":"METHOD_NOT_ALLOWED","message":"No"}`), true},
		{"page in the place of the API", answer{status: 200, body: "<html>"}, true},
		{"timeout", refusal(408, `"사용자 조회 시간이 초과되었습니다"`), true},
		{"redirect", answer{status: 302}, true},
		{"gateway", answer{status: 502}, true},
	}
	for _, tt := range tests {
		for known, paths := range map[string][]string{"": {issue, issue20}, "/token/issue": {issue20, issue}, "/other": {issue, issue20}} {
			s := &script{answers: []answer{tt.first, good}}
			c := newClient(t, "http://in.process", noLookup, func(c *zdm.Config) { c.Transport = s })
			got, err := c.IssueToken(t.Context(), "ops@example.com", "correct horse", known)
			tried := paths[:1]
			if tt.other {
				tried = paths
			}
			if !slices.Equal(s.paths, tried) {
				t.Errorf("%s, known %q: tried %q", tt.name, known, s.paths)
			}
			works := tt.other || tt.name == "success"
			if (err == nil) != works || works && "/api"+cmp.Or(got.Path, "/auth/issue") != tried[len(tried)-1] {
				t.Errorf("%s, known %q: %+v, %v", tt.name, known, got, err)
			}
		}
	}
}

// If both paths fail, the error is the more informative one: ZDM's reason rather than an unknown
// path.
func TestErrorOfBothLoginPaths(t *testing.T) {
	unknown := answer{status: 404, body: "Not Found"}
	wrong := answer{status: 404, body: `{"success":false,"error":"User not found."}`}
	broken := answer{status: 500, body: `{"success":false,"error":"database"}`}
	tests := []struct {
		name          string
		first, second answer
		want          string
	}{
		{"unknown path, wrong password", unknown, wrong, "User not found."},
		{"failure, wrong password", broken, wrong, "User not found."},
		{"failure, unknown path", broken, unknown, "database"},
		{"unknown path, failure", unknown, broken, "database"},
		{"both unknown", unknown, unknown, "HTTP 404"},
	}
	for _, tt := range tests {
		s := &script{answers: []answer{tt.first, tt.second}}
		c := newClient(t, "http://in.process", noLookup, func(c *zdm.Config) { c.Transport = s })
		_, err := c.IssueToken(t.Context(), "ops@example.com", "correct horse", "")
		if err == nil || !strings.Contains(err.Error(), tt.want) || s.calls != 2 {
			t.Errorf("%s: %d calls, %v", tt.name, s.calls, err)
		}
	}
}

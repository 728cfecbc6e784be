package zdm_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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
		{"a token that is none", `{"success":true,"data":{"token":"a b\n"}}`, "", 201, "", 201},
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
			got, err := newClient(t, server.URL).IssueToken(t.Context(), "ops@example.com", "pw")
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
		_, err := c.IssueToken(t.Context(), "ops@example.com", password)
		var failed *zdm.Error
		if !errors.As(err, &failed) {
			t.Fatal(err)
		}
		said := failed.Error() + strings.Join(failed.Details, " ") + failed.Body
		for i := range len(password) - 3 {
			if fragment := password[i : i+4]; strings.Contains(said, fragment) {
				t.Errorf("echo %q: %q stands in %q", echo, fragment, said)
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
		{"a claim that is no number", jwt(`{"exp":"soon"}`), "", time.Time{}},
		{"broken", "a.b.c", "Invalid Date", time.Time{}},
	}
	for _, tt := range tests {
		got, known := zdm.Expiry(tt.token, tt.expiresAt)
		if known == tt.want.IsZero() || !got.Equal(tt.want) {
			t.Errorf("%s: got %v, %v; want %v", tt.name, got, known, tt.want)
		}
	}
}

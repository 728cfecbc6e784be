package sandbox_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func login(t *testing.T, s *sandbox.Server, body string) answered {
	t.Helper()
	return send(t, s, http.MethodPost, "/api/auth/issue", body, http.Header{"Content-Type": {"application/json"}})
}

func account(email, password string) string {
	text, _ := json.Marshal(map[string]string{"email": email, "password": password})
	return string(text)
}

func TestIssue(t *testing.T) {
	s := open(t, sandbox.Config{})
	got := login(t, s, account(sandbox.DemoEmail, sandbox.DemoPassword))
	if got.status != http.StatusCreated {
		t.Fatalf("got %d %s", got.status, got.text)
	}
	same(t, got, "data.expiresAt", "2026-03-11 13:00:00")
	same(t, got, "message", "Token issued successfully.")
	token := got.at(t, "data.token").(string)
	list := send(t, s, http.MethodGet, "/api/recoveries", "", http.Header{"Authorization": {"bearer " + token}})
	same(t, list, "success", true)
}

func TestIssueRefusals(t *testing.T) {
	const denied = "등록되지 않은 사용자이거나 비밀번호가 일치하지 않습니다."
	s := open(t, sandbox.Config{})
	tests := map[string]struct {
		body   string
		status int
		text   string
	}{
		"wrong password": {account(sandbox.DemoEmail, "x"), 404, denied},
		"unknown user":   {account("x@example.com", sandbox.DemoPassword), 404, denied},
		"id for email":   {account("1", sandbox.DemoPassword), 400, "유효한 이메일 형식이 아닙니다"},
		"name and email": {account("Demo <demo@example.com>", "x"), 400, "유효한 이메일 형식이 아닙니다"},
		"no password":    {`{"email":"demo@example.com"}`, 400, "Invalid input"},
		"no email":       {`{"password":"x"}`, 400, "Invalid input"},
		"number":         {`{"email":"demo@example.com","password":1}`, 400, "password은 string이어야 합니다"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { refused(t, login(t, s, test.body), test.status, test.text) })
	}
}

// withParts replaces parts of a token. The signature stays unless it is replaced too.
func withParts(token string, replace map[int]string) string {
	parts := strings.Split(token, ".")
	for i, text := range replace {
		parts[i] = base64.RawURLEncoding.EncodeToString([]byte(text))
	}
	return strings.Join(parts, ".")
}

// withPaddingBit sets one of the unused padding bits in a token's last character.
func withPaddingBit(token string) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	end := len(token) - 1
	return token[:end] + string(letters[strings.IndexByte(letters, token[end])|1])
}

func TestTokens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	first := open(t, sandbox.Config{Path: path})
	good, err := first.Token()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := open(t, sandbox.Config{}).Token()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	claims := `{"sub":"demo@example.com","exp":4102444800}`
	tests := map[string]struct {
		header string
		now    time.Time
		status int
	}{
		"good after reopening": {"Bearer " + good, noon.Add(time.Hour - time.Second), 200},
		"expired":              {"Bearer " + good, noon.Add(time.Hour), 401},
		"missing":              {"", noon, 401},
		"no scheme":            {good, noon, 401},
		"other scheme":         {"Basic " + good, noon, 401},
		"empty":                {"Bearer ", noon, 401},
		"malformed":            {"Bearer a.b", noon, 401},
		"of another store":     {"Bearer " + foreign, noon, 401},
		"other claims":         {"Bearer " + withParts(good, map[int]string{1: claims}), noon, 401},
		"not signed":           {"Bearer " + withParts(good, map[int]string{0: `{"alg":"none"}`, 1: claims, 2: ""}), noon, 401},
		"bits behind the end":  {"Bearer " + withPaddingBit(good), noon, 401},
		"other algorithm":      {"Bearer " + withParts(good, map[int]string{0: `{"alg":"HS512"}`}), noon, 401},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := sandbox.Open(sandbox.Config{Path: path, Now: at(test.now)})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			header := http.Header{"Authorization": {test.header}, "Content-Type": {"application/json"}}
			for _, call := range [][2]string{{http.MethodGet, "/api/recoveries"}, {http.MethodGet, "/api/recoveries/1"}, {http.MethodPost, "/api/recoveries"}} {
				got := send(t, s, call[0], call[1], "", header)
				if (got.status == http.StatusUnauthorized) != (test.status == http.StatusUnauthorized) {
					t.Errorf("%s %s: got %d %s", call[0], call[1], got.status, got.text)
				}
				if test.status == http.StatusUnauthorized {
					refused(t, got, http.StatusUnauthorized, "토큰이 만료되었습니다.")
				}
			}
		})
	}
}

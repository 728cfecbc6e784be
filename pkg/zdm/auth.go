package zdm

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	issuePath    = "/auth/issue"
	issuePath20  = "/token/issue" // since 2.0
	leakFragment = 3              // characters of a password that may remain in a server's text
)

// ErrNoToken is the cause of a login that the server accepted without returning a token.
var ErrNoToken = errors.New("the answer holds no token")

// Token is the result of a login. It replaces earlier tokens of the account.
type Token struct {
	Token     string
	ExpiresAt string // as the server wrote it; see Expiry
	Path      string // path to pass to the account's next login; "" for the path of 1.x
}

// IssueToken logs in (ZDM API, POST /auth/issue, and since 2.0 POST /token/issue). The version does
// not show which of them a server has, so path is the one to try first: the Token.Path of an
// earlier login, or "".
//
// IssueToken tries the other path only if the first neither succeeds nor gets a reason from ZDM:
// servers count logins, and lock a client out after 20 in 15 minutes. Errors do not contain any
// part of the password.
func (c *Client) IssueToken(ctx context.Context, email, password, path string) (Token, error) {
	c.secrets.add(password)
	paths := []string{issuePath, issuePath20}
	if path == issuePath20 {
		slices.Reverse(paths)
	}
	token, err := c.issue(ctx, paths[0], email, password)
	first, ok := errors.AsType[*Error](err)
	if ok && !first.endsLogin() {
		token, err = c.issue(ctx, paths[1], email, password)
		if second, ok := errors.AsType[*Error](err); ok && !second.endsLogin() && !first.UnknownCall() {
			err = first
		}
	}
	if failed, ok := errors.AsType[*Error](err); ok {
		failed.mask(newSecret(password), leakFragment)
	}
	if token.Path == issuePath {
		token.Path = ""
	}
	return token, err
}

// endsLogin reports whether the other path would fail in the same way: there is no answer, or none
// with a token, or the account is refused. A 404 may be a refused account or an unknown path, which
// only ZDM's codes and texts distinguish (ZDM API, token).
func (e *Error) endsLogin() bool {
	switch {
	case e.Kind == Unreachable || e.Kind == Lost || errors.Is(e, ErrNoToken):
		return true
	case e.Status == http.StatusUnprocessableEntity || e.Status == http.StatusTooManyRequests:
		return true
	}
	words := []string{"User not found.", "등록되지 않은 사용자이거나 비밀번호가 일치하지 않습니다.", "유효한 이메일 형식이 아닙니다"}
	return slices.Contains([]string{"USER-ERROR-01", "JOB-ERROR-01"}, e.Code) || slices.Contains(words, e.Text)
}

func (c *Client) issue(ctx context.Context, path, email, password string) (Token, error) {
	login := call{method: http.MethodPost, path: path, anonymous: true, body: map[string]string{"email": email, "password": password}}
	answer, data, err := c.do(ctx, login)
	if err != nil {
		return Token{}, err
	}
	var issued struct {
		Token     Text `json:"token"`
		ExpiresAt Text `json:"expiresAt"`
	}
	if err := decodeData(data, &issued); err != nil || !ValidToken(string(issued.Token)) {
		return Token{}, login.unreadable(answer, ErrNoToken)
	}
	c.secrets.add(string(issued.Token))
	return Token{Token: string(issued.Token), ExpiresAt: string(issued.ExpiresAt), Path: path}, nil
}

// ValidToken reports whether a token can be sent in a header: printable ASCII without spaces.
func ValidToken(token string) bool {
	return token != "" && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Expiry returns the time at which a token stops working at the latest. It returns false if neither
// expiresAt nor the token shows it. An expiresAt with a zone is used as it is. Without a zone, as
// the API writes it, Expiry prefers the token's exp claim, and else returns the latest time that
// expiresAt can mean in any zone.
func Expiry(token, expiresAt string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, expiresAt); err == nil {
		return t, true
	}
	claims := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token, claims); err == nil {
		if exp, err := claims.GetExpirationTime(); err == nil && exp != nil {
			return exp.Time, true
		}
	}
	westmost := time.FixedZone("", -12*60*60)
	if t, err := time.ParseInLocation(time.DateTime, expiresAt, westmost); err == nil {
		return t, true
	}
	return time.Time{}, false
}

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
	leakFragment = 3              // characters of a password that may stand in a server's text
)

// ErrNoToken is the cause of a login that the server accepted without returning a token.
var ErrNoToken = errors.New("the answer holds no token")

// Token is the result of a login. An earlier token of the account is replaced.
type Token struct {
	Token     string
	ExpiresAt string // as the server wrote it; see Expiry
	Path      string // where the account's next login starts; "" for the path of 1.x
}

// IssueToken logs in (ZDM API, POST /auth/issue, and since 2.0 POST /token/issue; the version does
// not show which of them a server has). Path is the one to begin with: the Token.Path of an earlier
// login, "" when there was none. The other is tried where the first neither succeeds nor reports in
// ZDM's words why not: servers count log-ins, and lock a client out after 20 in 15 minutes. Errors
// hold no part of the password.
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

// endsLogin reports a failed login that the other path would only repeat: no answer, none that
// holds a token, or a refusal of the account. A 404 is both that and an unknown path, which only
// ZDM's codes and words tell apart (ZDM API, token).
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
		failed := login.unreadable(answer, ErrNoToken.Error())
		failed.Err = ErrNoToken
		return Token{}, failed
	}
	c.secrets.add(string(issued.Token))
	return Token{Token: string(issued.Token), ExpiresAt: string(issued.ExpiresAt), Path: path}, nil
}

// ValidToken reports a token that can stand in a header: printable ASCII without blanks.
func ValidToken(token string) bool {
	return token != "" && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Expiry is the instant at which a token surely stops working, and false when neither the server's
// expiresAt nor the token shows it. An expiresAt with a zone is taken as it is. Without one it
// names no instant (the API's times have no zone), so the token's own exp claim goes first, and
// then the latest instant that the local time can mean.
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

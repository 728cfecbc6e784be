package zdm

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	issuePath    = "/auth/issue"
	issuePath20  = "/token/issue" // as the 2.0 pages name it
	leakFragment = 3              // characters of a password that may stand in a server's text
)

// ErrNoToken is the cause of a log-in that the server accepted without giving a token.
var ErrNoToken = errors.New("the answer holds no token")

// Token is what POST /auth/issue answers. An earlier token of the account is replaced.
type Token struct {
	Token     string
	ExpiresAt string // as the server wrote it; see Expiry
}

// IssueToken logs in (ZDM API, POST /auth/issue, and POST /token/issue where that is the server's path).
// The server answers 404 both to wrong credentials and to an unknown path; only a 404 that is not
// ZDM's failure envelope makes it try the other path. Errors hold no part of the password.
func (c *Client) IssueToken(ctx context.Context, email, password string) (Token, error) {
	c.secrets.add(password)
	token, err := c.issue(ctx, issuePath, email, password)
	var failed *Error
	if errors.As(err, &failed) && failed.Kind == Foreign && failed.Status == http.StatusNotFound {
		token, err = c.issue(ctx, issuePath20, email, password)
	}
	if errors.As(err, &failed) {
		failed.mask(newSecret(password), leakFragment)
	}
	return token, err
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
	return Token{Token: string(issued.Token), ExpiresAt: string(issued.ExpiresAt)}, nil
}

// ValidToken reports a token that can stand in a header: printable ASCII without blanks.
func ValidToken(token string) bool {
	return token != "" && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Expiry is the instant at which a token surely stops working, and false when neither the server's expiresAt nor the token tells.
// An expiresAt with a zone is taken as it is. Without one it names no instant (the API's times have no zone), so the
// token's own exp claim goes first, and then the latest instant that the local time can mean.
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

package sandbox

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Account that every server has.
const (
	DemoEmail    = "demo@example.com"
	DemoPassword = "sandbox"
)

// callerKey is the context key of the user whose token a request carries.
type callerKey struct{}

type issuedToken struct {
	Token     string `json:"token"`
	ExpiresAt string `json:"expiresAt"`
}

// withDemoAccount returns an inventory that includes the demo account, under the next free id.
func withDemoAccount(inv *inventory.Inventory) *inventory.Inventory {
	if _, known := inventory.Find(inv.Users, DemoEmail); known {
		return inv
	}
	more := *inv
	id := int64(1)
	for _, u := range inv.Users {
		id = max(id, u.ID+1)
	}
	more.Users = append(slices.Clone(inv.Users), inventory.User{ID: id, Email: DemoEmail, Name: "Demo", Password: DemoPassword})
	return &more
}

// Token returns a token of the demo account, valid for Config.TokenTTL, without a login.
func (s *Server) Token() (string, error) {
	current := s.current.Load()
	return current.sign(DemoEmail, current.now().Add(s.cfg.TokenTTL))
}

// issue handles POST /auth/issue, which is POST /token/issue in 2.0.
func (s *api) issue(r *http.Request) (reply, error) {
	if s.gen >= v202 && !s.logins.allow(r.RemoteAddr, s.now()) {
		return reply{}, tooManyLogins()
	}
	body, err := readBody(r)
	if err != nil {
		return reply{}, err
	}
	email, password := credential(body, "email"), credential(body, "password")
	if err := body.fault(); err != nil {
		return reply{}, err
	}
	if !zdm.IsEmail(email) {
		return reply{}, refuse(http.StatusBadRequest, "유효한 이메일 형식이 아닙니다").withV2ValidationError("email", "invalid email format")
	}
	if fault.Strikes(r.Context(), fault.Timeout) {
		return reply{}, refuse(http.StatusRequestTimeout, "사용자 조회 시간이 초과되었습니다").
			withV2(http.StatusInternalServerError, "[Token creation] - An unexpected error occurred during token creation")
	}
	account, known := inventory.Find(s.inventory.Users, email)
	if !known || subtle.ConstantTimeCompare([]byte(account.Password), []byte(password)) != 1 {
		return reply{}, refuse(http.StatusNotFound, "등록되지 않은 사용자이거나 비밀번호가 일치하지 않습니다.").
			withV2(http.StatusNotFound, "User not found.").withCode("USER-ERROR-01")
	}
	expires := s.now().Add(s.cfg.TokenTTL)
	token, err := s.sign(account.Email, expires)
	if err != nil {
		return reply{}, err
	}
	return reply{
		status:  http.StatusCreated,
		data:    issuedToken{Token: token, ExpiresAt: s.stamp(expires)},
		message: "Token issued successfully.",
	}, nil
}

func credential(body fields, name string) string {
	got, isText := body.values[name].(string)
	switch {
	case body.has(name) && !isText:
		body.fail(refuse(http.StatusBadRequest, "%s은 string이어야 합니다", name).withV2ValidationError(name, "must be string"))
	case got == "":
		body.fail(refuse(http.StatusBadRequest, "Invalid input").withV2ValidationError(name, "%s is required", name))
	}
	return got
}

func (s *api) sign(email string, expires time.Time) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   email,
		IssuedAt:  jwt.NewNumericDate(s.now()),
		ExpiresAt: jwt.NewNumericDate(expires),
	}).SignedString(s.store.secret)
}

// authorized passes requests with a valid token to next and puts the token's user in the context.
// The endpoints of histories word the refusal of other tokens differently.
func (s *api) authorized(ofHistories bool, next handler) handler {
	denied, expired := "토큰이 만료되었습니다.", "Token expired."
	if ofHistories {
		denied, expired = "Token has expired.", "Token has expired."
	}
	return func(r *http.Request) (reply, error) {
		account, err := s.account(r.Header.Get("Authorization"))
		if err == nil {
			return next(r.WithContext(context.WithValue(r.Context(), callerKey{}, account)))
		}
		text := "Invalid token."
		switch {
		case errors.Is(err, errNoToken):
			text = "Authentication required."
		case errors.Is(err, jwt.ErrTokenExpired):
			text = expired
		}
		return reply{}, refuse(http.StatusUnauthorized, "%s", denied).withV3(http.StatusUnauthorized, "UNAUTHORIZED", "%s", text)
	}
}

var errNoToken = errors.New("no token")

// account returns the user an Authorization header identifies.
func (s *api) account(header string) (inventory.User, error) {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return inventory.User{}, errNoToken
	}
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims,
		func(*jwt.Token) (any, error) { return s.store.secret, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(s.now), jwt.WithStrictDecoding())
	if err != nil {
		return inventory.User{}, err
	}
	found, ok := inventory.Find(s.inventory.Users, claims.Subject)
	if !ok {
		return found, jwt.ErrTokenInvalidSubject
	}
	return found, nil
}

func caller(r *http.Request) inventory.User {
	account, _ := r.Context().Value(callerKey{}).(inventory.User)
	return account
}

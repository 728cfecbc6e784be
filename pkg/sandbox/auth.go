package sandbox

import (
	"context"
	"crypto/subtle"
	"net/http"
	"net/mail"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// The account that is always there.
const (
	DemoEmail    = "demo@example.com"
	DemoPassword = "sandbox"
)

// tokenLife is how long a token is good for.
const tokenLife = time.Hour

// callerKey is the context key of the user whose token a request carries.
type callerKey struct{}

type issuedToken struct {
	Token     string `json:"token"`
	ExpiresAt string `json:"expiresAt"`
}

// Token gives a token of the demo account, good for an hour, without a login.
func (s *Server) Token() (string, error) { return s.sign(DemoEmail, s.now().Add(tokenLife)) }

// issue answers POST /auth/issue.
func (s *Server) issue(r *http.Request) (reply, error) {
	body, err := readBody(r)
	if err != nil {
		return reply{}, err
	}
	email, password := body.required("email"), body.required("password")
	if err := body.fault(); err != nil {
		return reply{}, err
	}
	if parsed, err := mail.ParseAddress(email); err != nil || parsed.Address != email {
		return reply{}, refuse(http.StatusBadRequest, "유효한 이메일 형식이 아닙니다")
	}
	account, known := find(s.inventory.Users, email)
	if !known || subtle.ConstantTimeCompare([]byte(account.Password), []byte(password)) != 1 {
		return reply{}, refuse(http.StatusNotFound, "등록되지 않은 사용자이거나 비밀번호가 일치하지 않습니다.")
	}
	expires := s.now().Add(tokenLife)
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

func (s *Server) sign(email string, expires time.Time) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   email,
		IssuedAt:  jwt.NewNumericDate(s.now()),
		ExpiresAt: jwt.NewNumericDate(expires),
	}).SignedString(s.store.secret)
}

// authorized lets only requests with a good token through, and tells the handler whose it is.
func (s *Server) authorized(next handler) handler {
	return func(r *http.Request) (reply, error) {
		account, ok := s.account(r.Header.Get("Authorization"))
		if !ok {
			return reply{}, refuse(http.StatusUnauthorized, "토큰이 만료되었습니다.")
		}
		return next(r.WithContext(context.WithValue(r.Context(), callerKey{}, account)))
	}
}

// account gives the user of an Authorization header.
func (s *Server) account(header string) (user, bool) {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return user{}, false
	}
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims,
		func(*jwt.Token) (any, error) { return s.store.secret, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(s.now))
	if err != nil {
		return user{}, false
	}
	return find(s.inventory.Users, claims.Subject)
}

func caller(r *http.Request) user {
	account, _ := r.Context().Value(callerKey{}).(user)
	return account
}

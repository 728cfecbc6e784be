// Package signin finds, renews and issues the tokens for calls to a server.
package signin

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Session manages the token of an account on the configured server. It is safe for concurrent use.
type Session struct {
	Config *config.Config
	Now    func() time.Time

	// Sandbox returns the account and a token of the embedded server.
	Sandbox func() (email, token string, err error)

	// NoRenewal prevents calls from logging in: without a valid token they fail.
	NoRenewal bool

	// IO determines whether a password command may prompt. PasswordWait is its timeout; 0 means 30
	// seconds.
	IO           *iostreams.Streams
	PasswordWait time.Duration

	Print   func(text string)            // writes the output of a password command to stderr
	Warn    func(msg.Message)            // writes a warning to stderr
	Next    func(words ...string) string // returns a command to suggest
	Explain func(error) error            // converts the error of a call to an *exit.Error

	// Client logs in. It may be set after the session is created, because it obtains its tokens from
	// the session.
	Client *zdm.Client

	mu    sync.Mutex
	known Credential // last credential that was found or renewed
}

// Credential is a token for calls and its location.
type Credential struct {
	Token   string
	Email   string    // "" if unknown
	Expires time.Time // zero if unknown
	Place   string    // "$ZDMCTL_TOKEN", "keyring", a file's path, or "sandbox:"
}

// Credential returns the token for the configured server, even if it has expired: the
// environment's, or else the stored one. If there is none, it fails with exit.Credentials, or
// returns the zero Credential if a call can renew it (config.Config.Renewal).
func (s *Session) Credential() (Credential, error) {
	cfg := s.Config
	if cfg.Server == config.SandboxServer {
		email, token, err := s.Sandbox()
		if err != nil {
			return Credential{}, err
		}
		expires, _ := zdm.Expiry(token, "")
		return Credential{Token: token, Email: email, Expires: expires, Place: config.SandboxServer}, nil
	}
	fromEnv, err := cfg.EnvToken()
	if err != nil {
		return Credential{}, err
	}
	s.warnOf(fromEnv.Warning)
	if fromEnv.Value != "" {
		expires, _ := zdm.Expiry(fromEnv.Value, "")
		return Credential{Token: fromEnv.Value, Expires: expires, Place: string(fromEnv.Origin)}, nil
	}
	entry, found, err := cfg.Store().Get(cfg.Server, cfg.Email)
	if err != nil {
		return Credential{}, err
	}
	s.warnOf(entry.Warning)
	if _, renewable := cfg.Renewal(); !found && (!renewable || s.NoRenewal) {
		e := exit.New(exit.Credentials, msgNoToken.With(config.HostOf(cfg.Server)))
		return Credential{}, AdviseLogin(e, cfg, s.Next)
	}
	return Credential{Token: entry.Token, Email: entry.Email, Expires: entry.Expires, Place: entry.Place}, nil
}

func (s *Session) warnOf(warning msg.Message) {
	if !warning.IsZero() {
		s.Warn(warning)
	}
}

// ExpiredAt reports whether the token has expired at a time. A token of unknown expiry never has.
func (c Credential) ExpiredAt(now time.Time) bool {
	return !c.Expires.IsZero() && !now.Before(c.Expires)
}

// Expired returns an error if a token has expired.
func (s *Session) Expired(c Credential) error {
	if !c.ExpiredAt(s.Now()) {
		return nil
	}
	host, ago := config.HostOf(s.Config.Server), msg.Span(s.Now().Sub(c.Expires))
	message := msgTokenExpired.With(host, ago)
	if c.Email != "" {
		message = msgTokenOfExpired.With(c.Email, host, ago)
	}
	e := exit.New(exit.Credentials, message).Note(msg.NothingWasSent.With())
	return AdviseLogin(e, s.Config, s.Next)
}

// Token returns a token that is valid now, and renews it if necessary and possible. The error is an
// *exit.Error or the context's cause.
func (s *Session) Token(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known.Token == "" {
		known, err := s.Credential()
		if err != nil {
			return "", err
		}
		s.known = known
	}
	if s.usable(s.known, "") {
		return s.known.Token, nil
	}
	renewal, possible := s.Config.Renewal()
	if !possible || s.NoRenewal {
		return "", s.Expired(s.known)
	}
	return s.renew(ctx, renewal, "")
}

// Replace returns a token other than the one that the server rejected.
func (s *Session) Replace(ctx context.Context, refused string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.usable(s.known, refused) { // another call has renewed it meanwhile
		return s.known.Token, nil
	}
	renewal, _ := s.Config.Renewal()
	return s.renew(ctx, renewal, refused)
}

func (s *Session) usable(c Credential, refused string) bool {
	return c.Token != "" && c.Token != refused && !c.ExpiredAt(s.Now())
}

// AdviseLogin adds to an error how to log in, and how to renew the token unattended.
func AdviseLogin(e *exit.Error, cfg *config.Config, next func(words ...string) string) *exit.Error {
	token, err := cfg.EnvToken()
	_, possible := cfg.Renewal()
	switch {
	case cfg.Server == config.SandboxServer || err != nil || possible:
	case token.Value != "":
		e.Note(msgEnvTokenStays.With(token.Origin)).Try("unset " + strings.TrimPrefix(string(token.Origin), "$"))
	case cfg.Password() != "":
		e.Note(msgPasswordNeedsEmail.With())
	case cfg.PasswordCommand != "":
		e.Note(msgCommandNeedsEmail.With())
	case cfg.Distrusted && cfg.Origin("password-command") != config.Default:
		e.Note(msgCommandDistrusted.With())
	default:
		e.Note(msgRenewsItself.With())
	}
	return e.Try(next("auth", "login"))
}

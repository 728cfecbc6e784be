package cmdutil

import (
	"context"
	"net/url"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Credential is the token that calls carry, and where it is kept.
type Credential struct {
	Token   string
	Email   string    // "" when not known
	Expires time.Time // zero when not known
	Place   string    // "$ZDMCTL_TOKEN", "keyring", a file's path, or "sandbox:"
}

// Credential finds the token for the configured server: the environment's, else the stored one.
// It fails with exit.Credentials when there is none. An expired one is given all the same, see Expired.
func (f *Factory) Credential(cfg *config.Config) (Credential, error) {
	if cfg.Server == config.SandboxServer {
		server, err := f.sandbox()
		if err != nil {
			return Credential{}, err
		}
		token, err := server.Token()
		if err != nil {
			return Credential{}, ExplainSandbox(err)
		}
		expires, _ := zdm.Expiry(token, "")
		return Credential{Token: token, Email: sandbox.DemoEmail, Expires: expires, Place: config.SandboxServer}, nil
	}
	fromEnv, err := cfg.EnvToken()
	if err != nil {
		return Credential{}, err
	}
	if !fromEnv.Warning.IsZero() {
		f.Warn(fromEnv.Warning)
	}
	if fromEnv.Value != "" {
		expires, _ := zdm.Expiry(fromEnv.Value, "")
		return Credential{Token: fromEnv.Value, Expires: expires, Place: string(fromEnv.Origin)}, nil
	}
	entry, found, err := cfg.Store().Get(cfg.Server, cfg.Email)
	if err != nil {
		return Credential{}, err
	}
	if !entry.Warning.IsZero() {
		f.Warn(entry.Warning)
	}
	if !found {
		return Credential{}, exit.New(exit.Credentials, msg.NoToken.With(HostOf(cfg.Server))).Try(f.Next("auth", "login"))
	}
	return Credential{Token: entry.Token, Email: entry.Email, Expires: entry.Expires, Place: entry.Place}, nil
}

// Expired is the error of a token that has run out, nil of one that has not or does not say.
func (f *Factory) Expired(cfg *config.Config, c Credential) error {
	if c.Expires.IsZero() || f.Now().Before(c.Expires) {
		return nil
	}
	ago := Span(f.Now().Sub(c.Expires))
	message := msg.TokenExpired.With(HostOf(cfg.Server), ago)
	if c.Email != "" {
		message = msg.TokenOfExpired.With(c.Email, HostOf(cfg.Server), ago)
	}
	return exit.New(exit.Credentials, message).Note(msg.NothingWasSent.With()).Try(f.Next("auth", "login"))
}

// token is the token source of the client. The credential is looked up once.
func (f *Factory) token(cfg *config.Config) func(context.Context) (string, error) {
	var known Credential
	return func(context.Context) (string, error) {
		if known.Token == "" {
			found, err := f.Credential(cfg)
			if err != nil {
				return "", err
			}
			known = found
		}
		return known.Token, f.Expired(cfg, known)
	}
}

// HostOf is the server as people name it: host and port, without scheme and path.
func HostOf(server string) string {
	if u, err := url.Parse(server); err == nil && u.Host != "" {
		return u.Host
	}
	return server
}

// Span is a length of time in the largest unit that fits.
func Span(d time.Duration) msg.Message {
	switch {
	case d < 2*time.Minute:
		return msg.Seconds.With(int(d.Seconds()))
	case d < 2*time.Hour:
		return msg.Minutes.With(int(d.Minutes()))
	case d < 48*time.Hour:
		return msg.Hours.With(int(d.Hours()))
	}
	return msg.Days.With(int(d.Hours() / 24))
}

package cmdutil

import (
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

// Credential finds the token for the configured server: the environment's, else the stored one. An expired one is given all the same.
// Without any it fails with exit.Credentials, unless a call can get one by itself (config.Config.Renewal): then it is a zero Credential.
func (f *Factory) Credential(cfg *config.Config) (Credential, error) {
	if cfg.Server == config.SandboxServer {
		server, err := f.sandbox()
		if err != nil {
			return Credential{}, err
		}
		token, err := server.Token()
		if err != nil {
			return Credential{}, ExplainSandbox(err).Note(msg.NothingWasSent.With())
		}
		expires, _ := zdm.Expiry(token, "")
		return Credential{Token: token, Email: sandbox.DemoEmail, Expires: expires, Place: config.SandboxServer}, nil
	}
	fromEnv, err := cfg.EnvToken()
	if err != nil {
		return Credential{}, err
	}
	f.warnOf(fromEnv.Warning)
	if fromEnv.Value != "" {
		expires, _ := zdm.Expiry(fromEnv.Value, "")
		return Credential{Token: fromEnv.Value, Expires: expires, Place: string(fromEnv.Origin)}, nil
	}
	entry, found, err := cfg.Store().Get(cfg.Server, cfg.Email)
	if err != nil {
		return Credential{}, err
	}
	f.warnOf(entry.Warning)
	if _, renewable := cfg.Renewal(); !found && (!renewable || f.NoRenewal) {
		e := exit.New(exit.Credentials, msgNoToken.With(HostOf(cfg.Server)))
		noteRenewal(e, cfg)
		return Credential{}, e.Try(f.Next("auth", "login"))
	}
	return Credential{Token: entry.Token, Email: entry.Email, Expires: entry.Expires, Place: entry.Place}, nil
}

func (f *Factory) warnOf(warning msg.Message) {
	if !warning.IsZero() {
		f.Warn(warning)
	}
}

// ExpiredAt reports a token that has run out by then. One that does not say when has not.
func (c Credential) ExpiredAt(now time.Time) bool {
	return !c.Expires.IsZero() && !now.Before(c.Expires)
}

// Expired is the error of a token that has run out, nil of one that has not or does not say.
func (f *Factory) Expired(cfg *config.Config, c Credential) error {
	if !c.ExpiredAt(f.Now()) {
		return nil
	}
	ago := Span(f.Now().Sub(c.Expires))
	message := msgTokenExpired.With(HostOf(cfg.Server), ago)
	if c.Email != "" {
		message = msgTokenOfExpired.With(c.Email, HostOf(cfg.Server), ago)
	}
	e := exit.New(exit.Credentials, message).Note(msg.NothingWasSent.With())
	noteRenewal(e, cfg)
	return e.Try(f.Next("auth", "login"))
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
	case d >= time.Second && d < 2*time.Second:
		return msgOneSecond.With()
	case d < 2*time.Minute:
		return msgSeconds.With(int(d.Seconds()))
	case d < 2*time.Hour:
		return msgMinutes.With(int(d.Minutes()))
	case d < 48*time.Hour:
		return msgHours.With(int(d.Hours()))
	}
	return msgDays.With(int(d.Hours() / 24))
}

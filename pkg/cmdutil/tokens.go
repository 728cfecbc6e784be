package cmdutil

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// renewalWait is how long a process lets another one renew the token: as long as its password command and its log-in may take.
const renewalWait = passwordWait + zdm.DefaultTimeout + 10*time.Second

// ErrNotRenewed is the cause of every failed renewal. The error of the log-in itself is no part of it: what it says about
// a lost answer is not about the call that the token was for.
var ErrNotRenewed = errors.New("the token was not renewed")

// tokens is the token source of a client, whose calls may run side by side.
type tokens struct {
	factory *Factory
	config  *config.Config
	client  *zdm.Client // to log in with

	mu    sync.Mutex
	known Credential // looked up once, and whenever it is renewed
}

// Token is a token that is good for a call now: the one that calls carry, renewed where that is needed and possible. Its error
// has an exit code.
func (f *Factory) Token(ctx context.Context) (string, error) {
	client, source, err := f.client()
	if err != nil {
		return "", err
	}
	defer client.Close()
	return source.get(ctx)
}

// get gives the token for a call, checked before anything is sent.
func (t *tokens) get(ctx context.Context) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known.Token == "" {
		known, err := t.factory.Credential(t.config)
		if err != nil {
			return "", err
		}
		t.known = known
	}
	if t.usable(t.known, "") {
		return t.known.Token, nil
	}
	renewal, possible := t.config.Renewal()
	if !possible || t.factory.NoRenewal {
		return "", t.factory.Expired(t.config, t.known)
	}
	return t.renew(ctx, renewal, "")
}

// replace gives another token than the refused one.
func (t *tokens) replace(ctx context.Context, refused string) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.usable(t.known, refused) { // another call has renewed it meanwhile
		return t.known.Token, nil
	}
	renewal, _ := t.config.Renewal()
	return t.renew(ctx, renewal, refused)
}

func (t *tokens) usable(c Credential, refused string) bool {
	return c.Token != "" && c.Token != refused && !c.ExpiredAt(t.factory.Now())
}

// renew logs in, unless another process has done so while this one waited for its turn.
func (t *tokens) renew(ctx context.Context, renewal config.Renewal, refused string) (string, error) {
	f, store := t.factory, t.config.Store()
	unlock, err := store.Lock(ctx, renewalWait)
	switch {
	case err == nil:
		defer unlock()
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case errors.Is(err, config.ErrBusy):
		return "", exit.New(exit.Credentials, msgRenewalBusy.With(renewalWait)).Because(ErrNotRenewed)
	} // where there can be no lock, nothing can be kept either, and that is said below
	stored, err := f.Credential(t.config)
	if err != nil {
		return "", err
	}
	if t.usable(stored, refused) {
		t.known = stored
		return stored.Token, nil
	}
	fresh, err := f.logInAgain(ctx, t.config, t.client, renewal)
	if err != nil {
		return "", err
	}
	place, err := store.Put(fresh)
	if failed, ok := errors.AsType[*exit.Error](err); ok {
		f.Warn(msgTokenNotKept.With(failed.Message))
	}
	t.known = Credential{Token: fresh.Token, Email: fresh.Email, Expires: fresh.Expires, Place: place}
	return fresh.Token, nil
}

// logInAgain gets a password and logs in with it.
func (f *Factory) logInAgain(ctx context.Context, cfg *config.Config, client *zdm.Client, renewal config.Renewal) (config.Credential, error) {
	var fresh config.Credential
	password, err := renewal.Password, error(nil)
	if renewal.Command != "" {
		password, err = f.PasswordFrom(ctx, renewal)
	} else {
		password, err = CheckPassword([]byte(password))
	}
	if err == nil {
		fresh, err = f.LogIn(ctx, cfg, client, renewal.Email, password)
	}
	if err == nil || ctx.Err() != nil {
		return fresh, err
	}
	if failed, ok := errors.AsType[*exit.Error](err); ok {
		if failed.Code == exit.Credentials {
			failed.Note(msgPasswordOrigin.With(renewal.Origin)).Try(f.Next("auth", "login"))
		}
		failed.Err = ErrNotRenewed
	}
	return fresh, err
}

// noteRenewal says what would renew the token without anybody being asked.
func noteRenewal(e *exit.Error, cfg *config.Config) {
	token, err := cfg.EnvToken()
	_, possible := cfg.Renewal()
	switch {
	case cfg.Server == config.SandboxServer || err != nil || possible:
	case token.Value != "":
		e.Note(msgEnvTokenStays.With(token.Origin))
	case cfg.Password() != "":
		e.Note(msgPasswordNeedsEmail.With())
	case cfg.PasswordCommand != "":
		e.Note(msgCommandNeedsEmail.With())
	case cfg.Distrusted && cfg.Origin("password-command") != config.Default:
		e.Note(msgCommandDistrusted.With())
	default:
		e.Note(msgRenewsItself.With())
	}
}

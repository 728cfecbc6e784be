package signin

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// renewalWait is how long a process waits while another one renews the token: the maximum duration
// of its password command and its login.
const renewalWait = passwordWait + zdm.DefaultTimeout + 10*time.Second

// ErrNotRenewed is the cause of every failed renewal. The error of the login is not wrapped,
// because its details, such as a lost response, do not concern the call that needed the token.
var ErrNotRenewed = errors.New("the token was not renewed")

// renew logs in, unless another process has done so while this one waited for the lock.
func (s *Session) renew(ctx context.Context, renewal config.Renewal, refused string) (string, error) {
	store := s.Config.Store()
	unlock, err := store.Lock(ctx, renewalWait)
	switch {
	case err == nil:
		defer unlock()
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case errors.Is(err, config.ErrBusy):
		return "", exit.New(exit.Credentials, msgRenewalBusy.With(renewalWait)).Because(ErrNotRenewed)
	} // without a lock, storing fails too, and causes the warning below
	stored, err := s.Credential()
	if err != nil {
		return "", err
	}
	if s.usable(stored, refused) {
		s.known = stored
		return stored.Token, nil
	}
	fresh, err := s.logInAgain(ctx, renewal)
	if err != nil {
		return "", err
	}
	place, err := store.Put(fresh)
	if failed, ok := errors.AsType[*exit.Error](err); ok {
		s.Warn(msgTokenNotKept.With(failed.Message))
	}
	s.known = Credential{Token: fresh.Token, Email: fresh.Email, Expires: fresh.Expires, Place: place}
	return fresh.Token, nil
}

// logInAgain obtains a password and logs in with it.
func (s *Session) logInAgain(ctx context.Context, renewal config.Renewal) (config.Credential, error) {
	var fresh config.Credential
	password, err := renewal.Password, error(nil)
	if renewal.Command != "" {
		password, err = s.PasswordFrom(ctx, renewal)
	} else {
		password, err = CheckPassword([]byte(password))
	}
	if err == nil {
		fresh, err = s.LogIn(ctx, renewal.Email, password)
	}
	if err == nil || ctx.Err() != nil {
		return fresh, err
	}
	if failed, ok := errors.AsType[*exit.Error](err); ok {
		if failed.Code == exit.Credentials && failed.Status != http.StatusTooManyRequests {
			failed.Note(msgPasswordOrigin.With(renewal.Origin)).Try(s.Next("auth", "login"))
		}
		failed.Err = ErrNotRenewed
	}
	return fresh, err
}

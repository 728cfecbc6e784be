package signin

import (
	"context"
	"errors"
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// LogIn returns a new token for an account of the configured server. It does not store it. The
// error is an *exit.Error.
func (s *Session) LogIn(ctx context.Context, email, password string) (config.Credential, error) {
	server := s.Config.Server
	before, _, err := s.Config.Store().Get(server, email)
	if err != nil {
		return config.Credential{}, err
	}
	issued, err := s.Client.IssueToken(ctx, email, password, before.LoginPath)
	if err != nil {
		return config.Credential{}, s.refused(email, err)
	}
	expires, known := zdm.Expiry(issued.Token, issued.ExpiresAt)
	if left := expires.Sub(s.Now()); known && left <= 0 {
		return config.Credential{}, exit.New(exit.Credentials, msgClocksDiffer.With(config.HostOf(server), msg.Span(-left)))
	}
	return config.Credential{Server: server, Email: email, Token: issued.Token, Expires: expires, LoginPath: issued.Path}, nil
}

// refused returns the error of a failed login. ZDM responds to wrong credentials with 404.
func (s *Session) refused(email string, err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !isRefusal(failed) {
		return s.Explain(err)
	}
	why := msgWrongPassword.With()
	switch {
	case failed.Text != "":
		why = msg.Verbatim.With(failed.Text)
	case failed.Body != "":
		why = outcome.ForeignBody(failed)
	}
	e := exit.New(exit.Credentials, msgLoginRefused.With(config.HostOf(s.Config.Server), email, why)).Because(err)
	outcome.Attribute(e, failed)
	if failed.Status == http.StatusTooManyRequests {
		e.Note(msgLoginLimit.With())
	}
	e.Problems = outcome.ServerProblems(failed)
	return e
}

// isRefusal reports whether a response concerns the account. A temporary fault of the server (408,
// 5xx) does not, nor does the response of a server without the call.
func isRefusal(failed *zdm.Error) bool {
	if failed.Kind == zdm.Refused {
		return failed.Status < http.StatusInternalServerError && failed.Status != http.StatusRequestTimeout && !failed.UnknownCall()
	}
	return failed.Kind == zdm.Denied
}

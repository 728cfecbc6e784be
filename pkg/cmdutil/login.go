package cmdutil

import (
	"context"
	"errors"
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// LogIn gets a new token for an account of the configured server. Nothing is stored. The error has an exit code.
func (f *Factory) LogIn(ctx context.Context, cfg *config.Config, client *zdm.Client, email, password string) (config.Credential, error) {
	before, _, err := cfg.Store().Get(cfg.Server, email)
	if err != nil {
		return config.Credential{}, err
	}
	issued, err := client.IssueToken(ctx, email, password, before.LoginPath)
	if err != nil {
		return config.Credential{}, f.loginRefused(cfg, email, err)
	}
	expires, known := zdm.Expiry(issued.Token, issued.ExpiresAt)
	if left := expires.Sub(f.Now()); known && left <= 0 {
		return config.Credential{}, exit.New(exit.Credentials, msgClocksDiffer.With(HostOf(cfg.Server), Span(-left)))
	}
	return config.Credential{Server: cfg.Server, Email: email, Token: issued.Token, Expires: expires, LoginPath: issued.Path}, nil
}

// loginRefused makes a failed log-in of an answer that says so; ZDM answers 404 to wrong credentials.
func (f *Factory) loginRefused(cfg *config.Config, email string, err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !isRefusal(failed) {
		return f.Explain(err)
	}
	why := msgWrongPassword.With()
	switch {
	case failed.Text != "":
		why = msg.Verbatim.With(failed.Text)
	case failed.Body != "":
		why = ForeignBody(failed)
	}
	e := exit.New(exit.Credentials, msgLoginRefused.With(HostOf(cfg.Server), email, why)).Because(err)
	e.Status, e.RequestID = failed.Status, failed.RequestID
	e.Problems = ServerProblems(failed)
	return e
}

// isRefusal tells an answer that is about the account from one that the server could not give (408, 5xx).
func isRefusal(failed *zdm.Error) bool {
	if failed.Kind == zdm.Refused {
		return failed.Status < http.StatusInternalServerError && failed.Status != http.StatusRequestTimeout
	}
	return failed.Kind == zdm.Denied
}

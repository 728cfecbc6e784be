// Package login is the command "zdmctl auth login".
package login

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options is what one run needs.
type Options struct {
	Factory       *cmdutil.Factory
	PasswordStdin bool
	WithToken     bool
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "login", Args: cmdutil.NoArgs,
		Short: f.Text(msg.LoginShort), Long: f.Text(msg.LoginLong), Example: f.Text(msg.LoginExample),
	}, o, run, login)
	cmd.Flags().String("email", "", f.Text(msg.FlagEmail))
	cmd.Flags().BoolVar(&o.PasswordStdin, "password-stdin", false, f.Text(msg.FlagPasswordStdin))
	cmd.Flags().BoolVar(&o.WithToken, "with-token", false, f.Text(msg.FlagWithToken))
	return cmd
}

// login gets a token from the server or from standard input and keeps it with the context that it is for.
func login(ctx context.Context, o *Options) error {
	f := o.Factory
	if o.PasswordStdin && o.WithToken {
		return exit.New(exit.Usage, msg.TwoSources.With())
	}
	cfg, err := f.ConfigForWrite()
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	if cfg.Server == config.SandboxServer {
		f.Note(msg.SandboxNoLogin.With())
		return nil
	}
	var credential config.Credential
	if o.WithToken {
		credential, err = o.readToken(ctx, cfg)
	} else {
		credential, err = o.issue(ctx, cfg, client)
	}
	if err != nil {
		return err
	}
	return keep(f, cfg, credential)
}

// issue asks for what is missing and logs in.
func (o *Options) issue(ctx context.Context, cfg *config.Config, client *zdm.Client) (config.Credential, error) {
	email, err := o.email(ctx, cfg)
	if err != nil {
		return config.Credential{}, err
	}
	password, err := o.password(ctx, cfg, email)
	if err != nil {
		return config.Credential{}, err
	}
	issued, err := client.IssueToken(ctx, email, password)
	if err != nil {
		return config.Credential{}, refused(o.Factory, cfg, email, err)
	}
	expires, known := zdm.Expiry(issued.Token, issued.ExpiresAt)
	if left := expires.Sub(o.Factory.Now()); known && left <= 0 {
		return config.Credential{}, exit.New(exit.Credentials, msg.ClocksDiffer.With(cmdutil.HostOf(cfg.Server), cmdutil.Span(-left)))
	}
	return config.Credential{Server: cfg.Server, Email: email, Token: issued.Token, Expires: expires}, nil
}

// refused makes a failed log-in of an answer that says so; ZDM answers 404 to wrong credentials.
func refused(f *cmdutil.Factory, cfg *config.Config, email string, err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !isRefusal(failed) {
		return f.Explain(err)
	}
	why := msg.WrongPassword.With()
	switch {
	case failed.Text != "":
		why = msg.Verbatim.With(failed.Text)
	case failed.Body != "":
		why = cmdutil.ForeignBody(failed)
	}
	e := exit.New(exit.Credentials, msg.LoginRefused.With(cmdutil.HostOf(cfg.Server), email, why)).Because(err)
	e.Status, e.RequestID = failed.Status, failed.RequestID
	e.Problems = cmdutil.ServerProblems(failed)
	return e
}

// isRefusal tells an answer that is about the account from one that the server could not give (408, 5xx).
func isRefusal(failed *zdm.Error) bool {
	if failed.Kind == zdm.Refused {
		return failed.Status < http.StatusInternalServerError && failed.Status != http.StatusRequestTimeout
	}
	return failed.Kind == zdm.Denied
}

// keep stores the token, and server and account as a context.
func keep(f *cmdutil.Factory, cfg *config.Config, credential config.Credential) error {
	place, err := cfg.Store().Put(credential)
	if err != nil {
		return err
	}
	values := map[string]string{"server": cfg.Server, "email": credential.Email}
	for name, value := range map[string]string{
		"ca-file":                  cfg.CAFile,
		"insecure-skip-tls-verify": strconv.FormatBool(cfg.InsecureSkipTLSVerify),
		"insecure-plaintext":       strconv.FormatBool(cfg.InsecurePlaintext),
	} {
		if cfg.Origin(name) == config.Origin("--"+name) {
			values[name] = value
		}
	}
	name := cfg.Context
	if name == "" || cfg.Detached && cfg.Origin("context") == "current-context" {
		name = cfg.ContextNameFor(cfg.Server)
	}
	if err := cfg.SetContext(name, values); err != nil {
		return err
	}
	host := cmdutil.HostOf(cfg.Server)
	if credential.Email == "" {
		f.Note(msg.TokenKept.With(host, place))
	} else {
		f.Note(msg.LoggedIn.With(host, credential.Email, place))
	}
	if !credential.Expires.IsZero() {
		f.Note(msg.ValidFor.With(cmdutil.Span(credential.Expires.Sub(f.Now()))))
	}
	if current := cfg.Current(); current != "" && current != name {
		f.Note(msg.UseContext.With(name))
	}
	return nil
}

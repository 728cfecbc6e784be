package auth

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// commandFlag is the origin of a password command from this command's flag.
const commandFlag = config.Origin("--password-command")

type loginOptions struct {
	Factory       *cli.Factory
	PasswordStdin bool
	WithToken     bool
}

func newLoginCmd(f *cli.Factory) *cobra.Command {
	o := &loginOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "login", Args: cli.NoArgs,
		Short: f.Text(msgLoginShort), Long: f.Text(msgLoginLong), Example: f.Text(msgLoginExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().String("email", "", f.Text(msg.FlagEmail))
	cmd.Flags().String("password-command", "", f.Text(msg.FlagPasswordCommand))
	cmd.Flags().BoolVar(&o.PasswordStdin, "password-stdin", false, f.Text(msgFlagPasswordStdin))
	cmd.Flags().BoolVar(&o.WithToken, "with-token", false, f.Text(msgFlagWithToken))
	return cmd
}

// run gets a token from the server or from standard input, and stores it with its context.
func (o *loginOptions) run(ctx context.Context) error {
	f := o.Factory
	for _, pair := range [][2]string{{"password-stdin", "with-token"}, {"password-stdin", "password-command"}, {"with-token", "password-command"}} {
		if err := cli.Exclusive(f.Flags(), pair[0], pair[1]); err != nil {
			return err
		}
	}
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	if cfg.Server == config.SandboxServer {
		f.Note(msgSandboxNoLogin.With())
		return nil
	}
	email := cfg.Email
	if !o.WithToken {
		if email, err = o.email(ctx, cfg); err != nil {
			return err
		}
	}
	name, values := chosenContext(cfg, email)
	if err := o.checkPlaces(cfg, name, values); err != nil {
		return err
	}
	var credential config.Credential
	if o.WithToken {
		credential, err = o.readToken(ctx, cfg)
	} else {
		credential, err = o.issue(ctx, cfg, client, email)
	}
	if err != nil {
		return err
	}
	return o.keep(cfg, credential, name, values)
}

// issue gets the password and logs in.
func (o *loginOptions) issue(ctx context.Context, cfg *config.Config, client *zdm.Client, email string) (config.Credential, error) {
	session := o.Factory.Session(cfg)
	session.Client = client
	password, err := o.password(ctx, session, email)
	if err != nil {
		return config.Credential{}, err
	}
	return session.LogIn(ctx, email, password)
}

// chosenContext returns the context for a server and an account, and the values to set in it.
func chosenContext(cfg *config.Config, email string) (name string, values map[string]string) {
	values = map[string]string{"server": cfg.Server, "email": email}
	for key, value := range map[string]string{
		"center":                   cfg.Center,
		"ca-file":                  cfg.CAFile,
		"password-command":         cfg.PasswordCommand,
		"insecure-skip-tls-verify": strconv.FormatBool(cfg.InsecureSkipTLSVerify),
		"insecure-plaintext":       strconv.FormatBool(cfg.InsecurePlaintext),
	} {
		if cfg.Origin(key) == config.Origin("--"+key) {
			values[key] = value
		}
	}
	if cfg.Context == "" || cfg.Detached && cfg.Origin("context") == "current-context" {
		return cfg.ContextNameFor(cfg.Server), values
	}
	return cfg.Context, values
}

// checkPlaces refuses a login whose result could not be stored, because servers limit the number of
// logins.
func (o *loginOptions) checkPlaces(cfg *config.Config, name string, values map[string]string) error {
	err := cli.CheckChange(cfg, name, values)
	if err == nil {
		err = cfg.Store().CheckPut()
	}
	if failed, ok := errors.AsType[*exit.Error](err); ok {
		return failed.Note(msg.NothingWasSent.With())
	}
	return err
}

// keep stores the token, and the server and account in a context.
func (o *loginOptions) keep(cfg *config.Config, credential config.Credential, name string, values map[string]string) error {
	f := o.Factory
	place, err := cfg.Store().Put(credential)
	if err != nil {
		return o.notKept(err, msgLoggedInNotKept.With())
	}
	if err := cli.ChangeContext(f, cfg, name, values); err != nil {
		return o.notKept(err, msgLoggedInNoContext.With(place))
	}
	host := config.HostOf(cfg.Server)
	if o.WithToken {
		f.Note(msgTokenKept.With(host, place))
	} else {
		f.Note(msgLoggedIn.With(host, credential.Email, place))
	}
	if !credential.Expires.IsZero() {
		f.Note(msgValidFor.With(msg.Span(credential.Expires.Sub(f.Now()))))
	}
	if token, _ := cfg.EnvToken(); token.Origin != "" {
		f.Warn(msgEnvTokenWins.With(token.Origin))
	}
	if current := cfg.Current(); current != "" && current != name {
		f.Note(msg.UseContext.With(name))
	}
	return nil
}

// notKept adds to a storage error what has succeeded nevertheless. After a login, the exit code is
// not Usage.
func (o *loginOptions) notKept(err error, what msg.Message) error {
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || o.WithToken {
		return err
	}
	if failed.Code == exit.Usage {
		failed.Code = exit.Internal
	}
	return failed.Note(what)
}

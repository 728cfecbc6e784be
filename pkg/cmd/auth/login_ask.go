package auth

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/signin"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	maxEmail = 1 << 10  // bytes
	maxToken = 64 << 10 // bytes
)

func (o *loginOptions) email(ctx context.Context, cfg *config.Config) (string, error) {
	f := o.Factory
	email := cfg.Email
	if email == "" && f.IO.InTerminal && !o.PasswordStdin {
		fmt.Fprint(f.IO.Err, f.Text(msgAskEmail))
		line, err := bufio.NewReader(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxEmail)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", err
		}
		email = strings.TrimSpace(line)
	}
	if email == "" {
		return "", exit.New(exit.Usage, msgNoEmail.With()).Note(msgGiveEmail.With())
	}
	return email, nil
}

// password reads the password from the source that the command line names, or else from the
// environment, or else from the terminal. Without a terminal, it runs the context's password
// command.
func (o *loginOptions) password(ctx context.Context, session *signin.Session, email string) (string, error) {
	f, cfg := o.Factory, session.Config
	var password []byte
	var err error
	renewal, _ := cfg.Renewal()
	switch {
	case o.PasswordStdin:
		password, err = io.ReadAll(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), signin.MaxRead+1))
	case cfg.Origin("password-command") == commandFlag:
		return session.PasswordFrom(ctx, config.Renewal{Command: cfg.PasswordCommand, Origin: commandFlag})
	case cfg.Password() != "":
		password = []byte(cfg.Password())
	case f.IO.InTerminal:
		fmt.Fprint(f.IO.Err, render.Safe(msgAskPassword.With(email, config.HostOf(cfg.Server)).In(f.Lang)))
		password, err = f.IO.ReadPassword(ctx)
		fmt.Fprintln(f.IO.Err)
	case renewal.Command != "":
		return session.PasswordFrom(ctx, renewal)
	default:
		return "", exit.New(exit.Credentials, msgNoPassword.With()).Note(msg.GivePassword.With())
	}
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err != nil {
		return "", exit.New(exit.Credentials, msgNoPassword.With()).Note(msg.GivePassword.With()).Because(err)
	}
	return signin.CheckPassword(password)
}

// readToken reads an existing token. An expired token is refused.
func (o *loginOptions) readToken(ctx context.Context, cfg *config.Config) (config.Credential, error) {
	f := o.Factory
	data, err := io.ReadAll(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxToken))
	if err != nil {
		return config.Credential{}, exit.New(exit.Credentials, msgStdinNoToken.With()).Because(err)
	}
	token, why := config.CleanToken(string(data))
	if parts := strings.Split(token, "."); !why.IsZero() || len(parts) != 3 || slices.Contains(parts, "") {
		e := exit.New(exit.Credentials, msgStdinNoToken.With())
		if !why.IsZero() {
			e.Message = msg.Reason.With(e.Message, why)
		}
		return config.Credential{}, e.Note(msgTokenShape.With())
	}
	c := config.Credential{Server: cfg.Server, Email: cfg.Email, Token: token}
	c.Expires, _ = zdm.Expiry(c.Token, "")
	return c, f.Session(cfg).Expired(signin.Credential{Token: c.Token, Email: c.Email, Expires: c.Expires})
}

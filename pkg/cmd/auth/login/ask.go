package login

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	maxPassword = 1 << 10  // bytes
	maxToken    = 64 << 10 // bytes
)

func (o *Options) email(ctx context.Context, cfg *config.Config) (string, error) {
	f := o.Factory
	email := cfg.Email
	if email == "" && f.IO.InTerminal && !o.PasswordStdin {
		fmt.Fprint(f.IO.Err, f.Text(msg.AskEmail))
		line, err := bufio.NewReader(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxPassword)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", err
		}
		email = strings.TrimSpace(line)
	}
	if email == "" {
		return "", exit.New(exit.Usage, msg.NoEmail.With()).Note(msg.GiveEmail.With())
	}
	return email, nil
}

// password comes from standard input when that was asked for, else from the environment, else from the terminal.
func (o *Options) password(ctx context.Context, cfg *config.Config, email string) (string, error) {
	f := o.Factory
	var password []byte
	var err error
	switch {
	case o.PasswordStdin:
		password, err = io.ReadAll(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxPassword+2))
	case cfg.Password() != "":
		password = []byte(cfg.Password())
	case f.IO.InTerminal:
		fmt.Fprint(f.IO.Err, render.Safe(msg.AskPassword.With(email, cmdutil.HostOf(cfg.Server)).In(f.Lang)))
		password, err = f.IO.ReadPassword(ctx)
		fmt.Fprintln(f.IO.Err)
	default:
		return "", exit.New(exit.Credentials, msg.NoPassword.With()).Note(msg.GivePassword.With())
	}
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err != nil {
		return "", exit.New(exit.Credentials, msg.NoPassword.With()).Note(msg.GivePassword.With()).Because(err)
	}
	text := strings.TrimSuffix(strings.TrimSuffix(string(password), "\n"), "\r")
	if text == "" {
		return "", exit.New(exit.Credentials, msg.EmptyPassword.With()).Note(msg.GivePassword.With())
	}
	if len(text) > maxPassword || strings.ContainsAny(text, "\r\n") {
		return "", exit.New(exit.Credentials, msg.LongPassword.With(maxPassword))
	}
	return text, nil
}

// readToken takes a token that the user has; an expired one is refused.
func (o *Options) readToken(ctx context.Context, cfg *config.Config) (config.Credential, error) {
	f := o.Factory
	data, err := io.ReadAll(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxToken))
	if err != nil {
		return config.Credential{}, exit.New(exit.Credentials, msg.StdinNoToken.With()).Because(err)
	}
	c := config.Credential{Server: cfg.Server, Email: cfg.Email, Token: strings.TrimSpace(string(data))}
	if !zdm.ValidToken(c.Token) {
		return config.Credential{}, exit.New(exit.Credentials, msg.StdinNoToken.With())
	}
	c.Expires, _ = zdm.Expiry(c.Token, "")
	return c, f.Expired(cfg, cmdutil.Credential{Token: c.Token, Email: c.Email, Expires: c.Expires})
}

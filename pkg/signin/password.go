package signin

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	// MaxPassword is how long a password may be, in bytes.
	MaxPassword = 1 << 10

	// MaxRead is how much is read of a password's source, which may have a byte order mark before
	// it and a line end behind it: more is too much.
	MaxRead = MaxPassword + 8

	passwordWait = 30 * time.Second // for a password command
	pipeWait     = time.Second      // for what it started and left running
	maxPrinted   = 32 << 10         // bytes that it may print, and that are kept of its stderr
)

// CheckPassword returns the password of what was read: one line, with or without its end. No error
// holds any of it.
func CheckPassword(read []byte) (string, error) {
	text, why := config.CleanPassword(string(read))
	switch {
	case why.Text == msg.SecretEmpty:
		return "", exit.New(exit.Credentials, msgEmptyPassword.With()).Note(msg.GivePassword.With())
	case why.Text == msg.SecretLines || len(read) > MaxRead || len(text) > MaxPassword:
		return "", exit.New(exit.Credentials, msgLongPassword.With(MaxPassword))
	case !why.IsZero():
		return "", exit.New(exit.Credentials, msgPasswordUnfit.With(why))
	}
	return text, nil
}

// PasswordFrom runs a password command and returns the first line that it prints. The command has
// no standard input and none of zdmctl's secrets in its environment. Its stderr is passed on: at
// once to a terminal, since it may ask for something, else when the command has ended, without the
// password. The error has exit.Credentials and nothing of the output, or is the context's cause.
func (s *Session) PasswordFrom(ctx context.Context, renewal config.Renewal) (string, error) {
	wait := cmp.Or(s.PasswordWait, passwordWait)
	limit, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	printed, complaints := &output{last: true}, new(output)
	command := commandOf(limit, renewal.Command)
	command.Env = withoutSecrets(os.Environ())
	command.Stdout, command.Stderr = printed, complaints
	if s.IO.ErrTerminal {
		command.Stderr = printable{s.Print}
	}
	command.WaitDelay = pipeWait
	if !s.IO.InTerminal { // at a terminal it must be able to ask, and ends with the interrupt key
		ownGroup(command)
	}
	err := command.Run()
	_, _ = printable{s.Print}.Write([]byte(zdm.Mask(string(complaints.text), string(printed.line()))))
	failed := func(m msg.Message) error {
		e := exit.New(exit.Credentials, m).Because(ErrNotRenewed)
		return e.Note(msgPasswordCommandFrom.With(renewal.Origin)).Try(s.Next("config", "get", "password-command"))
	}
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case limit.Err() != nil:
		return "", failed(msgPasswordCommandLate.With(wait))
	case printed.cut || len(printed.line()) > MaxPassword:
		return "", failed(msgLongPassword.With(MaxPassword))
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return "", failed(msgPasswordCommandFailed.With(err))
	case len(printed.line()) == 0:
		return "", failed(msgPasswordCommandSilent.With())
	}
	return CheckPassword(printed.line())
}

// withoutSecrets returns an environment without the secrets of zdmctl.
func withoutSecrets(environment []string) []string {
	return slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return strings.EqualFold(name, "ZDMCTL_PASSWORD") || strings.EqualFold(name, "ZDMCTL_TOKEN")
	})
}

// output keeps what a command writes up to a limit.
type output struct {
	text []byte
	last bool // the limit ends the command
	cut  bool // more was written
}

func (o *output) Write(p []byte) (int, error) {
	room := maxPrinted - len(o.text)
	o.cut = o.cut || len(p) > room
	if o.cut && o.last {
		return 0, io.ErrShortWrite
	}
	o.text = append(o.text, p[:min(len(p), room)]...)
	return len(p), nil
}

// line is the first one.
func (o *output) line() []byte {
	line, _, _ := bytes.Cut(o.text, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

// printable passes on what a command prints, made printable.
type printable struct{ print func(string) }

func (w printable) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		text, ended := strings.CutSuffix(line, "\n")
		text = render.Safe(strings.TrimSuffix(text, "\r"))
		if ended {
			text += "\n"
		}
		w.print(text)
	}
	return len(p), nil
}

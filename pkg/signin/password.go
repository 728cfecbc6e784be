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
	// MaxPassword is the maximum length of a password in bytes.
	MaxPassword = 1 << 10

	// MaxRead is the number of bytes to read from a password's source, which may start with a byte
	// order mark and end with a line break. A longer text is too long for a password.
	MaxRead = MaxPassword + 8

	passwordWait = 30 * time.Second // timeout of a password command
	pipeWait     = time.Second      // timeout of child processes that keep its output open
	maxPrinted   = 32 << 10         // maximum number of bytes it may print, and bytes kept of its stderr
)

// CheckPassword returns the password in the text that was read: one line, with or without its line
// break. No error contains any part of it.
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
// no standard input and none of zdmctl's secrets in its environment.
//
// Its stderr is written to a terminal at once, since it may contain a prompt. Otherwise it is
// written when the command has ended, without the password. The error has exit.Credentials and
// contains nothing of the output, or it is the context's cause.
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
	if !s.IO.InTerminal { // at a terminal the command must be able to prompt, and the interrupt key ends it
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

// withoutSecrets returns an environment without zdmctl's secrets.
func withoutSecrets(environment []string) []string {
	return slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return strings.EqualFold(name, "ZDMCTL_PASSWORD") || strings.EqualFold(name, "ZDMCTL_TOKEN")
	})
}

// output keeps the output of a command up to a limit.
type output struct {
	text []byte
	last bool // writing past the limit is an error, which ends the command
	cut  bool // the output exceeded the limit
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

// line returns the first line.
func (o *output) line() []byte {
	line, _, _ := bytes.Cut(o.text, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

// printable is a writer that makes its input printable.
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

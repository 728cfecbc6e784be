// Package cli provides what commands share: their dependencies, which are created on demand, the
// global flags, and the conversion of a failed call to an error with an exit code.
package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Factory creates what commands need on demand, so that help and completion start fast. It is not
// changed after AddGlobalFlags has set the flags.
type Factory struct {
	IO    *iostreams.Streams
	Env   config.Env
	Lang  msg.Lang
	Build Build

	// Now is the clock, as in zdm.Config.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)

	// Beside receives what is not part of the result; nil means IO.Err.
	Beside io.Writer
	// Changing is called before a call that changes something. It may be nil.
	Changing func()
	// Completing marks a run for a shell's completion. It writes nothing except its result and renews
	// no token, because nobody waits for a login.
	Completing bool

	Global GlobalFlags
	Retry  RetryFlags

	flags   *pflag.FlagSet // parsed flags of the command that runs
	command string         // its path, such as "zdmctl recovery apply"
	config  *config.Config
}

// Build describes this program.
type Build struct {
	Version string `json:"version"` // "1.2.0", or "devel"
	Commit  string `json:"commit,omitempty"`
	Date    string `json:"date,omitempty"` // of the commit, in RFC 3339
	Go      string `json:"go"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
}

// Text returns a catalog entry in the language of the run.
func (f *Factory) Text(t msg.Text) string { return t.In(f.Lang) }

// Flags returns the parsed flags of the command that runs.
func (f *Factory) Flags() *pflag.FlagSet { return f.flags }

// Config resolves the settings of the run once, and prints the warnings about their files.
func (f *Factory) Config() (*config.Config, error) { return f.load(config.Load) }

// ConfigForWrite is Factory.Config for a command that may create the context it uses.
func ConfigForWrite(f *Factory) (*config.Config, error) { return f.load(config.LoadForWrite) }

// ServerConfig is Factory.Config for a command that needs a server.
func ServerConfig(f *Factory) (*config.Config, error) {
	cfg, err := f.Config()
	if err != nil {
		return nil, err
	}
	return cfg, cfg.NeedServer()
}

func (f *Factory) load(load func(config.Env, *pflag.FlagSet) (*config.Config, error)) (*config.Config, error) {
	if f.config != nil {
		return f.config, nil
	}
	cfg, err := load(f.Env, f.flags)
	if err != nil {
		return nil, err
	}
	f.config = cfg
	for _, warning := range cfg.Warnings {
		f.Warn(warning)
	}
	return cfg, nil
}

// Next returns a command to paste, for the server of this run. Arguments that Named placed at the
// end stay there.
func (f *Factory) Next(words ...string) string {
	end := slices.Index(words, "--")
	if end < 0 {
		end = len(words)
	}
	command := append([]string{"zdmctl"}, words[:end]...)
	for _, name := range []string{"config", "context", "server"} {
		if flag := f.flags.Lookup(name); flag != nil && flag.Changed {
			command = append(command, "--"+name, flag.Value.String())
		}
	}
	return shell.Command(append(command, words[end:]...)...)
}

// Warn writes a warning to stderr, unless --quiet is set.
func (f *Factory) Warn(m msg.Message) { f.Note(msg.WarningLine.With(m)) }

// Note writes a note to stderr, unless --quiet is set.
func (f *Factory) Note(m msg.Message) {
	if !f.quiet() {
		f.write(render.Safe(m.In(f.Lang)) + "\n")
	}
}

func (f *Factory) quiet() bool { return f.Global.Quiet || f.Completing }

// write writes a printable text to Beside.
func (f *Factory) write(text string) { fmt.Fprint(f.beside(), text) }

func (f *Factory) beside() io.Writer {
	if f.Beside == nil {
		return f.IO.Err
	}
	return f.Beside
}

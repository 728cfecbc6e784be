// Package app is the program: the command tree, signals, and the way from an error to the exit
// code.
package app

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// World is everything a run takes from its surroundings.
type World struct {
	Args  []string // without the program's name
	IO    *iostreams.Streams
	Env   config.Env
	Build cli.Build

	// The clock; of Sleep and WithTimeout nil is the system's.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)
}

// System is the world of the process. What net/http logs, such as bytes that a server sent unasked,
// goes nowhere: it may be an echo.
func System(args []string) World {
	log.SetOutput(io.Discard)
	noColor := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" || peek(args, "--no-color") != ""
	return World{Args: args, IO: iostreams.System(noColor), Env: config.System(), Now: time.Now, Build: build()}
}

// Main runs the command that the arguments name and returns the exit code of the process. It never
// panics.
func Main(ctx context.Context, w World) (code int) {
	w.IO.Out = iostreams.Output(w.IO.Out)
	ctx, listening, stop := withSignals(ctx)
	defer stop()
	w.Env.Context = func() context.Context { return ctx }
	f := &cli.Factory{IO: w.IO, Env: w.Env, Now: w.Now, Sleep: w.Sleep, WithTimeout: w.WithTimeout, Build: w.Build, Lang: language(w)}
	defer func() {
		if recovered := recover(); recovered != nil {
			code = int(report(context.WithoutCancel(ctx), f, w, crash(f, panics.From(recovered))))
		}
	}()
	f.JSONErrors = func() bool { return wantsJSON(f, w) }
	root := newRoot(f, w.Args)
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		f.Flags = cmd.Flags()
		if !cli.Completing(w.Args) && cmd.Name() != "version" { // whose runs wait for nothing
			<-listening // whatever a command reads or sends, a signal that comes meanwhile is heard
		}
	}
	root.SetArgs(append([]string{}, w.Args...)) // cobra takes nil for the arguments of the process
	root.SetIn(w.IO.In)
	root.SetOut(w.IO.Out)
	root.SetErr(w.IO.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = f.NoHelp
	}
	if err == nil {
		_, _ = w.IO.Err.Write(f.Held.Bytes())
		return int(exit.OK)
	}
	return int(report(ctx, f, w, err))
}

// report writes the error and returns its code. A reader that is gone ends the run like SIGPIPE,
// unless a change was sent.
func report(ctx context.Context, f *cli.Factory, w World, err error) exit.Code {
	e, explained := errors.AsType[*exit.Error](err)
	lost, unwritten := errors.AsType[*iostreams.OutputError](err)
	switch {
	case unwritten && !f.ChangeSent() && errors.Is(lost, syscall.EPIPE):
		return exit.FromSignal(int(syscall.SIGPIPE))
	case explained:
	case unwritten && f.ChangeSent():
		e = exit.New(exit.Internal, msgChangeSentNotWritten.With(err.Error())).Because(err)
	default:
		e = exit.New(exit.Internal, msg.Verbatim.With(err.Error())).Because(err)
	}
	if ended, ok := errors.AsType[*signalError](context.Cause(ctx)); ok {
		e = interrupted(e, explained, ended)
	}
	if wantsJSON(f, w) {
		_ = render.ErrorJSON(w.IO.Err, e, f.Lang)
	} else {
		_ = render.Error(w.IO.Err, e, f.ErrStyle())
	}
	return e.Code
}

// crash is the error of a fault of the program itself.
func crash(f *cli.Factory, caught panics.Caught) *exit.Error {
	what := strings.Join(slices.DeleteFunc([]string{caught.Where, caught.Reason}, func(s string) bool { return s == "" }), ": ")
	if f.ChangeSent() {
		return exit.New(exit.Unknown, msgCrashedAfterChange.With(what))
	}
	return exit.New(exit.Internal, msgCrashed.With(what))
}

// interrupted is the error of a run that a signal ended: what the call that it ended says, or the
// command that knows of it.
func interrupted(e *exit.Error, explained bool, ended *signalError) *exit.Error {
	_, called := errors.AsType[*zdm.Error](e)
	if !called && (!explained || !errors.Is(e, ended)) {
		return exit.New(ended.code(), msgInterrupted.With())
	}
	shown := *e
	shown.Code = ended.code()
	return &shown
}

// wantsJSON reads the output format even where the command line or the settings could not be
// understood.
func wantsJSON(f *cli.Factory, w World) bool {
	format := peek(w.Args, "--output")
	if format == "" {
		format = peek(w.Args, "-o")
	}
	if format == "" {
		format = f.OutputSetting()
	}
	return format == string(render.FormatJSON) || format == string(render.FormatJSONLines) || format == "" && f.Global.JQ != ""
}

// language is what --lang says, else the environment, the context, the locale. It has to be known
// before the command tree is made.
func language(w World) msg.Lang {
	lang := cmp.Or(peek(w.Args, "--lang"), w.Env.Getenv("ZDMCTL_LANG"))
	if lang == "" {
		lang = string(config.ContextLang(w.Env, peek(w.Args, "--config"), peek(w.Args, "--context")))
	}
	if lang == "" {
		lang = localeLanguage(w.Env.Getenv)
	}
	if lang == string(msg.Korean) {
		return msg.Korean
	}
	return msg.English
}

// localeLanguage is the language of messages in the locale ("ko" of ko_KR.UTF-8), "" where the
// locale writes another encoding than UTF-8: Korean would not be readable then.
func localeLanguage(getenv func(string) string) string {
	messages := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
	for _, locale := range []string{messages, cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"))} {
		locale, _, _ = strings.Cut(locale, "@")
		_, encoding, named := strings.Cut(locale, ".")
		if named && !strings.EqualFold(strings.ReplaceAll(encoding, "-", ""), "utf8") {
			return ""
		}
	}
	if at := strings.IndexAny(messages, "_-.@"); at >= 0 { // kok_IN is another language
		messages = messages[:at]
	}
	return messages
}

// peek finds the value of a flag before the command line is parsed; "true" for a flag without a
// value.
func peek(args []string, flag string) string {
	for i, arg := range args {
		if flag == "-o" && len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			arg = "-" + strings.TrimLeft(arg[1:], "qh") // short flags may stand together
		}
		value, found := strings.CutPrefix(arg, flag)
		switch {
		case arg == "--":
			return ""
		case !found:
		case value == "" && (flag == "--no-color" || i+1 == len(args)):
			return "true"
		case value == "":
			return args[i+1]
		case value[0] == '=':
			return value[1:]
		case !strings.HasPrefix(flag, "--"):
			return value
		}
	}
	return ""
}

// build reads what the Go tool wrote into the binary.
func build() cli.Build {
	b := cli.Build{Version: "devel", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = strings.TrimPrefix(v, "v")
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		}
	}
	return b
}

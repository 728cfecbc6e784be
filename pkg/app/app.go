// Package app is the program: the command tree, signals, and the conversion of errors to exit
// codes.
package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// World is the environment of a run.
type World struct {
	Args  []string // without the program's name
	IO    *iostreams.Streams
	Env   config.Env
	Build cli.Build

	// The clock. nil for Sleep and WithTimeout means that of the system.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)
}

// System returns the environment of the process. It tunes the garbage collector for a short run in
// little memory, and discards what net/http logs, such as unsolicited bytes from a server, because
// they may echo a secret.
func System(args []string) World {
	debug.SetGCPercent(400)         // otherwise a short run spends half its time collecting garbage
	debug.SetMemoryLimit(160 << 20) // above this size, collect as often as necessary
	log.SetOutput(io.Discard)
	noColor := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" || readEarly(args).noColor != ""
	return World{Args: args, IO: iostreams.System(noColor), Env: config.System(), Now: time.Now, Build: build()}
}

// run is one run of the program.
type run struct {
	World
	factory *cli.Factory
	early   earlyFlags
	changed atomic.Bool // whether a call that changes something was sent, or was about to be

	writing sync.Mutex
	held    bytes.Buffer // output that is not part of the result
}

// Main runs the command in the arguments and returns the exit code of the process. It never panics.
func Main(ctx context.Context, w World) (code int) {
	w.IO.Out = iostreams.Output(w.IO.Out)
	ctx, listening, stop := withSignals(ctx)
	defer stop()
	w.Env.Context = func() context.Context { return ctx }
	r := &run{World: w, early: readEarly(w.Args)}
	completing := cli.Completing(w.Args)
	r.factory = &cli.Factory{
		IO: w.IO, Env: w.Env, Now: w.Now, Sleep: w.Sleep, WithTimeout: w.WithTimeout, Build: w.Build, Lang: r.language(),
		Beside: r, Changing: func() { r.changed.Store(true) }, Completing: completing,
	}
	defer func() {
		if recovered := recover(); recovered != nil {
			code = int(r.report(context.WithoutCancel(ctx), r.crash(panics.From(recovered))))
		}
	}()
	root := newRoot(r.factory, w.Args)
	var helpless error
	help.Set(r.factory, root, func(err error) { helpless = err })
	parsed := root.PersistentPreRun
	root.PersistentPreRun = func(cmd *cobra.Command, args []string) {
		parsed(cmd, args)
		if !completing && cmd.Name() != "version" { // completion and version wait for nothing
			<-listening // from here on, no signal is missed, whatever a command reads or sends
		}
	}
	root.SetArgs(append([]string{}, w.Args...)) // nil would mean the arguments of the process
	root.SetIn(w.IO.In)
	root.SetOut(w.IO.Out)
	root.SetErr(w.IO.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = helpless
	}
	if err == nil {
		_, _ = w.IO.Err.Write(r.held.Bytes())
		return int(exit.OK)
	}
	return int(r.report(ctx, err))
}

// Write writes output that is not part of the result to stderr. If stderr must contain only one
// JSON object on failure, the output is held back until the run has succeeded.
func (r *run) Write(p []byte) (int, error) {
	r.writing.Lock()
	defer r.writing.Unlock()
	if r.wantsJSON() {
		return r.held.Write(p)
	}
	return r.IO.Err.Write(p)
}

// report writes the error and returns its code. If the output was closed, the run ends as by
// SIGPIPE, unless a change was sent.
func (r *run) report(ctx context.Context, err error) exit.Code {
	e, explained := errors.AsType[*exit.Error](err)
	lost, unwritten := errors.AsType[*iostreams.OutputError](err)
	switch {
	case unwritten && !r.changed.Load() && errors.Is(lost, syscall.EPIPE):
		return exit.FromSignal(int(syscall.SIGPIPE))
	case explained:
	case unwritten && r.changed.Load():
		e = exit.New(exit.Internal, msgChangeSentNotWritten.With(err.Error())).Because(err)
	default:
		e = exit.New(exit.Internal, msg.Verbatim.With(err.Error())).Because(err)
	}
	if ended, ok := errors.AsType[*signalError](context.Cause(ctx)); ok {
		e = interrupted(e, explained, ended)
	}
	switch {
	case e.Message.IsZero(): // already shown
		_, _ = r.IO.Err.Write(r.held.Bytes())
	case r.wantsJSON():
		_ = render.ErrorJSON(r.IO.Err, e, r.factory.Lang)
	default:
		_ = render.Error(r.IO.Err, e, cli.ErrStyle(r.factory))
	}
	return e.Code
}

// crash returns the error for a fault of the program itself.
func (r *run) crash(caught panics.Caught) *exit.Error {
	what := strings.Join(slices.DeleteFunc([]string{caught.Where, caught.Reason}, func(s string) bool { return s == "" }), ": ")
	if r.changed.Load() {
		return exit.New(exit.Unknown, msgCrashedAfterChange.With(what))
	}
	return exit.New(exit.Internal, msgCrashed.With(what))
}

// interrupted returns the error of a run that a signal ended: that of the interrupted call, or of
// the command if it has explained the interruption.
func interrupted(e *exit.Error, explained bool, ended *signalError) *exit.Error {
	_, called := errors.AsType[*zdm.Error](e)
	if !called && (!explained || !errors.Is(e, ended)) {
		return exit.New(ended.code(), msgInterrupted.With())
	}
	shown := *e
	shown.Code = ended.code()
	return &shown
}

// build returns the build information that the Go tool wrote into the binary.
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

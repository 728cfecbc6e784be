// Package cli is what every command shares: lazily made dependencies, global flags, argument
// checks, and the turning of a failed call into an error with an exit code.
package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/signin"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Factory makes what commands need, at the moment they ask: help and completion cost nothing.
type Factory struct {
	IO    *iostreams.Streams
	Env   config.Env
	Lang  msg.Lang
	Build Build

	// The clock, see zdm.Config.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)

	Global GlobalFlags
	Retry  RetryFlags
	Flags  *pflag.FlagSet // of the command that runs, parsed

	// NoRenewal keeps calls from getting a new token by themselves: nobody waits for a log-in.
	NoRenewal bool

	NoHelp error // why the help that was asked for was not given: cobra takes no error from it

	// Trace is called after every call of the client. It may be nil.
	Trace func(zdm.Exchange)

	// JSONErrors tells that stderr is to hold one JSON object if the run fails. What is said in
	// between waits in Held and comes out only if it does not.
	JSONErrors func() bool
	Held       bytes.Buffer

	config   *config.Config
	changing atomic.Bool // a call that changes something was sent, or was about to be
	speaking sync.Mutex  // of what is written beside a result: calls may run side by side
}

// Build tells which program this is.
type Build struct {
	Version string `json:"version"` // "1.2.0", or "devel"
	Commit  string `json:"commit,omitempty"`
	Date    string `json:"date,omitempty"` // of the commit, RFC 3339
	Go      string `json:"go"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
}

// Texts are catalogue entries in the language of the run.
func (f *Factory) Texts(entries ...msg.Text) []string {
	texts := make([]string, len(entries))
	for i, t := range entries {
		texts[i] = f.Text(t)
	}
	return texts
}

// Text is a catalogue entry in the language of the run.
func (f *Factory) Text(t msg.Text) string { return t.In(f.Lang) }

// Config resolves the settings of the run once, and warns of what is suspicious about their files.
func (f *Factory) Config() (*config.Config, error) { return f.load(config.Load) }

// ConfigForWrite is Config for a command that may create the context it uses.
func (f *Factory) ConfigForWrite() (*config.Config, error) { return f.load(config.LoadForWrite) }

func (f *Factory) load(load func(config.Env, *pflag.FlagSet) (*config.Config, error)) (*config.Config, error) {
	if f.config != nil {
		return f.config, nil
	}
	cfg, err := load(f.Env, f.Flags)
	if err != nil {
		return nil, err
	}
	f.config = cfg
	for _, warning := range cfg.Warnings {
		f.Warn(warning)
	}
	return cfg, nil
}

// ServerConfig is Config where a server is needed.
func (f *Factory) ServerConfig() (*config.Config, error) {
	cfg, err := f.Config()
	if err != nil {
		return nil, err
	}
	return cfg, cfg.NeedServer()
}

// Client returns the client of the configured server; nothing is sent yet. Its calls carry the
// configured token, which they renew where they can.
func (f *Factory) Client() (*zdm.Client, error) {
	client, _, err := f.client()
	return client, err
}

// Token returns a token that is good for a call now, renewed where that is needed and possible. The
// error is an *exit.Error.
func (f *Factory) Token(ctx context.Context) (string, error) {
	client, session, err := f.client()
	if err != nil {
		return "", err
	}
	defer client.Close()
	return session.Token(ctx)
}

// Session returns what the run knows of its account.
func (f *Factory) Session(cfg *config.Config) *signin.Session {
	return &signin.Session{
		Config: cfg, Now: f.Now, NoRenewal: f.NoRenewal, IO: f.IO,
		Print: f.write, Warn: f.Warn, Next: f.Next, Explain: f.Explain, Sandbox: f.sandboxToken,
	}
}

func (f *Factory) sandboxToken() (email, token string, err error) {
	server, err := f.sandbox()
	if err != nil {
		return "", "", err
	}
	if token, err = server.Token(); err != nil {
		return "", "", ExplainSandbox(err).Note(msg.NothingWasSent.With())
	}
	return sandbox.DemoEmail, token, nil
}

func (f *Factory) client() (*zdm.Client, *signin.Session, error) {
	cfg, err := f.ServerConfig()
	if err != nil {
		return nil, nil, err
	}
	if err := f.Retry.check(); err != nil {
		return nil, nil, err
	}
	session := f.Session(cfg)
	settings := zdm.Config{
		Server: cfg.Server, AllowPlaintext: cfg.InsecurePlaintext, SkipVerify: cfg.InsecureSkipTLSVerify,
		Now: f.Now, Sleep: f.Sleep, WithTimeout: f.WithTimeout, Retries: f.Retry.retries(), Settle: f.Retry.settle(),
		Timeout: cfg.Timeout, UserAgent: "zdmctl/" + f.Build.Version, Token: session.Token,
		Changing: func() { f.changing.Store(true) },
	}
	if _, renewable := cfg.Renewal(); renewable && !f.NoRenewal {
		settings.Renew = session.Replace
	}
	if f.Global.Debug || f.Trace != nil {
		settings.Trace = f.trace
	}
	if cfg.Server == config.SandboxServer {
		server, err := f.sandbox()
		if err != nil {
			return nil, nil, err
		}
		settings.Transport, settings.Server = server, "http://"+config.Sandbox
	}
	if cfg.InsecureSkipTLSVerify && strings.HasPrefix(strings.ToLower(cfg.Server), "https:") {
		f.Warn(msgNotVerified.With(config.HostOf(cfg.Server)))
	}
	if cfg.CAFile != "" {
		if settings.RootCAs, err = ReadCAs(cfg.CAFile); err != nil {
			return nil, nil, err
		}
	}
	if session.Client, err = zdm.New(settings); err != nil {
		return nil, nil, ExplainServer(err)
	}
	return session.Client, session, nil
}

// ChangeSent reports that a call which changes something was sent in this run, or was about to be.
func (f *Factory) ChangeSent() bool { return f.changing.Load() }

// envSandboxVersion names the version of the API that the embedded server has.
const envSandboxVersion = "ZDMCTL_SANDBOX_API_VERSION"

// SandboxConfig is the embedded server's, with its store in the user's state directory.
func (f *Factory) SandboxConfig() (sandbox.Config, error) {
	dir, err := f.Env.StateDir()
	version := f.Env.Getenv(envSandboxVersion)
	if version != "" && !slices.Contains(sandbox.Versions(), version) {
		err = exit.New(exit.Usage, msgNoSuchSandboxVersion.With(version, envSandboxVersion, strings.Join(sandbox.Versions(), ", ")))
	}
	return sandbox.Config{Path: filepath.Join(dir, "sandbox.db"), Now: f.Now, APIVersion: version}, err
}

// sandbox is the embedded server in this process. Nothing is opened yet.
func (f *Factory) sandbox() (*sandbox.Local, error) {
	cfg, err := f.SandboxConfig()
	return sandbox.NewLocal(cfg), err
}

func (f *Factory) trace(e zdm.Exchange) {
	if f.Trace != nil {
		f.Trace(e)
	}
	if f.Global.Debug {
		f.debug(e)
	}
}

// debug writes a line for each call; the URL holds no secret.
func (f *Factory) debug(e zdm.Exchange) {
	line := fmt.Sprintf("debug: %s %s: %d in %s", e.Method, e.URL, e.Status, e.Duration.Round(time.Millisecond))
	if e.RequestID != "" {
		line += ", request " + e.RequestID
	}
	fmt.Fprintln(f.IO.Err, render.Safe(line))
}

// Warn says a warning on stderr, unless --quiet.
func (f *Factory) Warn(m msg.Message) { f.say(msg.WarningLine.With(m)) }

// Note says on stderr what is good to know, unless --quiet.
func (f *Factory) Note(m msg.Message) { f.say(m) }

func (f *Factory) say(m msg.Message) {
	if !f.Global.Quiet {
		f.write(render.Safe(m.In(f.Lang)) + "\n")
	}
}

// write puts a printable text beside the result.
func (f *Factory) write(text string) {
	f.speaking.Lock()
	defer f.speaking.Unlock()
	fmt.Fprint(f.notes(), text)
}

func (f *Factory) notes() io.Writer {
	if f.JSONErrors != nil && f.JSONErrors() {
		return &f.Held
	}
	return f.IO.Err
}

// Warnings prints the warnings about a request on stderr, unless --quiet.
func (f *Factory) Warnings(warnings []exit.Problem) {
	if !f.Global.Quiet && len(warnings) > 0 {
		_ = render.Warnings(f.notes(), warnings, f.ErrStyle())
	}
}

// Draws reports whether a stream that is a terminal obeys the control sequences that draw in place.
func (f *Factory) Draws(terminal bool) bool { return terminal && f.Env.Getenv("TERM") != "dumb" }

// OutStyle is how texts on stdout are written.
func (f *Factory) OutStyle() render.Style {
	style := render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.OutTerminal}
	if f.IO.OutTerminal {
		style.Width, _ = f.IO.TerminalSize()
	}
	return style
}

// ErrStyle is how texts on stderr are written.
func (f *Factory) ErrStyle() render.Style {
	return render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.ErrTerminal}
}

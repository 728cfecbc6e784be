package cli

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/signin"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxCAFile = 4 << 20 // bytes

// Client returns the client of the configured server. Nothing is sent yet. Its calls carry the
// configured token and renew it if possible. Each function of trace is called after every call.
func (f *Factory) Client(trace ...func(zdm.Exchange)) (*zdm.Client, error) {
	client, _, err := f.client(trace...)
	return client, err
}

// Token returns a token that is valid for a call now, renewed if necessary and possible. The error
// is an *exit.Error.
func Token(ctx context.Context, f *Factory) (string, error) {
	client, session, err := f.client()
	if err != nil {
		return "", err
	}
	defer client.Close()
	return session.Token(ctx)
}

// Session returns the session of the run's account.
func (f *Factory) Session(cfg *config.Config) *signin.Session {
	return &signin.Session{
		Config: cfg, Now: f.Now, NoRenewal: f.Completing, IO: f.IO,
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

func (f *Factory) client(trace ...func(zdm.Exchange)) (*zdm.Client, *signin.Session, error) {
	cfg, err := ServerConfig(f)
	if err != nil {
		return nil, nil, err
	}
	if f.Retry.Retries < 0 {
		return nil, nil, exit.New(exit.Usage, msgNotBelowZero.With("--retries", f.Retry.Retries))
	}
	session := f.Session(cfg)
	settings := zdm.Config{
		Server: cfg.Server, AllowPlaintext: cfg.InsecurePlaintext, SkipVerify: cfg.InsecureSkipTLSVerify,
		Now: f.Now, Sleep: f.Sleep, WithTimeout: f.WithTimeout, Retries: orNever(f.Retry, f.Retry.Retries), Settle: orNever(f.Retry, f.Retry.Settle),
		Timeout: cfg.Timeout, UserAgent: "zdmctl/" + f.Build.Version, Token: session.Token,
	}
	recorder := &recorder{factory: f, config: cfg}
	settings.Changing = recorder.changing
	if _, renewable := cfg.Renewal(); renewable && !f.Completing {
		settings.Renew = session.Replace
	}
	if f.Global.Debug && !f.Completing {
		trace = append(trace, f.debug)
	}
	settings.Trace = func(e zdm.Exchange) {
		for _, called := range trace {
			called(e)
		}
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
		return nil, nil, explainServer(err)
	}
	recorder.server = session.Client.Base()
	return session.Client, session, nil
}

// debug writes a line for each call. The URL contains no secret.
func (f *Factory) debug(e zdm.Exchange) {
	line := fmt.Sprintf("debug: %s %s: %d in %s", e.Method, e.URL, e.Status, e.Duration.Round(time.Millisecond))
	if e.RequestID != "" {
		line += ", request " + e.RequestID
	}
	fmt.Fprintln(f.IO.Err, render.Safe(line))
}

// envSandboxVersion is the environment variable with the API version of the embedded server.
const envSandboxVersion = "ZDMCTL_SANDBOX_API_VERSION"

// SandboxConfig returns the configuration of the embedded server, whose store is in the user's
// state directory.
func SandboxConfig(f *Factory) (sandbox.Config, error) {
	dir, err := f.Env.StateDir()
	version := f.Env.Getenv(envSandboxVersion)
	if version != "" && !slices.Contains(sandbox.Versions(), version) {
		err = exit.New(exit.Usage, msgNoSuchSandboxVersion.With(version, envSandboxVersion, msg.List(sandbox.Versions())))
	}
	return sandbox.Config{Path: filepath.Join(dir, "sandbox.db"), Now: f.Now, APIVersion: version}, err
}

// sandbox returns the embedded server of this process. Nothing is opened yet.
func (f *Factory) sandbox() (*sandbox.Local, error) {
	cfg, err := SandboxConfig(f)
	return sandbox.NewLocal(cfg), err
}

// ReadCAs returns the certificates to trust: those of the system and of a PEM file. The error has
// exit.Usage.
func ReadCAs(path string) (*x509.CertPool, error) {
	unusable := func(m msg.Message) error { return exit.New(exit.Usage, msgCAFile.With(path, m)) }
	var pem []byte
	file, _, err := osfile.OpenRegular(path)
	if err == nil {
		defer file.Close()
		pem, err = io.ReadAll(io.LimitReader(file, maxCAFile+1))
	}
	switch {
	case errors.Is(err, osfile.ErrNotRegular):
		return nil, unusable(msg.ConfigFileNotRegular.With())
	case err != nil:
		return nil, unusable(systemCause(err))
	case len(pem) > maxCAFile:
		return nil, unusable(msgCATooLarge.With(maxCAFile >> 20))
	}
	pool, err := zdm.AddCAs(pem)
	if block, ok := errors.AsType[*zdm.CAError](err); ok {
		return nil, unusable(msgCABlock.With(block.Block))
	}
	if err != nil {
		return nil, unusable(msgCAFileEmpty.With())
	}
	return pool, nil
}

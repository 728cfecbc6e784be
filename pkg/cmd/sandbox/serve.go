package sandbox

import (
	"context"
	"crypto/tls"
	"errors"
	"math"
	"net"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
)

// steadyGC is GOGC of a running server, lower than that of a short command.
const steadyGC = 50

// turn is how long to wait for a command that uses the store once. A process that keeps the store
// longer is a server.
const turn = 300 * time.Millisecond

type serveOptions struct {
	Factory     *cli.Factory
	Files       fileFlags
	Addr        string
	APIVersion  string
	Unknown     string
	TokenTTL    time.Duration
	Speed       float64
	TLS         bool
	AllowRemote bool
	AllowHosts  []string
	Fault       string
	FaultSeed   uint64
	Choices     sandbox.Choices
}

func newServeCmd(f *cli.Factory) *cobra.Command {
	o := &serveOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "serve", Args: cli.NoArgs,
		Short: f.Text(msgServeShort), Long: f.Text(msgServeLong), Example: f.Text(msgServeExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Addr, "addr", "127.0.0.1:53307", f.Text(msgFlagAddr))
	o.Files.addTo(flags, f)
	flags.StringVar(&o.APIVersion, "api-version", sandbox.Version1, f.Text(msgFlagAPIVersion))
	flags.StringVar(&o.Unknown, "unknown-route", "", f.Text(msgFlagUnknownRoute))
	duration.Var(flags, &o.TokenTTL, "token-ttl", time.Hour, f.Text(msgFlagTokenTTL))
	flags.Float64Var(&o.Speed, "speed", sandbox.DefaultSpeed, f.Text(msgFlagSpeed))
	flags.BoolVar(&o.TLS, "tls", false, f.Text(msgFlagTLS))
	flags.BoolVar(&o.AllowRemote, "allow-remote", false, f.Text(msgFlagAllowRemote))
	flags.StringArrayVar(&o.AllowHosts, "allow-host", nil, f.Text(msgFlagAllowHost))
	flags.StringVar(&o.Fault, "fault", "", f.Text(msgFlagFault))
	flags.Uint64Var(&o.FaultSeed, "fault-seed", 1, f.Text(msgFlagFaultSeed))
	for _, c := range []struct {
		name  string
		value *bool
		usage msg.Text
	}{
		{"refuse-duplicate-names", &o.Choices.RefuseDuplicateNames, msgFlagRefuseDuplicateNames},
		{"refuse-partial", &o.Choices.RefusePartial, msgFlagRefusePartial},
		{"allow-overwrite", &o.Choices.AllowOverwrite, msgFlagAllowOverwrite},
		{"vendor-words", &o.Choices.VendorWords, msgFlagVendorWords},
		{"check-schedule-center", &o.Choices.CheckScheduleCenter, msgFlagCheckScheduleCenter},
		{"check-delete-center", &o.Choices.CheckDeleteCenter, msgFlagCheckDeleteCenter},
		{"status-conflict", &o.Choices.StatusConflict, msgFlagStatusConflict},
		{"newest-history", &o.Choices.NewestHistory, msgFlagNewestHistory},
		{"monitoring-array", &o.Choices.MonitoringArray, msgFlagMonitoringArray},
		{"empty-images", &o.Choices.EmptyImages, msgFlagEmptyImages},
	} {
		flags.BoolVar(c.value, c.name, false, f.Text(c.usage))
	}
	return cmd
}

// run serves until a signal ends it, which is not an error.
func (o *serveOptions) run(ctx context.Context) error {
	f := o.Factory
	cfg, err := o.config(ctx)
	if err != nil {
		return err
	}
	listener, err := o.listen(ctx)
	if err != nil {
		return err
	}
	defer listener.Close()
	server, err := sandbox.Open(cfg)
	if err != nil {
		return cli.ExplainSandbox(err)
	}
	var certificate *tls.Certificate
	authority, hosts := "", o.hosts(listener)
	if o.TLS {
		certificate, authority, err = o.certificate(hosts)
	}
	if err == nil {
		err = o.announce(listener, authority)
	}
	if err == nil {
		debug.SetGCPercent(steadyGC)
		err = server.Serve(ctx, listener, certificate, hosts...)
	}
	if err = errors.Join(err, server.Close()); err != nil {
		return exit.New(exit.Internal, msg.Verbatim.With(err.Error())).Because(err)
	}
	f.Note(msg.Stopped.With())
	return nil
}

func (o *serveOptions) listen(ctx context.Context) (net.Listener, error) {
	if o.Addr == "" {
		return nil, exit.New(exit.Usage, msg.InvalidFlagValue.With("--addr", ""))
	}
	for _, host := range o.AllowHosts {
		if host == "" || net.ParseIP(host) == nil && strings.ContainsFunc(host, notInHost) {
			return nil, exit.New(exit.Usage, msg.InvalidFlagValue.With("--allow-host", host)).Note(msgHostWithoutPort.With())
		}
	}
	listener, err := sandbox.Listen(ctx, o.Addr, o.AllowRemote)
	if errors.Is(err, sandbox.ErrNotLoopback) {
		return nil, exit.New(exit.Usage, msgNotLoopback.With(o.Addr)).Note(msgLoopbackOnly.With()).Because(err)
	}
	if err != nil {
		failed := exit.New(exit.Usage, msgCannotListen.With(o.Addr, cli.Cause(err))).Because(err)
		if errors.Is(err, syscall.EADDRINUSE) {
			failed.Note(msgPortTaken.With())
		}
		return nil, failed
	}
	return listener, nil
}

// notInHost reports whether a character cannot be part of a DNS name, such as the colon of a port.
func notInHost(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' && r != '_'
}

// config returns the server's settings from the flags.
func (o *serveOptions) config(ctx context.Context) (sandbox.Config, error) {
	cfg, err := o.Files.config(ctx, o.Factory)
	if err != nil {
		return cfg, err
	}
	if o.Factory.Flags().Changed("api-version") || cfg.APIVersion == "" {
		cfg.APIVersion = o.APIVersion
	}
	o.APIVersion = cfg.APIVersion
	cfg.UnknownRoute, cfg.TokenTTL, cfg.Speed, cfg.Choices, cfg.Wait = o.Unknown, o.TokenTTL, o.Speed, o.Choices, turn
	switch {
	case !slices.Contains(sandbox.Versions(), cfg.APIVersion):
		return cfg, exit.New(exit.Usage, msgNoSuchVersion.With(cfg.APIVersion, strings.Join(sandbox.Versions(), ", ")))
	case o.Factory.Flags().Changed("unknown-route") && o.Unknown != sandbox.UnknownRoutePlain && o.Unknown != sandbox.UnknownRouteEnvelope:
		return cfg, exit.New(exit.Usage, msgNoSuchRefusal.With(o.Unknown, sandbox.UnknownRoutePlain, sandbox.UnknownRouteEnvelope))
	case !(o.Speed > 0) || math.IsInf(o.Speed, 0):
		return cfg, exit.New(exit.Usage, msgNotAboveZero.With("--speed", o.Speed))
	case o.TokenTTL <= 0:
		return cfg, exit.New(exit.Usage, msgNotAboveZero.With("--token-ttl", o.TokenTTL))
	}
	if o.Fault != "" {
		faults, err := fault.Parse(o.Fault)
		if err != nil {
			return cfg, err
		}
		cfg.Faults = fault.New(faults, o.FaultSeed)
	}
	return cfg, nil
}

// hosts returns the names of the server besides localhost: those of the command line and those of
// the machine.
func (o *serveOptions) hosts(listener net.Listener) []string {
	known := o.AllowHosts
	if host, _, err := net.SplitHostPort(o.Addr); err == nil && host != "" && net.ParseIP(host) == nil {
		known = append([]string{host}, known...)
	}
	return sandbox.Hosts(listener, known...)
}

func (o *serveOptions) certificate(hosts []string) (*tls.Certificate, string, error) {
	dir, err := o.Factory.Env.StateDir()
	if err != nil {
		return nil, "", err
	}
	certificate, authority, err := sandbox.NewCertificate(dir, o.Factory.Now(), hosts...)
	return &certificate, authority, err
}

// announce prints what a client needs to stdout, where a script reads the port if it requested a
// free one.
func (o *serveOptions) announce(listener net.Listener, authority string) error {
	f := o.Factory
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() && !o.TLS {
		f.Warn(msgRemotePlaintext.With())
	}
	server := "http://" + listener.Addr().String()
	login := []string{"zdmctl", "auth", "login", "--email", sandbox.DemoEmail, "--server"}
	if o.TLS {
		server = "https://" + listener.Addr().String()
	}
	login = append(login, server)
	if authority != "" {
		login = append(login, "--ca-file", authority)
	}
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.StatusServer, Value: server},
		{Name: msgServedVersion, Value: o.APIVersion},
		{Name: msgServedCA, Value: authority},
		{Name: msg.StatusAccount, Value: sandbox.DemoEmail + " / " + sandbox.DemoPassword},
		{Name: msgServedLogin, Value: shell.Command(login...)},
	})
}

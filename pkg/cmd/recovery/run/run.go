// Package run implements the command "zdmctl recovery run".
package run

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/cli/reports"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/run"
)

// Options holds the arguments of one run.
type Options struct {
	Factory  *cli.Factory
	Files    []string // files or directories of waves
	Journal  string
	RTO, RPO time.Duration // 0 means none
	Since    string
	Drill    bool
	Through  string
	Restart  string
	Skip     []string
	Parallel int
	Wait     follow.TimeoutFlag
	Zone     string
	Report   reports.Flags
	DryRun   bool
	Strict   bool
	Shard    manifest.Shard
}

// NewCmd returns the command "zdmctl recovery run".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "run", Args: cli.NoArgs, Short: f.Text(msgShort), Long: f.Text(msgLong), Example: f.Text(msgExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return runIt(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&o.Files, "file", "f", nil, f.Text(msgFlagFile))
	flags.StringVar(&o.Journal, "journal", "", f.Text(msgFlagJournal))
	duration.Var(flags, &o.RTO, "rto", 0, f.Text(msgFlagRTO))
	duration.Var(flags, &o.RPO, "rpo", 0, f.Text(msgFlagRPO))
	flags.StringVar(&o.Since, "since", "", f.Text(msgFlagSince))
	flags.BoolVar(&o.Drill, "drill", false, f.Text(msgFlagDrill))
	flags.StringVar(&o.Through, "through", "", f.Text(msgFlagThrough))
	cli.EnumVar(cmd, &o.Restart, "restart", []string{run.RestartFailed, run.RestartAll}, f.Text(msgFlagRestart))
	flags.StringArrayVar(&o.Skip, "skip", nil, f.Text(msgFlagSkip))
	flags.IntVar(&o.Parallel, "parallel", 0, f.Text(msgFlagParallel))
	flags.StringVar(&o.Zone, "server-zone", "", f.Text(msgFlagZone))
	flags.BoolVar(&o.DryRun, "dry-run", false, f.Text(msgFlagDryRun))
	flags.BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	cli.ShardVar(cmd, f, &o.Shard)
	o.Wait.AddTo(cmd, f)
	o.Report.AddTo(cmd, f)
	f.Retry.AddTo(flags, f, true)
	return cmd
}

// runIt reads the waves, runs them and shows the report.
func runIt(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.Documented()...)
	if err != nil {
		return err
	}
	about, err := o.check()
	if err != nil {
		return err
	}
	waves, err := o.read(ctx, cfg)
	if err != nil {
		return err
	}
	probe := &prober{now: f.Now}
	client, err := f.Client(probe.saw)
	if err != nil {
		return err
	}
	defer client.Close()
	probe.client = client
	if err := o.tokenLasts(cfg); err != nil {
		return err
	}
	config := run.Config{
		Registrar: cli.Registrar(f, cfg, client), Plan: about, Journal: o.Journal, Through: o.Through, Restart: o.Restart, Strict: o.Strict, Skip: o.Skip,
		Parallel: o.Parallel, Timeout: o.Wait.Timeout, Center: cfg.Center, Say: func(m msg.Message) string { return m.In(f.Lang) }, Probe: probe.ask,
	}
	defer config.Close()
	if o.DryRun {
		return o.readiness(ctx, out, waves, config)
	}
	if err := cli.CheckAuditLog(cfg); err != nil {
		return err
	}
	show := newViewer(o, out, waves)
	config.Record, config.Show = show.record, show.state
	return o.carryOut(ctx, out, waves, config, show)
}

// carryOut runs the waves.
func (o *Options) carryOut(ctx context.Context, out cli.Output, waves []run.Wave, config run.Config, show *viewer) error {
	r, err := run.New(waves, config)
	if err != nil {
		return err
	}
	ready, err := r.Prepare(ctx)
	if err == nil {
		cli.Warnings(o.Factory, warningsOf(ready))
		err = run.Refusal(ready)
	}
	if err != nil {
		_ = r.Close()
		return err
	}
	show.began = true
	fault := r.Go(ctx)
	show.end()
	fault = cmp.Or(fault, r.Close(), show.failed) // a closed output does not end the run
	return o.conclude(ctx, out, r.Records(), fault)
}

// check validates the flags.
func (o *Options) check() (about journal.Run, err error) {
	f := o.Factory
	switch {
	case len(o.Files) == 0:
		return about, exit.New(exit.Usage, msgNoWaves.With()).Note(msgNameWaves.With())
	case o.Journal == "" && !o.DryRun:
		return about, exit.New(exit.Usage, msgNoJournal.With()).Note(msgNameJournal.With())
	case f.Flags().Changed("rto") && o.RTO < time.Second:
		return about, exit.New(exit.Usage, msgObjectiveNegative.With(o.RTO, "rto"))
	case f.Flags().Changed("rpo") && o.RPO < time.Second:
		return about, exit.New(exit.Usage, msgObjectiveNegative.With(o.RPO, "rpo"))
	case o.Shard.Given() && o.Since == "":
		return about, exit.New(exit.Usage, msgShardNeedsSince.With(f.Now().Format(time.RFC3339)))
	case o.Parallel < 0:
		return about, exit.New(exit.Usage, msgParallelNegative.With(o.Parallel))
	}
	if err := cmp.Or(o.Report.Check(), o.Report.CheckNotReplacing(o.Journal), checkZone(o.Zone)); err != nil {
		return about, err
	}
	about = journal.Run{
		ID: newID(f.Now()), Shard: o.Shard.String(), Kind: journal.KindRecovery, RTO: int64(o.RTO / time.Second), RPO: int64(o.RPO / time.Second), Zone: o.Zone,
		Tool: journal.Tool{Version: f.Build.Version, Commit: f.Build.Commit, User: f.Env.Getenv("USER")},
	}
	about.Tool.Host, _ = os.Hostname()
	if o.Drill {
		about.Kind = journal.KindDrill
	}
	if o.Since != "" {
		about.SinceBasis = journal.SinceStated
		about.Since, err = since(o.Since, f.Now())
	}
	return about, err
}

// newID returns a unique ID of a run, which contains its start time.
func newID(now time.Time) string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return now.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(random[:])
}

// since parses T0: a time with a zone, or a local time of this machine.
func since(text string, now time.Time) (time.Time, error) {
	at, ok := cli.ParseTime(text, now)
	switch {
	case !ok, at.Before(time.Unix(0, 0)): // a journal cannot represent it
		return at, exit.New(exit.Usage, msgSinceForm.With(text))
	case at.After(now):
		return at, exit.New(exit.Usage, msg.SinceFuture.With(text))
	}
	return at, nil
}

func checkZone(zone string) error {
	if zone == "" {
		return nil
	}
	at, err := time.Parse("-07:00", zone)
	if _, offset := at.Zone(); err != nil || offset > 14*3600 || offset < -12*3600 {
		return exit.New(exit.Usage, msgZoneForm.With(zone))
	}
	return nil
}

// tokenLasts refuses a token that cannot be renewed and may expire before the run ends.
func (o *Options) tokenLasts(cfg *config.Config) error {
	f := o.Factory
	if _, renewable := cfg.Renewal(); renewable || o.Wait.Timeout == 0 || cfg.Server == config.SandboxServer {
		return nil
	}
	credential, err := f.Session(cfg).Credential()
	if err != nil {
		return err
	}
	if ends := f.Now().Add(o.Wait.Timeout); !credential.Expires.IsZero() && credential.Expires.Before(ends) {
		e := exit.New(exit.Credentials, msgTokenShort.With(credential.Expires.Local().Format(time.DateTime), o.Wait.Timeout))
		return e.Note(msg.NothingWasSent.With()).Note(msg.GivePassword.With())
	}
	return nil
}

// Package initialize implements the command "zdmctl recovery init".
package initialize

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Options holds the arguments of one run.
type Options struct {
	Factory    *cli.Factory
	Source     string // ID or name
	BackupFile []string
	Target     string // ID or name
	JobName    string
	Platform   string   // "" means detected from the target's hardware
	Repository int64    // 0 means the configured one, or else the one with images of the most partitions
	Overwrite  string   // as the flag spells it; "" means not-allow
	Out        string   // file, or directory for several requests; "" or "-" means stdout
	Force      bool     // replace Out
	Map        string   // CSV file, "-" for standard input; "" means none
	From       []string // names of registered recoveries
	All        bool     // all registered recoveries
}

// stdout is the value of --out that means standard output.
const stdout = "-"

// NewCmd returns the command "zdmctl recovery init".
func NewCmd(f *cli.Factory) *cobra.Command { return newCmd(f, propose) }

func newCmd(f *cli.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "init", Args: cli.NoArgs,
		Short: f.Text(msgInitShort), Long: f.Text(msgInitLong), Example: f.Text(msgInitExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "job-name" { // the flag's name in create
			name = "job"
		}
		return pflag.NormalizedName(name)
	})
	flags.StringVar(&o.Source, "source", "", f.Text(msgFlagInitSource))
	flags.StringArrayVar(&o.BackupFile, "backup-file", nil, f.Text(msg.FlagBackupFile))
	flags.StringVar(&o.Target, "target", "", f.Text(msgFlagInitTarget))
	flags.StringVar(&o.JobName, "job", "", f.Text(msgFlagInitJob))
	flags.StringVar(&o.Platform, "platform", "", f.Text(msgFlagInitPlatform))
	flags.Int64Var(&o.Repository, "repository-id", 0, f.Text(msgFlagInitRepository))
	cli.EnumVar(cmd, &o.Overwrite, "overwrite", manifest.Allowed("overwrite"), f.Text(msg.FlagOverwrite))
	flags.StringVar(&o.Map, "map", "", f.Text(msgFlagMap))
	flags.StringArrayVar(&o.From, "from", nil, f.Text(msgFlagFrom))
	flags.BoolVar(&o.All, "all", false, f.Text(msgFlagAllRegistered))
	flags.StringVarP(&o.Out, "out", "O", "", f.Text(msgFlagOut))
	flags.BoolVar(&o.Force, "force", false, f.Text(msgFlagForce))
	f.Retry.AddTo(flags, f, false)
	return cmd
}

// propose writes a request file, based on the server's data, that plan and create accept.
func propose(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatYAML, render.FormatJSON)
	if err != nil {
		return err
	}
	if err := o.exclusive(); err != nil {
		return err
	}
	if o.Out == stdout && !o.together() {
		o.Out, o.Force = "", false
	}
	switch {
	case o.Map != "":
		return o.fromMap(ctx, cfg)
	case o.All || len(o.From) > 0:
		return o.fromRegistered(ctx, out)
	}
	return o.one(ctx, cfg, out)
}

// one proposes the request described by the flags.
func (o *Options) one(ctx context.Context, cfg *config.Config, out cli.Output) error {
	f := o.Factory
	wish, err := o.wish(cfg.Center, cfg.Repository)
	if err != nil {
		return err
	}
	if err := o.free(); err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	made, err := plan.Propose(ctx, client, wish, plan.Options{Now: f.Now()})
	if err != nil {
		return f.Explain(err)
	}
	var file bytes.Buffer
	if err := write(&file, made, f.Now(), f.Lang); err != nil {
		return err
	}
	warnings, err := sound(file.Bytes(), cmp.Or(o.Out, "recovery init"))
	cli.Warnings(f, append(warnings, tooSmall(made)...))
	if err != nil {
		return err
	}
	if out.Format == render.FormatJSON && o.Out == "" {
		return o.print(ctx, out, made.Plan.Request)
	}
	if o.Out == "" {
		_, err = f.IO.Out.Write(file.Bytes())
		return err
	}
	if err := o.save(file.Bytes()); err != nil {
		return err
	}
	f.Note(msgInitWritten.With(o.Out, f.Next("recovery", "plan", "-f", o.Out)))
	return nil
}

// sound reads the file back, because a server may use names that no request accepts. It returns the
// same warnings as validate.
func sound(file []byte, name string) (warnings []exit.Problem, err error) {
	draft, err := manifest.ReadOne(name, bytes.NewReader(file))
	if err == nil {
		_, warnings, err = draft.Request(manifest.Options{})
	}
	return warnings, err
}

// wish checks the flags, without network access.
func (o *Options) wish(center string, repository int64) (plan.Wish, error) {
	w := plan.Wish{Source: o.Source, BackupFile: strings.Join(o.BackupFile, ","), Target: o.Target, Center: center, Repository: repository, Platform: o.Platform, JobName: o.JobName}
	if o.Repository != 0 || o.Factory.Flags().Changed("repository-id") {
		w.Repository = o.Repository
	}
	w.Overwrite = strings.ReplaceAll(o.Overwrite, "-", " ")
	if o.Source != "" && w.BackupFile != "" {
		return w, cli.Exclusive(o.Factory.Flags(), "source", "backup-file")
	}
	if problems := o.problems(w); len(problems) > 0 {
		return w, exit.New(exit.Usage, msg.InitUnknown.With()).With(problems...)
	}
	return w, nil
}

// problems returns what is missing or wrong on the command line.
func (o *Options) problems(w plan.Wish) (problems []exit.Problem) {
	add := func(flag string, m msg.Message, allowed []string) {
		problems = append(problems, exit.Problem{Flag: flag, Message: m, Allowed: allowed})
	}
	if o.Source == "" && w.BackupFile == "" {
		add("--source", msg.Required.With(), nil)
	}
	if o.Target == "" {
		add("--target", msg.Required.With(), nil)
	}
	if known := manifest.Allowed("platform"); o.Platform != "" && !slices.Contains(known, o.Platform) {
		add("--platform", msg.NotAPlatform.With(strconv.Quote(o.Platform)), known)
		problems[len(problems)-1].Suggestion = near.Word(o.Platform, known)
	}
	if w.Repository < 0 || w.Repository == 0 && o.Factory.Flags().Changed("repository-id") {
		add("--repository-id", msg.NotPositive.With(strconv.FormatInt(w.Repository, 10)), nil)
	}
	if o.Force && o.Out == "" {
		add("--force", msgInitForceAlone.With(), nil)
	}
	return problems
}

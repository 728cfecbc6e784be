// Package watch implements the command "zdmctl recovery watch".
package watch

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options holds the arguments of one run.
type Options struct {
	Factory  *cli.Factory
	Job      resource.Identifier // zero value if the recoveries of a server are watched
	Servers  cli.ServerSide
	Names    change.Names  // several recoveries, or the requests they were registered from
	Journal  string        // journal of the apply that registered it; "" means none
	Interval time.Duration // 0 means the default
	Wait     follow.TimeoutFlag
}

// NewCmd returns the command "zdmctl recovery watch".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "watch [NAME...]", Aliases: []string{"monit"}, // the name in zdm-cli
		Args: o.take, Short: f.Text(msgWatchShort), Long: f.Text(msgWatchLong), Example: f.Text(msgWatchExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return watchIt(cmd.Context(), o) },
	}
	o.Job.AddTo(cmd, f)
	o.Servers.AddTo(cmd, f.Text(msgFlagWatchSource), f.Text(msgFlagWatchTarget))
	o.Servers.AddEitherTo(cmd, f.Text(msgFlagWatchEither))
	cmd.Flags().StringArrayVarP(&o.Names.Files, "file", "f", nil, f.Text(msgFlagWatchFile))
	cmd.Flags().StringVar(&o.Journal, "journal", "", f.Text(msgFlagWatchJournal))
	duration.Var(cmd.Flags(), &o.Interval, "interval", 0, f.Text(msgFlagWatchInterval))
	o.Wait.AddTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

// take reads NAME, which is absent if a server is specified.
func (o *Options) take(cmd *cobra.Command, args []string) error {
	server := o.Servers.Source + o.Servers.Target + o.Servers.Either
	misnamed := o.Servers.Misnamed()
	switch {
	case len(args) == 0 && misnamed != nil:
		return misnamed
	case server != "":
		return o.ofServer(len(args))
	case len(args) == 0 && len(o.Names.Files) > 0:
		return nil
	case len(args) == 0:
		return exit.New(exit.Usage, msgWatchWhat.With()).Try(cmd.CommandPath() + " --help")
	case len(args) > 1 && o.Journal != "":
		return exit.New(exit.Usage, msg.ExcludeEachOther.With("--journal", "NAME NAME"))
	case len(args) > 1:
		o.Names.By = o.Job.By
		return o.Names.Take("NAME")(cmd, args)
	}
	return o.Job.Take("NAME")(cmd, args)
}

// ofServer refuses flags that cannot be combined with a server's recoveries.
func (o *Options) ofServer(names int) error {
	const flags = "--source, --target, --involving"
	switch {
	case len(o.Names.Files) > 0 || o.Journal != "":
		return exit.New(exit.Usage, msg.ExcludeEachOther.With("--file, --journal", flags))
	case names > 0:
		return exit.New(exit.Usage, msgWatchOneThing.With(flags))
	case o.Job.By != "":
		return exit.New(exit.Usage, msg.ExcludeEachOther.With("--by", flags))
	}
	return nil
}

func watchIt(ctx context.Context, o *Options) error {
	f := o.Factory
	if o.Factory.Flags().Changed("interval") && o.Interval < time.Second {
		return exit.New(exit.Usage, msgIntervalTooShort.With(o.Interval))
	}
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	asked, requests, err := o.asked(ctx, cfg)
	if err != nil {
		return err
	}
	if len(o.Names.Values) > 0 || len(requests) > 1 {
		return o.several(ctx, requests)
	}
	target, flags, err := o.target()
	if err != nil {
		return err
	}
	lacking, err := o.lacking()
	if err != nil {
		return err
	}
	out, err := f.Output()
	if err != nil {
		return err
	}
	if target.Center, err = resource.Centers(f); err != nil {
		return err
	}
	if target.Center != "" {
		flags = append(flags, "--center", target.Center)
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	following := follow.Following{
		Factory: f, Output: out, Target: target, Result: true, Asked: asked, Lacking: lacking,
		Again:   cli.Named([]string{"recovery", "watch"}, o.Job.Value, flags...),
		Watcher: watch.Watcher{Client: client, Interval: o.Interval, Timeout: o.Wait.Timeout},
	}
	if err = following.Run(ctx); !errors.Is(err, watch.ErrGone) {
		err = o.Job.Explain(err)
		o.Job.Suggest(err, resource.Recoveries(ctx, client, "", target.Center))
	}
	return resource.Absent(f, err, "recovery", "list")
}

// asked returns the partitions in the request of --file, and all requests. If no NAME is given, the
// request also determines the recovery.
func (o *Options) asked(ctx context.Context, cfg *config.Config) (partitions []string, requests []*zdm.RecoveryRequest, err error) {
	if len(o.Names.Files) == 0 {
		return nil, nil, nil
	}
	files := strings.Join(o.Names.Files, ", ")
	n, err := cli.EachRequest(ctx, o.Factory, cfg, o.Names.Files, false, func(draft *manifest.Draft) error {
		request, _, err := draft.Request(manifest.Options{})
		requests = append(requests, request)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	nameless := slices.ContainsFunc(requests, func(r *zdm.RecoveryRequest) bool { return r.JobName == "" })
	request := requests[0]
	switch {
	case n != 1 && (o.Job.Value != "" || o.Journal != ""):
		return nil, nil, exit.New(exit.Usage, msgWatchOneRequest.With(files, n))
	case nameless && (n != 1 || o.Job.Value == ""):
		return nil, nil, exit.New(exit.Usage, msgWatchFileNoName.With(files))
	case n != 1:
	case o.Job.Value == "":
		o.Job.Value, o.Job.By = request.JobName, resource.ByName
	case request.JobName != "" && request.JobName != o.Job.Value && !zdm.IsID(o.Job.Value) && !zdm.MadeFrom(o.Job.Value, request):
		return nil, nil, exit.New(exit.Usage, msgWatchFileNames.With(files, request.JobName, o.Job.Value))
	}
	return request.SourcePartitions(), requests, nil
}

// lacking returns what the journal of --journal reports as missing.
func (o *Options) lacking() (msg.Message, error) {
	if o.Journal == "" {
		return msg.Message{}, nil
	}
	return apply.Lacking(o.Journal, o.Job.Value)
}

// target returns what is watched, and the flags that select it again.
func (o *Options) target() (target watch.Target, flags []string, err error) {
	server, side, err := o.Servers.Filter()
	switch {
	case err != nil:
		return watch.Target{}, nil, err
	case server != "":
		return watch.Target{Server: server, Side: side}, []string{"--" + cmp.Or(side, "involving"), server}, nil
	}
	if o.Job.By != "" {
		flags = []string{"--by", o.Job.By}
	}
	if id, err := o.Job.ID(); err != nil || id != "" {
		return watch.Target{ID: id}, flags, err
	}
	return watch.Target{Name: o.Job.Value}, flags, nil
}

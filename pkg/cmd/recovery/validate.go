package recovery

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

type validateOptions struct {
	Factory *cli.Factory
	Files   []string // files, directories, "-"
	Strict  bool
	Shard   manifest.Shard
}

func newValidateCmd(f *cli.Factory) *cobra.Command {
	o := &validateOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "validate", Args: cli.NoArgs,
		Short: f.Text(msgValidateShort), Long: f.Text(msgValidateLong), Example: f.Text(msgValidateExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().StringArrayVarP(&o.Files, "file", "f", nil, f.Text(msgFlagFiles))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	cli.ShardVar(cmd, f, &o.Shard)
	return cmd
}

// validation is the output for scripts.
type validation struct {
	Valid    int                    `json:"valid"` // number of requests
	Warnings []render.ProblemFields `json:"warnings"`
}

func (o *validateOptions) run(ctx context.Context) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	if len(o.Files) == 0 {
		return exit.New(exit.Usage, msgNothingToCheck.With()).Note(msgNameFilesToCheck.With())
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	found := validation{Warnings: []render.ProblemFields{}}
	keep := func(warnings []exit.Problem) {
		for _, warning := range warnings {
			if !warning.Note {
				found.Warnings = append(found.Warnings, render.NewProblemFields(warning, f.Lang))
			}
		}
	}
	if out.Human() {
		keep = nil
	}
	count := func(draft *manifest.Draft) error {
		mine, err := o.Shard.Takes(draft)
		if mine {
			found.Valid++
		}
		return err
	}
	if _, err = cli.CheckEach(ctx, f, cfg, o.Files, o.Strict, count, keep); err != nil {
		return err
	}
	if !out.Human() {
		return out.Value(ctx, found)
	}
	if f.Global.Quiet {
		return nil
	}
	_, err = io.WriteString(f.IO.Out, msgAllValid.With(found.Valid).In(f.Lang)+"\n")
	return err
}

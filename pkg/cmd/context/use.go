package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

type useOptions struct {
	Factory *cli.Factory
	Name    string
}

func newUseCmd(f *cli.Factory) *cobra.Command {
	o := &useOptions{Factory: f}
	return &cobra.Command{
		Use: "use NAME", Args: cli.ContextArg(&o.Name), Short: f.Text(msgContextUseShort), Example: f.Text(msgContextUseExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
}

func (o *useOptions) run() error {
	f := o.Factory
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if err := cfg.UseContext(o.Name); err != nil {
		return err
	}
	f.Note(msgContextUsed.With(o.Name))
	cli.StillChosen(f, o.Name)
	return nil
}

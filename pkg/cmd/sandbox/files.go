package sandbox

import (
	"context"
	"io"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// maxInventory is more than the size that inventory.Read accepts.
const maxInventory = 2 << 20

// fileFlags are the flags for the store and the inventory that a command of the sandbox uses.
type fileFlags struct {
	DB        string // "" means the store of the context sandbox
	Inventory string // "" means the built-in one

	flags *pflag.FlagSet
}

// addTo declares --db and --inventory.
func (o *fileFlags) addTo(flags *pflag.FlagSet, f *cli.Factory) {
	o.flags = flags
	flags.StringVar(&o.DB, "db", "", f.Text(msgFlagDB))
	flags.StringVar(&o.Inventory, "inventory", "", f.Text(msgFlagInventory))
}

// config returns the server's settings from the flags. It refuses an empty value, since a script
// with an unset variable does not mean the user's own sandbox.
func (o *fileFlags) config(ctx context.Context, f *cli.Factory) (sandbox.Config, error) {
	for _, name := range []string{"db", "inventory"} {
		if o.flags.Changed(name) && o.flags.Lookup(name).Value.String() == "" {
			return sandbox.Config{}, exit.New(exit.Usage, msg.InvalidFlagValue.With("--"+name, ""))
		}
	}
	if o.DB == "-" {
		return sandbox.Config{}, exit.New(exit.Usage, msg.InvalidFlagValue.With("--db", o.DB)).Note(msg.SpecifyFile.With())
	}
	cfg, err := cli.SandboxConfig(f)
	if err != nil && o.DB == "" {
		return cfg, err
	}
	if o.DB != "" {
		cfg.Path = o.DB
	}
	if o.Inventory != "" {
		cfg.Inventory, err = readInventory(ctx, f, o.Inventory)
		return cfg, err
	}
	return cfg, nil
}

func readInventory(ctx context.Context, f *cli.Factory, name string) (*inventory.Inventory, error) {
	file, err := cli.OpenInput(ctx, name, f.IO.In)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, maxInventory))
	if err != nil {
		return nil, exit.New(exit.Usage, msg.FileUnreadable.With(name, cli.Cause(err))).Because(err)
	}
	return inventory.Read(name, data)
}

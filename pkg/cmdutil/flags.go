package cmdutil

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// GlobalFlags are the flags of every command that are not settings. The settings among the
// global flags are read by Factory.Config.
type GlobalFlags struct {
	JQ    string
	Quiet bool
	Debug bool
}

// RetryFlags say how long a command goes on where the network fails.
type RetryFlags struct {
	Retries int           // 0 is never
	Settle  time.Duration // 0 is not at all
	given   bool
}

// AddTo declares --retries, and --settle where the command registers something.
func (r *RetryFlags) AddTo(flags *pflag.FlagSet, f *Factory, settle bool) {
	r.given = true
	flags.IntVar(&r.Retries, "retries", zdm.DefaultRetries, f.Text(msg.FlagRetries))
	if settle {
		flags.DurationVar(&r.Settle, "settle", zdm.DefaultSettle, f.Text(msg.FlagSettle))
	}
}

// check refuses what is below zero.
func (r RetryFlags) check() error {
	switch {
	case r.Retries < 0:
		return exit.New(exit.Usage, msg.NotBelowZero.With("--retries", r.Retries))
	case r.Settle < 0:
		return exit.New(exit.Usage, msg.NotBelowZero.With("--settle", r.Settle))
	}
	return nil
}

// retries is the client's setting, for which 0 is the default and below 0 is never.
func (r RetryFlags) retries() int {
	if r.given && r.Retries <= 0 {
		return -1
	}
	return r.Retries
}

func (r RetryFlags) settle() time.Duration {
	if r.given && r.Settle <= 0 {
		return -1
	}
	return r.Settle
}

// AddGlobalFlags declares the flags of every command on the root.
func (f *Factory) AddGlobalFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	text := func(name, short string, usage msg.Text) { flags.StringP(name, short, "", f.Text(usage)) }
	text("context", "", msg.FlagContext)
	text("server", "", msg.FlagServer)
	text("config", "", msg.FlagConfig)
	text("center", "", msg.FlagCenter)
	text("output", "o", msg.FlagOutput)
	text("timeout", "", msg.FlagTimeout)
	text("ca-file", "", msg.FlagCAFile)
	text("lang", "", msg.FlagLang)
	flags.Bool("insecure-skip-tls-verify", false, f.Text(msg.FlagInsecureSkipTLSVerify))
	flags.Bool("insecure-plaintext", false, f.Text(msg.FlagInsecurePlaintext))
	flags.Bool("no-color", false, f.Text(msg.FlagNoColor)) // read before the streams are made
	flags.StringVar(&f.Global.JQ, "jq", "", f.Text(msg.FlagJQ))
	flags.BoolVarP(&f.Global.Quiet, "quiet", "q", false, f.Text(msg.FlagQuiet))
	flags.BoolVar(&f.Global.Debug, "debug", false, f.Text(msg.FlagDebug))
}

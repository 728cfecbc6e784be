package cli

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// GlobalFlags are the flags of every command that are not settings. The settings among the
// global flags are read by Factory.Config.
type GlobalFlags struct {
	JQ    string
	Quiet bool
	Debug bool
}

// RetryFlags determine how long a command keeps trying if the network fails.
type RetryFlags struct {
	Retries int           // 0 means never
	Settle  time.Duration // 0 means not at all
	given   bool
}

// AddTo declares --retries, and --settle if the command registers recoveries.
func (r *RetryFlags) AddTo(flags *pflag.FlagSet, f *Factory, settle bool) {
	r.given = true
	flags.IntVar(&r.Retries, "retries", zdm.DefaultRetries, f.Text(msgFlagRetries))
	if settle {
		duration.Var(flags, &r.Settle, "settle", zdm.DefaultSettle, f.Text(msgFlagSettle))
	}
}

// orNever converts a value of the flags to the setting of the client, for which 0 means the default
// and a negative number means never.
func orNever[T int | time.Duration](r RetryFlags, value T) T {
	if r.given && value <= 0 {
		return -1
	}
	return value
}

// AddGlobalFlags declares the flags of every command on the root, and passes the flags of the
// command that runs to the Factory.
func AddGlobalFlags(f *Factory, root *cobra.Command) {
	flags := root.PersistentFlags()
	f.flags = flags
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) { f.flags, f.command = cmd.Flags(), cmd.CommandPath() }
	text := func(name, short string, usage msg.Text) { flags.StringP(name, short, "", f.Text(usage)) }
	text("context", "", msgFlagContext)
	text("server", "", msgFlagServer)
	text("config", "", msgFlagConfig)
	text("center", "", msgFlagCenter)
	flags.StringP("output", "o", "", msgFlagOutput.With(msg.List(render.Listed())).In(f.Lang))
	text("timeout", "", msgFlagTimeout)
	text("ca-file", "", msgFlagCAFile)
	text("lang", "", msgFlagLang)
	flags.Bool("insecure-skip-tls-verify", false, f.Text(msgFlagInsecureSkipTLSVerify))
	flags.Bool("insecure-plaintext", false, f.Text(msgFlagInsecurePlaintext))
	flags.Bool("no-color", false, f.Text(msgFlagNoColor)) // read before the streams are created
	flags.StringVar(&f.Global.JQ, "jq", "", f.Text(msgFlagJQ))
	flags.BoolVarP(&f.Global.Quiet, "quiet", "q", false, f.Text(msgFlagQuiet))
	flags.BoolVar(&f.Global.Debug, "debug", false, f.Text(msgFlagDebug))
}

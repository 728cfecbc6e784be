package cmdutil

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// GlobalFlags are the flags of every command that are not settings. The settings among the
// global flags are read by Factory.Config.
type GlobalFlags struct {
	JQ    string
	Quiet bool
	Debug bool
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

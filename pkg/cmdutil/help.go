package cmdutil

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// SetHelp gives a command tree its help, every word of it from the catalogue.
func SetHelp(f *Factory, root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(f.IO.Out, f.help(cmd)) })
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(f.IO.Err, f.help(cmd))
		return err
	})
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Short: f.Text(msg.HelpShort), Example: f.Text(msg.HelpExample), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) > 0 {
				err = unknownCommand(about, rest[0])
			}
			if err != nil {
				return err
			}
			return about.Help()
		},
	})
}

func (f *Factory) help(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	b.WriteString(about + "\n")
	section := func(heading msg.Text, body string) {
		if body = strings.TrimRight(body, "\n"); body != "" {
			fmt.Fprintf(&b, "\n%s:\n%s\n", f.Text(heading), body)
		}
	}
	line := cmd.UseLine()
	if cmd.HasSubCommands() {
		line = cmd.CommandPath() + " COMMAND"
	}
	section(msg.HelpUsage, "  "+line)
	section(msg.HelpCommands, commandList(cmd))
	section(msg.HelpExamples, cmd.Example)
	if cmd.HasParent() && !cmd.HasSubCommands() {
		section(msg.HelpFlags, f.flagList(cmd, false))
	}
	section(msg.HelpGlobal, f.flagList(cmd, true))
	if cmd.HasSubCommands() {
		b.WriteString("\n" + msg.HelpMore.With(cmd.CommandPath()).In(f.Lang) + "\n")
	}
	return b.String()
}

func commandList(cmd *cobra.Command) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-*s  %s\n", cmd.NamePadding(), c.Name(), c.Short)
		}
	}
	return b.String()
}

func (f *Factory) flagList(cmd *cobra.Command, global bool) string {
	cmd.InitDefaultHelpFlag()
	if help := cmd.Flags().Lookup("help"); help != nil {
		help.Usage = f.Text(msg.FlagHelp)
	}
	if global {
		return cmd.Root().PersistentFlags().FlagUsagesWrapped(80)
	}
	return cmd.LocalNonPersistentFlags().FlagUsagesWrapped(80)
}

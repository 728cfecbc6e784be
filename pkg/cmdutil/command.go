package cmdutil

import (
	"context"
	"errors"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Group makes a command that only holds others: alone it shows its help, with a word it does not know it fails.
func Group(f *Factory, name string, short msg.Text, commands ...*cobra.Command) *cobra.Command {
	group := &cobra.Command{
		Use: name, Short: f.Text(short), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	group.SuggestionsMinimumDistance = 2
	group.AddCommand(commands...)
	return group
}

func unknownCommand(cmd *cobra.Command, word string) error {
	err := exit.New(exit.Usage, msg.UnknownCommand.With(word, cmd.CommandPath()))
	for _, near := range cmd.SuggestionsFor(word) {
		return err.Note(msg.DidYouMeanCommand.With()).Try(cmd.CommandPath() + " " + near)
	}
	return err.Try(cmd.CommandPath() + " --help")
}

// FlagError explains a flag that cannot be parsed, for cobra's SetFlagErrorFunc.
func FlagError(cmd *cobra.Command, err error) error {
	// Of an unknown command with flags of its own, the flags come to be parsed first.
	if cmd.HasSubCommands() && cmd.Flags().NArg() > 0 {
		return unknownCommand(cmd, cmd.Flags().Arg(0))
	}
	failed := exit.New(exit.Usage, flagFault(err)).Because(err)
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if near := nearestFlag(cmd.Flags(), unknown.GetSpecifiedName()); near != "" {
			failed.Note(msg.DidYouMeanFlag.With("--" + near))
		}
	}
	return failed.Try(cmd.CommandPath() + " --help")
}

// flagFault says in the catalogue's words what pflag found.
func flagFault(err error) msg.Message {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return msg.UnknownFlag.With("-" + unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return msg.UnknownFlag.With("--" + unknown.GetSpecifiedName())
	case errors.As(err, &missing):
		return msg.FlagNeedsValue.With("--" + missing.GetFlag().Name)
	case errors.Is(err, errTwice) && errors.As(err, &invalid):
		return msg.FlagGivenTwice.With("--" + invalid.GetFlag().Name)
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return msg.FlagTakesBoolean.With("--"+invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &invalid):
		return msg.InvalidFlagValue.With("--"+invalid.GetFlag().Name, invalid.GetValue())
	}
	return msg.Verbatim.With(err.Error())
}

func nearestFlag(flags *pflag.FlagSet, name string) (nearest string) {
	best := max(1, len(name)/3) + 1
	flags.VisitAll(func(flag *pflag.Flag) {
		if d := levenshtein.ComputeDistance(flag.Name, name); d < best {
			best, nearest = d, flag.Name
		}
	})
	return nearest
}

// Next is a command to paste that goes to the server of this run.
func (f *Factory) Next(words ...string) string {
	command := ShellCommand(append([]string{"zdmctl"}, words...)...)
	for _, name := range []string{"config", "context", "server"} {
		if flag := f.Flags.Lookup(name); flag != nil && flag.Changed {
			command += " --" + name + " " + ShellQuote(flag.Value.String())
		}
	}
	return command
}

// OneArg refuses anything but one argument, which the help calls name.
func OneArg(cmd *cobra.Command, args []string, name string) error {
	switch {
	case len(args) == 0 || args[0] == "":
		return exit.New(exit.Usage, msg.MissingArgument.With(name)).Try(cmd.CommandPath() + " --help")
	case len(args) > 1:
		return exit.New(exit.Usage, msg.UnexpectedArgument.With(args[1])).Try(cmd.CommandPath() + " --help")
	}
	return nil
}

// NoArgs refuses arguments, for a command that takes flags only.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return exit.New(exit.Usage, msg.UnexpectedArgument.With(args[0])).Try(cmd.CommandPath() + " --help")
}

// Command makes run, or else the real one, what a command does with its options.
func Command[O any](cmd *cobra.Command, o *O, run, real func(context.Context, *O) error) *cobra.Command {
	if run == nil {
		run = real
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) }
	return cmd
}

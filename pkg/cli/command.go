package cli

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Group returns a command that only has subcommands. Alone it shows its help, and an unknown word
// is an error.
func Group(f *Factory, name string, short msg.Text, commands ...*cobra.Command) *cobra.Command {
	group := &cobra.Command{
		Use: name, Short: f.Text(short), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return UnknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	group.SuggestionsMinimumDistance = 2
	group.AddCommand(commands...)
	return group
}

// UnknownCommand returns the error for a word that is not a command of the group, with a
// suggestion.
func UnknownCommand(cmd *cobra.Command, word string) error {
	err := exit.New(exit.Usage, msgUnknownCommand.With(word, cmd.CommandPath()))
	if ours := ofVendor(strings.TrimSpace(pathOf(cmd)+" "+word), "", nil); ours != nil {
		return meant(err, ours)
	}
	if similar := similarCommand(cmd, word); similar != "" {
		return err.Note(msgDidYouMeanCommand.With()).Try(cmd.CommandPath() + " " + similar)
	}
	return err.Try(cmd.CommandPath() + " --help")
}

// FlagError explains a flag that cannot be parsed, for cobra's SetFlagErrorFunc.
func FlagError(cmd *cobra.Command, err error) error {
	// For an unknown command with flags of its own, cobra parses the flags first.
	if cmd.HasSubCommands() && cmd.Flags().NArg() > 0 {
		return UnknownCommand(cmd, cmd.Flags().Arg(0))
	}
	failed := exit.New(exit.Usage, msg.Verbatim.With(err.Error())).Because(err)
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(cmd, unknown, failed)
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		flag, value := invalid.GetFlag(), invalid.GetValue()
		failed.Message = valueFault(err, "--"+flag.Name, flag.Value.Type(), value)
		if errors.Is(err, errNotInEnum) {
			return NotAmong(failed, value, flag.Value.(*textValue).words)
		}
	}
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		failed.Message = msgFlagNeedsValue.With("--" + missing.GetFlag().Name)
		if value, ok := missing.GetFlag().Value.(*textValue); ok && value.words != nil {
			failed.Note(msg.AllowedValues.With(msg.List(value.words)))
		}
	}
	return failed.Try(cmd.CommandPath() + " --help")
}

// unknownFlag completes the error for a flag that the command does not have.
func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError, failed *exit.Error) error {
	// As it was typed, without dashes and value: "jn" for "-jn=x".
	name, _, _ := strings.Cut(cmp.Or(unknown.GetSpecifiedShortnames(), unknown.GetSpecifiedName()), "=")
	dashes := "--"
	if unknown.GetSpecifiedShortnames() != "" {
		dashes = "-"
	}
	failed.Message = msgUnknownFlag.With(dashes + name)
	if ours := ofVendor(pathOf(cmd), name, cmd.Flags()); ours != nil {
		return meant(failed, ours)
	}
	var names []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	if similar := near.Word(name, names); similar != "" && dashes == "--" {
		failed.Note(msgDidYouMeanFlag.With("--" + similar))
	}
	return failed.Try(cmd.CommandPath() + " --help")
}

// valueFault returns what is wrong with the value of a flag.
func valueFault(err error, flag, kind, value string) msg.Message {
	switch {
	case errors.Is(err, errTwice):
		return msgFlagGivenTwice.With(flag)
	case errors.Is(err, errNotDigits):
		return msgFlagTakesID.With(flag, value)
	case errors.Is(err, manifest.ErrShard):
		return msgFlagTakesShard.With(value, flag)
	case kind == "bool":
		return msgFlagTakesBoolean.With(flag, value)
	case errors.Is(err, strconv.ErrRange) && !strings.HasPrefix(value, "-"):
		return msgFlagTakesLess.With(value, flag, math.MaxInt)
	case kind == "int" && flag == "--retries":
		return msgFlagTakesCount.With(value, flag)
	case kind == "int":
		return msgFlagTakesNumber.With(value, flag)
	case kind == "duration":
		return msgFlagTakesDuration.With(value, flag)
	}
	return msg.InvalidFlagValue.With(flag, value)
}

// Named returns the arguments of a command about a named object. A name that looks like a flag is
// placed after the flags and "--", and an empty name is omitted.
func Named(words []string, name string, flags ...string) []string {
	switch {
	case name == "":
		return slices.Concat(words, flags)
	case strings.HasPrefix(name, "-"):
		return slices.Concat(words, flags, []string{"--", name})
	}
	return slices.Concat(words, []string{name}, flags)
}

// ForJob returns the arguments of a command about the job of a name. A name of digits only needs
// --by name.
func ForJob(name string, words ...string) []string {
	if zdm.IsID(name) {
		return Named(words, name, "--by", "name")
	}
	return Named(words, name)
}

// Exclusive returns an error if both of two exclusive flags are set.
func Exclusive(flags *pflag.FlagSet, first, second string) error {
	if flags.Changed(first) && flags.Changed(second) {
		return exit.New(exit.Usage, msg.ExcludeEachOther.With("--"+first, "--"+second))
	}
	return nil
}

// OneArg returns the Args of a command with exactly one argument. The help calls it name.
func OneArg(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 || args[0] == "" {
			return exit.New(exit.Usage, msg.MissingArgument.With(name)).Try(cmd.CommandPath() + " --help")
		}
		return NoArgs(cmd, args[1:])
	}
}

// NoArgs checks that there are no arguments.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return exit.New(exit.Usage, msgUnexpectedArgument.With(args[0])).Try(cmd.CommandPath() + " --help")
}

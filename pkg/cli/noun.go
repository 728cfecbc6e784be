package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Verb is a command of a noun.
type Verb struct {
	Name string
	New  func(*Factory) *cobra.Command
}

// Noun returns the group of a noun's commands. If the first argument after the noun is a verb, only
// that command is included. Declaring the flags of every command would take longer than most
// commands run.
func Noun(f *Factory, name string, short msg.Text, args []string, verbs ...Verb) *cobra.Command {
	group := Group(f, name, short)
	for _, v := range possible(name, args, verbs) {
		group.AddCommand(v.New(f))
	}
	return group
}

func possible(noun string, args []string, verbs []Verb) []Verb {
	if len(args) == 0 {
		return verbs
	}
	at := slices.Index(args, noun)
	if at < 0 {
		return nil
	}
	if Completing(args) {
		args = args[:len(args)-1] // the last argument may be an incomplete verb
	}
	for i, v := range verbs {
		if at+1 < len(args) && args[at+1] == v.Name {
			return verbs[i : i+1]
		}
	}
	return verbs
}

// Completing reports whether a shell runs the program to complete a command line.
func Completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

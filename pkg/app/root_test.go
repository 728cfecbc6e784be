package app

import (
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Only the named command is constructed, wherever global flags are placed.
func TestOnlyTheNamedCommandIsMade(t *testing.T) {
	for _, noun := range newRoot(manualFactory(), nil).Commands() {
		n := noun.Name()
		for _, verb := range noun.Commands() {
			v := verb.Name()
			for _, args := range [][]string{{n, v}, {"--server", "x", n, v, "--help"}, {"help", n, v}, {cobra.ShellCompRequestCmd, n, v, ""}} {
				if made := made(t, args, n); len(made) != 1 || made[0].Name() != v {
					t.Errorf("%q: %d commands", args, len(made))
				}
			}
		}
	}
}

// If the command is not certain, all commands are constructed, so that they can be found, listed
// and suggested.
func TestAllCommandsAreMadeIfUncertain(t *testing.T) {
	for _, args := range [][]string{
		{"recovery"}, {"recovery", "--help"}, {"recovery", "lst"}, {"recovery", "lst", "recovery", "list"},
		{"recovery", "--jq", "recovery", "get"}, {"recovery", "--server", "x", "get", "recovery", "list"},
		{cobra.ShellCompRequestCmd, "recovery", "get"}, {cobra.ShellCompRequestCmd, "recovery"},
	} {
		if got, all := len(made(t, args, "recovery")), len(made(t, nil, "recovery")); got != all || all < 10 {
			t.Errorf("%q: %d of %d commands", args, got, all)
		}
	}
}

func made(t *testing.T, args []string, noun string) []*cobra.Command {
	t.Helper()
	for _, group := range newRoot(manualFactory(), args).Commands() {
		if group.Name() == noun {
			return group.Commands()
		}
	}
	t.Fatalf("no group %s", noun)
	return nil
}

// Every duration has the same syntax, including days and weeks.
func TestDurations(t *testing.T) {
	n := 0
	for _, noun := range newRoot(manualFactory(), nil).Commands() {
		for _, cmd := range append(noun.Commands(), noun) {
			cmd.Flags().VisitAll(func(flag *pflag.Flag) {
				if flag.Value.Type() != "duration" {
					return
				}
				n++
				if err := flag.Value.Set("1w2d"); err != nil || flag.Value.String() != "9d" {
					t.Errorf("%s --%s: %v, %s", cmd.CommandPath(), flag.Name, err, flag.Value)
				}
			})
		}
	}
	if n < 8 {
		t.Errorf("%d durations", n)
	}
}

package help_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func TestDescribe(t *testing.T) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.Int("retries", 3, "maximum retries")
	flags.Int("most", 0, "maximum")
	flags.String("name", "", "name of it")
	flags.StringP("file", "f", "", "read `FILE`")
	flags.Bool("all", false, "list all")
	flags.StringArray("job", nil, "set `KEY=VALUE`")
	duration.Var(flags, new(time.Duration), "settle", 10*time.Second, "how long")
	cmd := &cobra.Command{}
	cli.EnumVar(cmd, new(string), "mode", []string{"full", "increment"}, "what to restore")
	cli.EnumVar(cmd, new(string), "state", []string{"registered", "scheduled", "processing"}, "only these")
	flags.AddFlagSet(cmd.Flags())
	for _, want := range []help.Flag{
		{Name: "retries", Value: "N", Usage: "maximum retries (default 3)"},
		{Name: "most", Value: "N", Usage: "maximum"},
		{Name: "name", Value: "NAME", Usage: "name of it"},
		{Name: "file", Shorthand: "f", Value: "FILE", Usage: "read FILE"},
		{Name: "all", Usage: "list all"},
		{Name: "job", Value: "KEY=VALUE", Usage: "set KEY=VALUE"},
		{Name: "settle", Value: "DURATION", Usage: "how long (default 10s)"},
		{Name: "mode", Value: "full|increment", Usage: "what to restore"},
		{Name: "state", Value: "STATE", Usage: "only these: registered, scheduled, processing"}, // too long for a column
	} {
		if got := help.Describe(msg.English, flags.Lookup(want.Name)); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// tree returns a program whose only command "restore" has flags in two groups, one hidden flag and
// one without a group.
func tree(t *testing.T, width int) (root *cobra.Command, out *strings.Builder, failed *error) {
	t.Helper()
	streams, _, _ := iostreams.Test("")
	out, failed = new(strings.Builder), new(error)
	streams.Out, streams.Err = out, out
	f := &cli.Factory{IO: streams, Lang: msg.English}
	root = cli.Group(f, "zdmctl", msg.Same("Recover servers"))
	root.PersistentFlags().Bool("quiet", false, "print nothing")
	restore := &cobra.Command{
		Use: "restore NAME", Short: "Restore a server", Long: strings.Repeat("word ", width) + "\n\n  kept as it is",
		Example: "  zdmctl restore web-01", RunE: func(*cobra.Command, []string) error { return nil },
	}
	restore.Flags().String("target", "", "server to restore onto")
	restore.Flags().String("mode", "full", "what to restore")
	restore.Flags().Bool("all", false, "restore all")
	restore.Flags().Bool("secret", false, "not for users")
	_ = restore.Flags().MarkHidden("secret")
	help.GroupFlags(msg.English, restore, help.Section{Heading: msg.Same("Request"), Names: "target* mode"})
	root.AddCommand(restore, help.Topic(f, "environment", msg.Same("Variables"), msg.Same("Variables that zdmctl reads")))
	help.Set(f, root, func(err error) { *failed = err })
	return root, out, failed
}

func TestPage(t *testing.T) {
	root, out, failed := tree(t, 30)
	root.SetArgs([]string{"restore", "--help"})
	if err := root.Execute(); err != nil || *failed != nil {
		t.Fatal(err, *failed)
	}
	page := out.String()
	for _, text := range []string{
		"\n\n  kept as it is\n\nUsage:\n  zdmctl restore NAME [flags]\n\nExamples:\n  zdmctl restore web-01\n",
		"\nRequest:\n      --target TARGET         server to restore onto (required)\n      --mode MODE             what to restore (default full)\n",
		"\nOther flags:\n      --all                   restore all\n\nGlobal flags: zdmctl options\n",
	} {
		if !strings.Contains(page, text) {
			t.Errorf("no %q in\n%s", text, page)
		}
	}
	if strings.Contains(page, "secret") || strings.Contains(page, "--quiet") {
		t.Error(page)
	}
	for line := range strings.Lines(page) {
		if len(line) > 81 {
			t.Errorf("%q is too long", line)
		}
	}
}

func TestPageOfGroupAndTopic(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string
	}{
		{nil, "Recover servers\n\nUsage:\n  zdmctl COMMAND\n\nCommands:\n  restore      Restore a server\n\n" +
			"Topics:\n  environment  Variables\n\nMore about a command: zdmctl COMMAND --help\nGlobal flags: zdmctl options\n"},
		{[]string{"help", "environment"}, "Variables that zdmctl reads\n"},
	} {
		root, out, failed := tree(t, 1)
		root.CompletionOptions.DisableDefaultCmd = true
		root.SetArgs(tt.args)
		if err := root.Execute(); err != nil || *failed != nil || out.String() != tt.want {
			t.Errorf("%q: %v, %v, %s", tt.args, err, *failed, out)
		}
	}
}

// Help for a word that is not a command is an error, not the help of its group.
func TestHelpForUnknownCommand(t *testing.T) {
	for _, args := range [][]string{{"help", "restoer"}, {"restoer", "--help"}} {
		root, _, failed := tree(t, 1)
		root.SilenceErrors, root.SilenceUsage = true, true
		root.SetArgs(args)
		err := errors.Join(root.Execute(), *failed)
		if e, ok := errors.AsType[*exit.Error](err); !ok || e.Code != exit.Usage || len(e.Next) != 1 || !strings.HasSuffix(e.Next[0], "restore") {
			t.Errorf("%q: %v", args, err)
		}
	}
}

func TestOptions(t *testing.T) {
	root, _, _ := tree(t, 1)
	streams, _, _ := iostreams.Test("")
	options := help.Options(&cli.Factory{IO: streams, Lang: msg.English}, root)
	for _, text := range []string{"\n  -h, --help                  help for this command\n", "\n      --quiet                 print nothing"} {
		if !strings.Contains(options.Long, text) {
			t.Errorf("no %q in\n%s", text, options.Long)
		}
	}
}

package help

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

const (
	maxWidth  = 80 // cells in a line of help
	minWidth  = 50 // cells in a line on a narrow terminal
	flagWidth = 26 // maximum cells of a flag and its value with the usage on the same line

	groupsKey = "flag groups" // annotation that GroupFlags sets
)

// Flag is a flag as help and manuals show it.
type Flag struct {
	Name      string
	Shorthand string // "" means none
	Value     string // name of its value: "FILE", "full|increment"; "" for a switch
	Usage     string // includes the allowed words, and the default unless it is empty
}

// Describe returns the description of a declared flag.
func Describe(lang msg.Lang, flag *pflag.Flag) Flag {
	value, usage := pflag.UnquoteUsage(flag)
	switch value {
	case "int", "float":
		value = "N"
	case "duration":
		value = "DURATION"
	case "string":
		value = strings.ToUpper(flag.Name)
	}
	if words := strings.Split(value, "|"); len(value) > flagWidth {
		value, usage = strings.ToUpper(flag.Name), usage+": "+strings.Join(words, ", ")
	}
	switch flag.DefValue {
	case "", "0", "0s", "false", "[]":
	default:
		usage += " " + msgHelpDefault.With(flag.DefValue).In(lang)
	}
	return Flag{Name: flag.Name, Shorthand: flag.Shorthand, Value: value, Usage: usage}
}

// flagLines lists flags with their usage on the same line, or on the next if the flag is long.
func flagLines(flags []Flag, width int) string {
	var b strings.Builder
	for _, flag := range flags {
		short := "    "
		if flag.Shorthand != "" {
			short = "-" + flag.Shorthand + ", "
		}
		head := strings.TrimRight(short+"--"+flag.Name+" "+flag.Value, " ")
		if len(head) > flagWidth {
			b.WriteString("  " + head + "\n")
			head = ""
		}
		for _, line := range render.Wrap(flag.Usage, width-flagWidth-4) {
			fmt.Fprintf(&b, "  %-*s  %s\n", flagWidth, head, line)
			head = ""
		}
	}
	return b.String()
}

// FlagGroup is a group of flags under one heading in the help.
type FlagGroup struct {
	Heading string
	Flags   []Flag
}

// Section names the flags of a group, separated by spaces. A name that ends in "*" is marked as
// required.
type Section struct {
	Heading msg.Text
	Names   string
}

// GroupFlags sets the headings of the flags of a command. Flags without a heading come last.
func GroupFlags(lang msg.Lang, cmd *cobra.Command, sections ...Section) {
	if cmd.Annotations == nil {
		cmd.Annotations = map[string]string{}
	}
	var lines []string
	for _, s := range sections {
		lines = append(lines, s.Heading.In(lang)+"\n"+s.Names)
	}
	cmd.Annotations[groupsKey] = strings.Join(lines, "\n")
}

// FlagGroups returns the flags of a command in the groups of GroupFlags, and the others under
// "Flags". It omits --help.
func FlagGroups(lang msg.Lang, cmd *cobra.Command) []FlagGroup {
	var groups []FlagGroup
	grouped := map[string]bool{"help": true}
	sections := strings.Split(cmd.Annotations[groupsKey], "\n")
	for i := 0; i+1 < len(sections); i += 2 {
		group := FlagGroup{Heading: sections[i]}
		for _, name := range strings.Fields(sections[i+1]) {
			name, required := strings.CutSuffix(name, "*")
			flag := Describe(lang, cmd.Flag(name))
			if required {
				flag.Usage += " " + msgHelpRequired.In(lang)
			}
			grouped[name], group.Flags = true, append(group.Flags, flag)
		}
		groups = append(groups, group)
	}
	rest := FlagGroup{Heading: msgHelpFlags.In(lang)}
	if len(groups) > 0 {
		rest.Heading = msgHelpOtherFlags.In(lang)
	}
	cmd.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
		if !flag.Hidden && !grouped[flag.Name] {
			rest.Flags = append(rest.Flags, Describe(lang, flag))
		}
	})
	if len(rest.Flags) > 0 {
		groups = append(groups, rest)
	}
	return groups
}

// RequestSections returns the headings of the flags that cli.RequestFlags declares. safety lists
// more flags for Safety, such as "dry-run".
func RequestSections(safety string) []Section {
	return []Section{
		{msgSectionRequest, "file center* source* backup-file target* platform* repository-id* repository-type repository-path mode* job-name user cloud-auth after-reboot network-limit"},
		{msgSectionPartitions, "job list-only exclude-partition"},
		{msgSectionSchedule, "schedule auto-start script-path script-run mail-event"},
		{msgSectionSafety, "overwrite " + safety},
	}
}

package cmdutil

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/render"
)

const (
	helpWidth = 80 // cells of a line of help
	flagWidth = 26 // of a flag and its value, where the usage begins on the same line
)

// Flag is a flag as help and manuals show it.
type Flag struct {
	Name      string
	Shorthand string // "" for none
	Value     string // what to call its value: "FILE", "full|increment"; "" for a switch
	Usage     string // with the words it takes, and its default where that is no matter of course
}

// DescribeFlag makes a declared flag readable.
func (f *Factory) DescribeFlag(flag *pflag.Flag) Flag {
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
		usage += " " + msgHelpDefault.With(strings.TrimSuffix(flag.DefValue, "0m0s")).In(f.Lang)
	}
	return Flag{Name: flag.Name, Shorthand: flag.Shorthand, Value: value, Usage: usage}
}

// flagLines lists flags with their usage beside them, or below those that are long.
func (f *Factory) flagLines(flags *pflag.FlagSet) string {
	var b strings.Builder
	flags.VisitAll(func(declared *pflag.Flag) {
		if declared.Hidden {
			return
		}
		flag, short := f.DescribeFlag(declared), "    "
		if flag.Shorthand != "" {
			short = "-" + flag.Shorthand + ", "
		}
		head := strings.TrimRight(short+"--"+flag.Name+" "+flag.Value, " ")
		if len(head) > flagWidth {
			b.WriteString("  " + head + "\n")
			head = ""
		}
		for _, line := range render.Wrap(flag.Usage, helpWidth-flagWidth-4) {
			fmt.Fprintf(&b, "  %-*s  %s\n", flagWidth, head, line)
			head = ""
		}
	})
	return b.String()
}

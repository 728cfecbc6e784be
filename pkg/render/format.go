package render

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Format is an output format, as in -o.
type Format string

// The formats.
const (
	FormatTable     Format = "table" // for users
	FormatWide      Format = "wide"  // for users, with every column
	FormatJSON      Format = "json"  // the server's response
	FormatJSONLines Format = "jsonl" // one item of its data per line
	FormatYAML      Format = "yaml"  // the server's response
	FormatName      Format = "name"  // names only
	FormatCSV       Format = "csv"   // the columns of wide, for spreadsheets
)

// Listed returns the formats of lists, which are all formats.
func Listed() []Format {
	return []Format{FormatTable, FormatWide, FormatJSON, FormatJSONLines, FormatYAML, FormatName, FormatCSV}
}

// Documented returns the formats of a document that can also be shown as a table.
func Documented() []Format {
	return []Format{FormatTable, FormatWide, FormatJSON, FormatJSONLines, FormatYAML, FormatCSV}
}

// Formats returns the words -o accepts.
func Formats() []string {
	words := make([]string, len(Listed()))
	for i, format := range Listed() {
		words[i] = string(format)
	}
	return words
}

// ParseFormat parses the value of -o. The error is an *exit.Error with exit.Usage.
func ParseFormat(s string) (Format, error) {
	if slices.Contains(Formats(), s) {
		return Format(s), nil
	}
	hint := msg.AllowedValues.With(strings.Join(Formats(), ", "))
	if similar := near.Word(s, Formats()); similar != "" {
		hint = msg.DidYouMean.With(similar)
	}
	return "", exit.New(exit.Usage, msgNotAnOutputFormat.With(s, hint))
}

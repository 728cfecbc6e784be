package render

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/zdmctl/zdmctl/pkg/exit"
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
)

// Formats returns the words -o accepts.
func Formats() []string {
	formats := []Format{FormatTable, FormatWide, FormatJSON, FormatJSONLines, FormatYAML, FormatName}
	words := make([]string, len(formats))
	for i, format := range formats {
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
	if near := nearest(s, Formats()); near != "" {
		hint = msg.DidYouMean.With(near)
	}
	return "", exit.New(exit.Usage, msgNotAnOutputFormat.With(s, hint))
}

// nearest returns the word that was probably meant, or "". At most one letter in three may differ.
func nearest(s string, words []string) string {
	if len(s) > 20 {
		return ""
	}
	for _, word := range words {
		if levenshtein.ComputeDistance(strings.ToLower(s), word) <= len(s)/3 {
			return word
		}
	}
	return ""
}

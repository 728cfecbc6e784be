package render

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Format is a form of the output, as -o names it.
type Format string

// The formats.
const (
	FormatTable     Format = "table" // for people
	FormatWide      Format = "wide"  // for people, every column
	FormatJSON      Format = "json"  // the server's document
	FormatJSONLines Format = "jsonl" // an item of its data a line
	FormatYAML      Format = "yaml"  // the server's document
	FormatName      Format = "name"  // names alone
)

// Formats lists the words that -o takes.
func Formats() []string {
	formats := []Format{FormatTable, FormatWide, FormatJSON, FormatJSONLines, FormatYAML, FormatName}
	words := make([]string, len(formats))
	for i, format := range formats {
		words[i] = string(format)
	}
	return words
}

// ParseFormat reads the word of -o. The error is an *exit.Error of code Usage.
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

// nearest is the word that was probably meant: at most one letter in three differs. It is "" when there is none.
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

package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// EnumVar declares a flag that takes one of some words, in any case.
func EnumVar(cmd *cobra.Command, value *string, name string, words []string, usage string) {
	cmd.Flags().Var(&enum{value: value, words: words}, name, usage)
}

var errNotInEnum = errors.New("not one of the words")

// enum is the value of a flag that takes one of some words.
type enum struct {
	value *string
	words []string
}

func (e *enum) String() string {
	if e.value == nil {
		return ""
	}
	return *e.value
}

func (e *enum) Set(text string) error {
	i := slices.IndexFunc(e.words, func(word string) bool { return strings.EqualFold(word, text) })
	if i < 0 {
		return errNotInEnum
	}
	*e.value = e.words[i]
	return nil
}

// Type returns the name of the value in the help.
func (e *enum) Type() string { return strings.Join(e.words, "|") }

// Allowed returns the words.
func (e *enum) Allowed() []string { return e.words }

// notInEnum returns an error with the words that a flag takes, and a similar one if there is any.
func notInEnum(flag *pflag.Flag, value string) *exit.Error {
	words := flag.Value.(*enum).words
	return NotAmong(exit.New(exit.Usage, msgNotInEnum.With("--"+flag.Name, value)), value, words)
}

// IDVar declares a flag that takes an ID of digits.
func IDVar(cmd *cobra.Command, value *string, name, usage string) {
	cmd.Flags().Var(&digits{value: value}, name, usage)
}

var errNotDigits = errors.New("not digits only")

// digits is the value of a flag that takes only digits.
type digits struct{ value *string }

func (d *digits) String() string {
	if d.value == nil {
		return ""
	}
	return *d.value
}

func (d *digits) Set(text string) error {
	if !zdm.IsID(text) {
		return errNotDigits
	}
	*d.value = text
	return nil
}

// Type returns the name of the value in the help.
func (d *digits) Type() string { return "ID" }

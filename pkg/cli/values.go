package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The errors of values, which FlagError explains.
var (
	errNotInEnum = errors.New("not one of the words")
	errNotDigits = errors.New("not digits only")
	errTwice     = errors.New("given twice")
)

// EnumVar declares a flag that takes one of some words, in any case.
func EnumVar(cmd *cobra.Command, value *string, name string, words []string, usage string) {
	cmd.Flags().Var(&textValue{value: value, kind: strings.Join(words, "|"), words: words, set: func(text string) error {
		i := slices.IndexFunc(words, func(word string) bool { return strings.EqualFold(word, text) })
		if i < 0 {
			return errNotInEnum
		}
		*value = words[i]
		return nil
	}}, name, usage)
}

// IDVar declares a flag that takes an ID of digits.
func IDVar(cmd *cobra.Command, value *string, name, usage string) {
	cmd.Flags().Var(&textValue{value: value, kind: "ID", set: func(text string) error {
		if !zdm.IsID(text) {
			return errNotDigits
		}
		*value = text
		return nil
	}}, name, usage)
}

// once returns the value of a flag that may be given once. With two files or two targets it would
// be unclear which one is meant. words are those that the flag takes; nil means any text.
func once(value *string, kind string, words []string) pflag.Value {
	given := false
	return &textValue{value: value, kind: kind, words: words, set: func(text string) error {
		if given {
			return errTwice
		}
		*value, given = text, true
		return nil
	}}
}

// textValue is the value of a flag that takes a text.
type textValue struct {
	value *string
	kind  string             // name of the value in the help
	words []string           // those that the flag takes, or nil
	set   func(string) error // checks and sets the value
}

func (t *textValue) String() string        { return *t.value }
func (t *textValue) Set(text string) error { return t.set(text) }
func (t *textValue) Type() string          { return t.kind }

// Allowed returns the words that the flag takes, or nil for any text.
func (t *textValue) Allowed() []string { return t.words }

// ShardVar declares --shard.
func ShardVar(cmd *cobra.Command, f *Factory, shard *manifest.Shard) {
	cmd.Flags().Var(shardFlag{shard}, "shard", f.Text(msgFlagShard))
}

// shardFlag is a flag that may be given once.
type shardFlag struct{ *manifest.Shard }

func (s shardFlag) Set(text string) error {
	if s.Given() {
		return errTwice
	}
	return s.Shard.Set(text)
}

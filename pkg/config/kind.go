package config

import (
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// kind is what a value must be: its YAML tag, its form, and how both are said. The value itself
// is never part of the sentence, since a secret may stand in the wrong place.
type kind struct {
	tag     string
	ok      func(value string) bool
	want    msg.Text
	allowed []string
}

const (
	tagText    = "!!str"
	tagNumber  = "!!int"
	tagBoolean = "!!bool"
	maxText    = 4096 // bytes
)

func textKind() kind { return kind{tag: tagText, ok: IsText, want: msg.ConfigWantText} }

func nameKind() kind { return kind{tag: tagText, ok: isContextName, want: msgConfigWantName} }

func emailKind() kind { return kind{tag: tagText, ok: IsEmail, want: msg.ConfigWantEmail} }

// outputKind are the formats of every command. What one command has beside them is for its -o alone.
func outputKind() kind {
	words := []string{"table", "wide", "json", "jsonl", "yaml", "name"}
	return kind{tag: tagText, want: msgConfigWantOutput, allowed: words, ok: func(v string) bool { return slices.Contains(words, v) }}
}

func serverKind() kind {
	return kind{tag: tagText, want: msgConfigWantServer, ok: func(v string) bool { return IsText(v) && serverID(v) != "" }}
}

func numberKind() kind { return kind{tag: tagNumber, ok: isNumber, want: msg.ConfigWantNumber} }

func durationKind() kind {
	return kind{tag: tagText, want: msgConfigWantDuration, ok: func(v string) bool {
		d, err := time.ParseDuration(v)
		return err == nil && d > 0
	}}
}

func booleanKind() kind {
	return kind{tag: tagBoolean, want: msgConfigWantBoolean, ok: func(v string) bool {
		lower := strings.ToLower(v)
		return lower == "true" || lower == "false"
	}}
}

func languageKind() kind {
	return kind{
		tag: tagText, want: msgConfigWantLanguage, allowed: []string{string(msg.English), string(msg.Korean)},
		ok: func(v string) bool { return v == string(msg.English) || v == string(msg.Korean) },
	}
}

// IsText reports what a setting that is text can be: one line of at most 4096 bytes, not empty.
func IsText(v string) bool {
	return v != "" && len(v) <= maxText && utf8.ValidString(v) && !strings.ContainsFunc(v, unicode.IsControl)
}

// IsEmail reports a plain address, without a name and angle brackets.
func IsEmail(v string) bool {
	address, err := mail.ParseAddress(v)
	return IsText(v) && err == nil && address.Address == v
}

// isNumber holds for a whole number from 1 in the one spelling that every YAML reader takes for the same number.
func isNumber(v string) bool {
	n, err := strconv.ParseInt(v, 10, 64)
	return err == nil && n > 0 && strconv.FormatInt(n, 10) == v
}

// isContextName keeps out capitals, because viper folds them.
func isContextName(v string) bool {
	if v == "" || len(v) > 64 || strings.ContainsRune("._-", rune(v[0])) {
		return false
	}
	return strings.IndexFunc(v, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("._-", r)
	}) < 0
}

package config

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// kind describes valid values: their YAML tag, their form, and a text for each. The text never
// includes the value, since it may be a misplaced secret.
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

// textKind returns the kind of a text of some form.
func textKind(want msg.Text, ok func(value string) bool) kind {
	return kind{tag: tagText, want: want, ok: ok}
}

func nameKind() kind { return textKind(msgConfigWantName, isContextName) }

func wordKind(want msg.Text, words ...string) kind {
	return kind{tag: tagText, want: want, allowed: words, ok: func(v string) bool { return slices.Contains(words, v) }}
}

func booleanKind() kind {
	return kind{tag: tagBoolean, want: msgConfigWantBoolean, ok: func(v string) bool {
		lower := strings.ToLower(v)
		return lower == "true" || lower == "false"
	}}
}

func isPath(v string) bool { return isLine(v) && filepath.IsAbs(v) }

func isServer(v string) bool { return IsText(v) && serverID(v) != "" }

func isDuration(v string) bool {
	d, err := duration.Parse(v)
	return err == nil && d > 0
}

// IsText reports whether v is a valid text setting: one nonempty line of at most 4096 bytes without
// invisible characters.
func IsText(v string) bool {
	return isLine(v) && !strings.ContainsFunc(v, func(r rune) bool { return unicode.Is(unicode.Cf, r) })
}

// isLine reports whether v is one nonempty line of at most 4096 bytes.
func isLine(v string) bool {
	return v != "" && len(v) <= maxText && utf8.ValidString(v) && !strings.ContainsFunc(v, unicode.IsControl)
}

// IsEmail reports whether v is a valid setting with a plain email address.
func IsEmail(v string) bool {
	return IsText(v) && zdm.IsEmail(v)
}

// IsNumber reports whether v is a positive integer in the one spelling all YAML parsers read as the
// same number.
func IsNumber(v string) bool {
	n, err := strconv.ParseInt(v, 10, 64)
	return err == nil && n > 0 && strconv.FormatInt(n, 10) == v
}

// isContextName rejects upper case, so that no two names differ only in case.
func isContextName(v string) bool {
	if v == "" || len(v) > 64 || strings.ContainsRune("._-", rune(v[0])) {
		return false
	}
	return strings.IndexFunc(v, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("._-", r)
	}) < 0
}

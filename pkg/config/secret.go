package config

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

const byteOrderMark = "\ufeff"

// CleanToken returns a bearer token without what editors and copied headers add: a byte order mark,
// surrounding white space, and the word Bearer. If the rest is no token, the message states why,
// without quoting it.
func CleanToken(text string) (string, msg.Message) {
	text = strings.TrimSpace(strings.TrimPrefix(text, byteOrderMark))
	if word, rest, _ := strings.Cut(text, " "); strings.EqualFold(word, "Bearer") {
		text = strings.TrimSpace(rest)
	}
	other := func(r rune) bool { return r <= ' ' || r > '~' }
	switch at := strings.IndexFunc(text, other); {
	case text == "":
		return "", msg.SecretEmpty.With()
	case !utf8.ValidString(text):
		return "", msgSecretNotUTF8.With()
	case at >= 0:
		r, _ := utf8.DecodeRuneInString(text[at:])
		return "", msgTokenCharacter.With(r)
	}
	return text, msg.Message{}
}

// CleanPassword returns a password without a leading byte order mark and a trailing line break. If
// the rest cannot be a password, the message states why, without quoting it.
func CleanPassword(text string) (string, msg.Message) {
	text = strings.TrimPrefix(text, byteOrderMark)
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	switch at := strings.IndexFunc(text, unicode.IsControl); {
	case text == "":
		return "", msg.SecretEmpty.With()
	case !utf8.ValidString(text):
		return "", msgSecretNotUTF8.With()
	case strings.ContainsAny(text, "\r\n"):
		return "", msg.SecretLines.With()
	case at >= 0:
		r, _ := utf8.DecodeRuneInString(text[at:])
		return "", msgSecretControl.With(r)
	}
	return text, msg.Message{}
}

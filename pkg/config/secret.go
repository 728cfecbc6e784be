package config

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

const byteOrderMark = "\ufeff"

// CleanToken returns a bearer token without what editors and copied headers add to it: a byte order mark, blanks and line ends around
// it, the word Bearer. The message is why the rest is no token, without any of it; zero when it is one.
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

// CleanPassword returns a password without a byte order mark before it and a line end behind it. The message is why the rest cannot be
// one, without any of it; zero when it can.
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

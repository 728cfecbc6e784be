package manifest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// text checks free text, an id or a name.
func (c *checker) text(n *node, f field, path string) {
	if n.shape == number && f.kind == idKind && zdm.IsID(n.text) {
		n = &node{shape: text, text: n.text, origin: n.origin}
	}
	if n.shape != text {
		p := c.wrongShape(n, f.kind, path)
		if n.shape == number || n.shape == boolean {
			p.Notes = []msg.Message{msgQuoteIt.With()}
		}
		return
	}
	if wrong := wrongCharacter(n.text); !wrong.IsZero() {
		p := c.problems.add(n.origin, path, wrong)
		if f.kind == idKind && (wrong.Text == msgInvisibleCharacter || wrong.Text == msgOtherBlank) {
			p.Notes = []msg.Message{msgIfTheServerHasIt.With()}
		}
		return
	}
	switch {
	case f.kind != itemsKind && strings.Trim(n.text, " ") != n.text:
		c.problems.add(n.origin, path, msg.OuterBlank.With(' '))
	case f.rule != nil:
		f.rule(c, n, path)
	case isQuoted(n.text):
		first, _ := utf8.DecodeRuneInString(n.text)
		c.warnings.add(n.origin, path, msgQuotedName.With(quote(n.text), first)).Suggestion = strings.TrimFunc(n.text, isQuote)
	}
}

// wrongCharacter returns a message about the first character not allowed in text, or the zero
// message.
func wrongCharacter(s string) msg.Message {
	for i, r := range s {
		switch {
		case ' ' <= r && r <= '~':
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(r)):
			return msgNotUTF8.With(s[i])
		case isControl(r):
			return msgControlCharacter.With(r)
		case unicode.Is(unicode.Zs, r):
			return msgOtherBlank.With(r)
		case isInvisible(r):
			return msgInvisibleCharacter.With(r)
		}
	}
	return msg.Message{}
}

// isInvisible reports whether r changes a name without being visible: a space other than U+0020, a
// format character, a filler or a variation selector.
func isInvisible(r rune) bool {
	return r > unicode.MaxASCII && (r == '\u2800' || // BRAILLE PATTERN BLANK
		unicode.In(r, unicode.Zs, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector))
}

// isQuoted reports whether s is enclosed in quotes, such as typographic ones. YAML's own quotes are
// already removed.
func isQuoted(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return len(s) > size && isQuote(first) && isQuote(last)
}

func isQuote(r rune) bool { return r == '`' || unicode.Is(unicode.Quotation_Mark, r) }

// lookalike returns the first character that resembles another: an invisible one or a full-width
// form. It returns 0 if there is none.
func lookalike(s string) rune {
	for _, r := range s {
		if isInvisible(r) || isFullWidth(r) {
			return r
		}
	}
	return 0
}

// plain replaces the lookalikes in a field's name.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, narrow(s))
}

// isFullWidth reports whether r is the full-width form of an ASCII character, which narrow
// replaces.
func isFullWidth(r rune) bool { return '\uFF01' <= r && r <= '\uFF5E' }

// narrow replaces full-width forms with ASCII characters.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if isFullWidth(r) {
			return r - '\uFF01' + '!'
		}
		return r
	}, s)
}

// Package msg formats zdmctl's messages in two languages, and holds the sentences several packages
// share.
//
// A sentence is a variable in the texts.go of the package that uses it, with both languages side by
// side. A reader can jump from the call to the text, and a missing language does not compile. The
// linker lays out the literals, so sentences cost nothing at startup.
//
// JSON keys, exit codes, flag names and the server's texts are never translated.
package msg

import (
	"fmt"
	"strings"
	"time"
)

// Lang is a language of the messages.
type Lang string

// The languages of the catalog.
const (
	English Lang = "en"
	Korean  Lang = "ko"
)

// Texts returns sentences without values in the language.
func (l Lang) Texts(sentences ...Text) []string {
	texts := make([]string, len(sentences))
	for i, t := range sentences {
		texts[i] = t.In(l)
	}
	return texts
}

// List joins words with commas.
func List[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = string(word)
	}
	return strings.Join(texts, ", ")
}

// T returns a sentence in both languages.
func T(en, ko string) Text { return Text{&forms{en: en, ko: ko}} }

// N returns a sentence about a number, which must be the last of its values. one is the English
// sentence for the number 1.
func N(one, en, ko string) Text { return Text{&forms{one: one, en: en, ko: ko}} }

// Same returns a text that is the same in every language, such as an example.
func Same(text string) Text { return Text{&forms{en: text}} }

// Text is a sentence: a fmt format in each language, with the same verbs. See T, N and Same. Two
// Texts are equal if they are the same variable.
type Text struct{ *forms }

type forms struct{ one, en, ko string }

// In returns the format in a language, English by default.
func (t Text) In(l Lang) string {
	switch {
	case t.forms == nil:
		return ""
	case l == Korean && t.ko != "":
		return t.ko
	}
	return t.en
}

// With fills in the sentence's values. A Message among them is formatted in the same language.
func (t Text) With(values ...any) Message { return Message{Text: t, Values: values} }

// Message is a sentence with its values, before a language is chosen.
type Message struct {
	Text   Text
	Values []any
}

// IsZero reports whether the message is empty.
func (m Message) IsZero() bool { return m.Text == Text{} }

// In returns the sentence in a language.
func (m Message) In(l Lang) string {
	if len(m.Values) == 0 {
		return m.Text.In(l)
	}
	values := make([]any, len(m.Values))
	for i, v := range m.Values {
		if inner, ok := v.(interface{ In(Lang) string }); ok {
			v = inner.In(l)
		}
		values[i] = v
	}
	format := m.Text.In(l)
	if m.Text.forms != nil && m.Text.one != "" && l != Korean && fmt.Sprint(values[len(values)-1]) == "1" {
		format = m.Text.one
	}
	return fmt.Sprintf(format, values...)
}

// String returns the English sentence.
func (m Message) String() string { return m.In(English) }

// Span returns a duration, truncated to seconds, minutes, hours or days.
func Span(d time.Duration) Message {
	switch {
	case d < 2*time.Minute:
		return seconds.With(int(d.Seconds()))
	case d < 2*time.Hour:
		return minutes.With(int(d.Minutes()))
	case d < 48*time.Hour:
		return hours.With(int(d.Hours()))
	}
	return days.With(int(d.Hours() / 24))
}

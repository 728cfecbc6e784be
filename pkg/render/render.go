// Package render writes results and errors for people and for scripts.
//
// Whatever a server or a file said is made printable on the way: no control character, escape
// sequence or invisible letter reaches the terminal.
package render

import (
	"bufio"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Style is how a text for people is written.
type Style struct {
	Lang  msg.Lang
	Color bool // the stream is a terminal and colour is wanted
	Width int  // of the terminal, 0 where the stream is none
}

// The colours of zdmctl, as the parameter of the terminal's escape sequence.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
	dim    = "2"
)

// paint colours a text that is already printable.
func (s Style) paint(color, text string) string {
	if !s.Color || text == "" || color == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// text returns a sentence in the style's language, made printable.
func (s Style) text(m msg.Message) string { return Safe(m.In(s.Lang)) }

// output is a buffer that is written to without looking: it keeps the first error, and Flush returns it.
type output struct{ *bufio.Writer }

func (o output) put(s string) { _, _ = o.WriteString(s) }

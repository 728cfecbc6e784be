// Package render writes results and errors for users and for scripts.
//
// It makes all text from a server or a file printable: no control character, escape sequence or
// invisible letter reaches the terminal.
package render

import (
	"bufio"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Style is the style of text for users.
type Style struct {
	Lang  msg.Lang
	Color bool // whether the stream is a terminal and color is enabled
	UTF8  bool // whether the locale's encoding is UTF-8, so that characters beyond ASCII can be drawn
	Width int  // width of the terminal; 0 if the stream is not a terminal
}

// The colors, as parameters of a terminal escape sequence.
const (
	red    = "31"
	green  = "32"
	yellow = "33"
	dim    = "2"
)

// paint colors a printable text.
func (s Style) paint(color, text string) string {
	if !s.Color || text == "" || color == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// Bar returns a bar that is filled up to part, from 0 to 1.
func (s Style) Bar(part float64, width int) string {
	full, empty := "#", "-"
	if s.UTF8 {
		full, empty = "━", "─"
	}
	filled := min(max(int(part*float64(width)), 0), width)
	return strings.Repeat(full, filled) + strings.Repeat(empty, width-filled)
}

// text returns a sentence in the style's language, made printable.
func (s Style) text(m msg.Message) string { return Safe(m.In(s.Lang)) }

// output is a buffer whose writes need no error checks. It keeps the first error, and Flush returns
// it.
type output struct{ *bufio.Writer }

func (o output) put(s string) { _, _ = o.WriteString(s) }

// Tone is the meaning of a text, which determines its color.
type Tone string

// The tones.
const (
	Plain Tone = ""
	Good  Tone = green
	Risky Tone = yellow
	Bad   Tone = red
	Quiet Tone = dim
)

// StatusTone returns the tone of a status as servers spell it.
func StatusTone(status string) Tone { return Tone(colorOf(zdm.Status(zdm.Text(status)))) }

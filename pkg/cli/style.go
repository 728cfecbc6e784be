package cli

import (
	"cmp"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// OutStyle returns the style of text on stdout.
func OutStyle(f *Factory) render.Style {
	style := render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.OutTerminal, UTF8: writesUTF8(f.Env.Getenv)}
	if f.IO.OutTerminal {
		style.Width, _ = f.IO.TerminalSize()
	}
	return style
}

// ErrStyle returns the style of text on stderr.
func ErrStyle(f *Factory) render.Style {
	return render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.ErrTerminal, UTF8: writesUTF8(f.Env.Getenv)}
}

// writesUTF8 reports whether the encoding of the locale is UTF-8. A locale without an encoding does
// not count, because its encoding is unknown.
func writesUTF8(getenv func(string) string) bool {
	locale, _, _ := strings.Cut(cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")), "@")
	_, encoding, _ := strings.Cut(locale, ".")
	return strings.EqualFold(strings.ReplaceAll(encoding, "-", ""), "utf8")
}

// Draws reports whether a stream that is a terminal supports the control sequences for drawing in
// place.
func Draws(f *Factory, terminal bool) bool { return terminal && f.Env.Getenv("TERM") != "dumb" }

// Warnings prints the warnings about a request on stderr, unless --quiet.
func Warnings(f *Factory, warnings []exit.Problem) {
	if !f.quiet() && len(warnings) > 0 {
		_ = render.Warnings(f.beside(), warnings, ErrStyle(f))
	}
}

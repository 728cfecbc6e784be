package cli

import (
	"cmp"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// OutStyle is how texts on stdout are written.
func OutStyle(f *Factory) render.Style {
	style := render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.OutTerminal, UTF8: writesUTF8(f.Env.Getenv)}
	if f.IO.OutTerminal {
		style.Width, _ = f.IO.TerminalSize()
	}
	return style
}

// ErrStyle is how texts on stderr are written.
func ErrStyle(f *Factory) render.Style {
	return render.Style{Lang: f.Lang, Color: f.IO.Color && f.IO.ErrTerminal, UTF8: writesUTF8(f.Env.Getenv)}
}

// writesUTF8 reports a locale whose encoding is UTF-8. One that names none may be any.
func writesUTF8(getenv func(string) string) bool {
	locale, _, _ := strings.Cut(cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")), "@")
	_, encoding, _ := strings.Cut(locale, ".")
	return strings.EqualFold(strings.ReplaceAll(encoding, "-", ""), "utf8")
}

// Draws reports whether a stream that is a terminal obeys the control sequences that draw in place.
func Draws(f *Factory, terminal bool) bool { return terminal && f.Env.Getenv("TERM") != "dumb" }

// Warnings prints the warnings about a request on stderr, unless --quiet.
func Warnings(f *Factory, warnings []exit.Problem) {
	if !f.quiet() && len(warnings) > 0 {
		_ = render.Warnings(f.beside(), warnings, ErrStyle(f))
	}
}

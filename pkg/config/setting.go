package config

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Setting is one resolved value and where it came from. The value of a password or a token is masked.
type Setting struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin Origin `json:"origin"`
}

// Origin is where a value came from: "--server", "$ZDMCTL_SERVER", "context prod",
// "current-context" (for the context itself) or "default".
type Origin string

// Default is the origin of a value that nobody gave.
const Default Origin = "default"

const mask = "********"

// setting is a row of the table of settings: which sources may set it, and what it must be.
type setting struct {
	name     string // of the flag, the key in a context and, as ZDMCTL_NAME, the environment variable
	sources  source
	kind     kind
	fallback string
	bound    bool // to the server: another one gets neither its secrets nor its trust
}

// source is a set of places that may set a setting.
type source uint8

const (
	byFlag source = 1 << iota
	byEnv
	byContext
	anywhere = byFlag | byEnv | byContext
)

func table() []setting {
	return []setting{
		{name: "config", sources: byFlag | byEnv, kind: textKind()},
		{name: "context", sources: byFlag | byEnv, kind: nameKind()},
		{name: "server", sources: anywhere, kind: serverKind()},
		{name: "email", sources: anywhere, kind: emailKind()},
		{name: "password-command", sources: byFlag | byContext, kind: textKind(), bound: true},
		{name: "center", sources: anywhere, kind: textKind()},
		{name: "repository", sources: byContext, kind: numberKind()},
		{name: "output", sources: anywhere, kind: outputKind(), fallback: "table"},
		{name: "timeout", sources: anywhere, kind: durationKind()},
		{name: "ca-file", sources: anywhere, kind: textKind(), bound: true},
		{name: "insecure-skip-tls-verify", sources: byFlag | byContext, kind: booleanKind(), fallback: "false", bound: true},
		{name: "insecure-plaintext", sources: byFlag | byContext, kind: booleanKind(), fallback: "false", bound: true},
		{name: "lang", sources: anywhere, kind: languageKind(), fallback: string(msg.English)},
	}
}

func (s setting) in(place source) bool { return s.sources&place != 0 }

func (s setting) variable() string {
	return "ZDMCTL_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

// serverVariables are the variables that are about one server: which it is, who logs in there, and what exists there.
func serverVariables() []string {
	return []string{"ZDMCTL_SERVER", "ZDMCTL_TOKEN", "ZDMCTL_TOKEN_FILE", "ZDMCTL_EMAIL", "ZDMCTL_PASSWORD", "ZDMCTL_CENTER", "ZDMCTL_CA_FILE"}
}

// contextKeys are the settings that a context may hold, in the order in which they are written.
func contextKeys() []setting {
	return slices.DeleteFunc(table(), func(s setting) bool { return !s.in(byContext) })
}

func names(settings []setting) []string {
	list := make([]string, len(settings))
	for i, s := range settings {
		list[i] = s.name
	}
	return list
}

// wrong is the problem of a value that is not what the setting wants.
func (s setting) wrong(from Origin) exit.Problem {
	p := from.problem(s.name, s.kind.want.With())
	p.Allowed = s.kind.allowed
	return p
}

// problem marks what came from a flag or from elsewhere.
func (o Origin) problem(path string, message msg.Message) exit.Problem {
	p := exit.Problem{Path: path, Message: message}
	if o.isFlag() {
		p.Flag = string(o)
	} else {
		p.Origin = string(o)
	}
	return p
}

func invalid(problems ...exit.Problem) *exit.Error {
	e := exit.New(exit.Usage, msgConfigNotValid.With())
	e.Problems = problems
	return e
}

// nearest is the name that was probably meant, "" when none is near.
func nearest(word string, names []string) string {
	best, distance := "", 3
	if len(word) > 64 {
		return best
	}
	for _, name := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), name); d < distance {
			best, distance = name, d
		}
	}
	return best
}

// shown cuts a name of any length to one that fits a line.
func shown(name string) string {
	if runes := []rune(name); len(runes) > 64 {
		return string(runes[:64]) + "…"
	}
	return name
}

package config

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Setting is a resolved value and its origin. Passwords and tokens are masked.
type Setting struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin Origin `json:"origin"`
}

// Origin is where a value came from: "--server", "$ZDMCTL_SERVER", "context prod",
// "current-context" (for the context itself) or "default".
type Origin string

// Default is the origin of a value that is not set.
const Default Origin = "default"

const mask = "********"

// setting is a row of the table of settings: its sources and valid values.
type setting struct {
	name     string // the flag, the key in a context and, as ZDMCTL_NAME, the variable
	sources  source
	kind     kind
	fallback string
	bound    bool // bound to the server: never used for another server
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
	text := textKind(msg.ConfigWantText, IsText)
	return []setting{
		{name: "config", sources: byFlag | byEnv, kind: text},
		{name: "context", sources: byFlag | byEnv, kind: nameKind()},
		{name: "server", sources: anywhere, kind: textKind(msgConfigWantServer, isServer)},
		{name: "email", sources: anywhere, kind: textKind(msg.ConfigWantEmail, IsEmail)},
		{name: "password-command", sources: byFlag | byContext, kind: text, bound: true},
		{name: "center", sources: anywhere, kind: text},
		{name: "repository", sources: byContext, kind: kind{tag: tagNumber, want: msg.ConfigWantNumber, ok: IsNumber}},
		// The formats that all commands share. A command's own formats are valid for -o only.
		{name: "output", sources: anywhere, fallback: "table", kind: wordKind(msgConfigWantOutput, "table", "wide", "json", "jsonl", "yaml", "name")},
		{name: "timeout", sources: anywhere, kind: textKind(msgConfigWantDuration, isDuration)},
		{name: "ca-file", sources: anywhere, kind: text, bound: true},
		{name: "audit-log", sources: anywhere, kind: textKind(msgConfigWantPath, isPath)},
		{name: "insecure-skip-tls-verify", sources: byFlag | byContext, kind: booleanKind(), fallback: "false", bound: true},
		{name: "insecure-plaintext", sources: byFlag | byContext, kind: booleanKind(), fallback: "false", bound: true},
		{name: "lang", sources: anywhere, kind: wordKind(msgConfigWantLanguage, string(msg.English), string(msg.Korean)), fallback: string(msg.English)},
	}
}

func (s setting) in(place source) bool { return s.sources&place != 0 }

func (s setting) variable() string {
	return "ZDMCTL_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

// serverVariables returns the variables that belong to one server: its address, its account, and
// objects on it.
func serverVariables() []string {
	return []string{"ZDMCTL_SERVER", "ZDMCTL_TOKEN", "ZDMCTL_TOKEN_FILE", "ZDMCTL_EMAIL", "ZDMCTL_PASSWORD", "ZDMCTL_CENTER", "ZDMCTL_CA_FILE"}
}

// contextKeys returns the settings of a context in the order of the file.
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

// wrong returns the problem for an invalid value of the setting.
func (s setting) wrong(from Origin) exit.Problem {
	p := from.problem(s.name, s.kind.want.With())
	p.Allowed = s.kind.allowed
	return p
}

// wrongFlag returns the error for an invalid value of the setting's flag. It omits values that may
// contain a password.
func (s setting) wrongFlag(value string) error {
	failed := exit.New(exit.Usage, msgConfigFlagValue.With(value, "--"+s.name, s.kind.want.With()))
	switch s.name {
	case "server", "email", "password-command":
		failed.Message = msgConfigFlagSecret.With("--"+s.name, s.kind.want.With())
	}
	if len(s.kind.allowed) > 0 {
		failed.Note(msg.AllowedValues.With(strings.Join(s.kind.allowed, ", ")))
	}
	return failed
}

// problem returns a problem located at the origin.
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
	return exit.New(exit.Usage, msgConfigNotValid.With()).With(problems...)
}

// shorten shortens a name to fit a line.
func shorten(name string) string {
	if runes := []rune(name); len(runes) > 64 {
		return string(runes[:64]) + "…"
	}
	return name
}

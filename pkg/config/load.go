package config

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Load resolves every setting: flag, then $ZDMCTL_*, then the selected context, then the default.
//
// Only flags defined in the set are read, under the name of their setting. The set may be nil.
//
// If a flag or the environment sets a server other than the selected context's, nothing of the
// context is used. Likewise, if --context selects a context of another server than $ZDMCTL_SERVER,
// nothing the environment sets for its server is used. No secret or ID of one server reaches
// another that way. A context and a server that differ are an error if both are flags, or both are
// variables.
//
// A missing server is no error here, see Config.NeedServer. Every error is an *exit.Error with
// exit.Usage.
func Load(env Env, flags *pflag.FlagSet) (*Config, error) { return load(env, flags, false) }

// LoadForWrite is like Load, for commands that write the configuration: a file or context that does
// not exist counts as empty.
func LoadForWrite(env Env, flags *pflag.FlagSet) (*Config, error) { return load(env, flags, true) }

// Path returns the config file Load would read. It does not open the file, which need not exist.
// The error is an *exit.Error with exit.Usage.
func Path(env Env, flags *pflag.FlagSet) (string, error) {
	path, _, err := newLoader(env, flags).path()
	return path, err
}

// ContextLang returns the language of the selected context, or "", for messages before the command
// line is parsed. file and context are the values of --config and --context. It has no side effects
// and ignores errors.
func ContextLang(env Env, file, context string) msg.Lang {
	if file = cmp.Or(file, env.Getenv("ZDMCTL_CONFIG")); file == "" {
		var err error
		if file, err = env.configFile(); err != nil {
			return ""
		}
	}
	data, _, err := readRegular(file, maxFile)
	if err != nil || !bytes.Contains(data, []byte("lang")) {
		return ""
	}
	f := env.parse(file, data)
	if context = cmp.Or(context, env.Getenv("ZDMCTL_CONTEXT")); context == "" && f.current != nil {
		context = f.current.Value
	}
	return msg.Lang(f.values[context]["lang"])
}

type loader struct {
	env      Env
	flags    *pflag.FlagSet
	creating bool
	viper    *viper.Viper
	settings []setting
	config   *Config
}

func newLoader(env Env, flags *pflag.FlagSet) *loader {
	if flags == nil {
		flags = pflag.NewFlagSet("", pflag.ContinueOnError)
	}
	return &loader{env: env, flags: flags, viper: viper.New(), settings: table(), config: &Config{env: env}}
}

func load(env Env, flags *pflag.FlagSet, creating bool) (*Config, error) {
	l := newLoader(env, flags)
	l.creating = creating
	if err := l.check("config", "context"); err != nil { // needed to find the others
		return nil, err
	}
	checkAll := func() error { return l.check(names(l.settings)...) }
	for _, step := range []func() error{l.readFile, l.chooseContext, l.preferContext, checkAll, l.resolve} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l.config, nil
}

// given returns the value of a flag, or else of the environment. The origin is empty if neither is
// set.
func (l *loader) given(s setting) (string, Origin) {
	if s.in(byFlag) && l.flags.Changed(s.name) {
		return l.flags.Lookup(s.name).Value.String(), Origin("--" + s.name)
	}
	if s.in(byEnv) {
		if v := l.env.Getenv(s.variable()); v != "" {
			return v, Origin("$" + s.variable())
		}
	}
	return "", ""
}

func (l *loader) givenName(name string) (string, Origin) {
	return l.given(l.settings[slices.IndexFunc(l.settings, func(s setting) bool { return s.name == name })])
}

// path returns the config file, and whether a flag or the environment names it.
func (l *loader) path() (path string, named bool, err error) {
	if path, origin := l.givenName("config"); origin != "" {
		return path, true, nil
	}
	path, err = l.env.configFile()
	return path, false, err
}

// check validates what flags and the environment set.
func (l *loader) check(settings ...string) error {
	var problems []exit.Problem
	for _, s := range l.settings {
		if !slices.Contains(settings, s.name) {
			continue
		}
		value, origin := l.given(s)
		ok := s.kind.ok
		if origin == "--output" { // each command validates its own formats
			ok = IsText
		}
		switch {
		case origin == "" || ok(value):
		case origin.isFlag():
			return s.wrongFlag(value)
		default:
			problems = append(problems, s.wrong(origin))
		}
	}
	if problems != nil {
		return invalid(problems...)
	}
	return nil
}

// readFile reads and validates config.yaml.
func (l *loader) readFile() error {
	path, named, err := l.path()
	if err != nil {
		l.config.noPlace = err
		return l.parse("", nil)
	}
	l.config.File = path
	file, err := readPrivate(path, !named)
	if errors.Is(err, fs.ErrNotExist) && (!named || l.creating) {
		return l.parse(path, nil)
	}
	if err != nil {
		e := exit.New(exit.Usage, msg.FileUnreadable.With(path, reason(err))).Because(err)
		if errors.Is(err, fs.ErrNotExist) {
			e.Note(msgConfigCreateIt.With())
		}
		return e
	}
	switch {
	case !file.distrust.IsZero():
		l.config.Distrusted = true
		l.config.warn(file.distrust)
	case !named: // a file the user names may be meant to be shared
		l.config.warn(file.warning)
	}
	return l.parse(path, file.data)
}

func (l *loader) parse(path string, data []byte) error {
	f := l.env.parse(path, data)
	if f.Problems != nil {
		return invalid(f.Problems...)
	}
	l.config.contexts = f.all()
	l.config.current, l.config.values = f.current, f.values
	return nil
}

// chooseContext selects --context, $ZDMCTL_CONTEXT or current-context.
func (l *loader) chooseContext() error {
	c := l.config
	name, origin := l.givenName("context")
	var p exit.Problem
	switch {
	case origin != "":
		p = origin.problem("context", msgConfigUnknownContext.With(name))
	case c.current != nil:
		name, origin = c.current.Value, keyCurrent
		p = exit.Problem{Path: keyCurrent, File: c.File, Line: c.current.Line, Column: c.current.Column, Message: msgConfigUnknownContext.With(name)}
	default:
		return nil
	}
	if !slices.Contains(c.contexts, name) && !l.creating {
		p.Allowed, p.Suggestion = c.contexts, near.Word(name, c.contexts)
		return invalid(p)
	}
	c.Context, c.contextOrigin = name, origin
	return nil
}

// preferContext drops $ZDMCTL_SERVER and all the environment sets for its server if --context
// selects a context of another server.
func (l *loader) preferContext() error {
	c := l.config
	own, other := c.ContextValues(c.Context)["server"], l.env.Getenv("ZDMCTL_SERVER")
	if !c.contextOrigin.isFlag() || own == "" || other == "" || serverID(own) == serverID(other) {
		return nil
	}
	var unused []string
	for _, name := range serverVariables() {
		if name != "ZDMCTL_SERVER" && l.env.Getenv(name) != "" {
			unused = append(unused, "$"+name)
		}
	}
	if unused != nil {
		c.warn(msgConfigEnvUnused.With(strings.Join(unused, ", "), c.Context))
	}
	getenv := l.env.Getenv
	l.env.Getenv = func(name string) string {
		if slices.Contains(serverVariables(), name) {
			return ""
		}
		return getenv(name)
	}
	c.env = l.env
	return nil
}

// resolve merges flags and environment over the context, and the context over the defaults.
func (l *loader) resolve() error {
	context, err := l.contextValues()
	if err != nil {
		return err
	}
	if err := l.viper.MergeConfigMap(context); err != nil {
		return exit.New(exit.Internal, msgConfigNotValid.With()).Because(err)
	}
	for _, s := range l.settings {
		l.viper.SetDefault(s.name, s.fallback)
		// viper's own lookup of variables would read the process's environment, not loader.env.
		if value, origin := l.given(s); origin != "" {
			l.viper.Set(s.name, value)
		}
		l.config.settings = append(l.config.settings, l.outcome(s, context))
	}
	l.config.fill(l.viper)
	if l.config.Distrusted && l.config.Origin("password-command") != "--password-command" {
		l.config.PasswordCommand = ""
	}
	return nil
}

// outcome returns a setting with its origin, formatted for display.
func (l *loader) outcome(s setting, context map[string]any) Setting {
	shown := Setting{Name: s.name, Value: l.viper.GetString(s.name), Origin: Default}
	if _, origin := l.given(s); origin != "" {
		shown.Origin = origin
	} else if _, ok := context[s.name]; ok {
		shown.Origin = Origin("context " + l.config.Context)
	}
	switch {
	case s.name == "config":
		shown.Value = l.config.File
	case s.name == "context" && l.config.Context != "":
		shown.Value, shown.Origin = l.config.Context, l.config.contextOrigin
	}
	return shown
}

// contextValues returns the values of the selected context, or none if another server is set.
func (l *loader) contextValues() (map[string]any, error) {
	c := l.config
	if c.Context == "" {
		return nil, nil
	}
	own := c.ContextValues(c.Context)
	server, origin := l.givenName("server")
	c.Detached = origin != "" && serverID(server) != serverID(own["server"])
	if !c.Detached {
		values := map[string]any{}
		for _, s := range contextKeys() {
			if value, set := own[s.name]; set && s.kind.tag == tagBoolean {
				values[s.name] = strings.ToLower(value)
			} else if set {
				values[s.name] = value
			}
		}
		return values, nil
	}
	if own["server"] != "" && !l.creating && !origin.overrides(c.contextOrigin) {
		return nil, exit.New(exit.Usage, msgConfigServerConflict.With(c.Context, c.contextOrigin, origin)).Note(msgConfigLeaveOneOut.With())
	}
	return nil, nil
}

// overrides reports whether a server of origin o overrides a context of origin other: a flag
// overrides the environment, and both override the current context. In other cases it is unclear
// which was meant.
func (o Origin) overrides(other Origin) bool {
	return other == keyCurrent || o.isFlag() && !other.isFlag()
}

func (o Origin) isFlag() bool { return strings.HasPrefix(string(o), "--") }

package cli

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// ContextArg checks that the only argument is the name of a context. It refuses --context, which
// could only contradict the argument.
func ContextArg(cmd *cobra.Command, args []string) error {
	err := OneArg("NAME")(cmd, args)
	if err == nil && cmd.Flags().Changed("context") {
		return exit.New(exit.Usage, msg.ExcludeEachOther.With("--context", "NAME"))
	}
	return err
}

// ChangeContext writes keys of a context; "" removes a key. If the server changes, it warns about
// the keys that depend on the server.
func ChangeContext(f *Factory, cfg *config.Config, name string, values map[string]string) error {
	if err := cfg.CheckContext(name, values); err != nil {
		return err
	}
	if err := keepCAFile(values); err != nil {
		return err
	}
	if err := cfg.SetContext(name, values); err != nil {
		return err
	}
	moves := cfg.Moves(name, values)
	if moves {
		kept, removed := cfg.UnsetKeys(name, values)
		f.Warn(msgContextMoved.With(name, msg.List(append([]string{"token"}, removed...))))
		if len(kept) > 0 {
			f.Note(msgContextKept.With(msg.List(kept)))
		}
	}
	plaintext, given := values["insecure-plaintext"]
	if !given && !moves {
		plaintext = cfg.ContextValues(name)["insecure-plaintext"]
	}
	WarnOfPlaintext(f, values["server"], plaintext)
	return nil
}

// CheckChange returns the error that ChangeContext would return now, as far as that is known
// without a change.
func CheckChange(cfg *config.Config, name string, values map[string]string) error {
	if err := keepCAFile(values); err != nil {
		return err
	}
	return cfg.CheckSet(name, values)
}

// keepCAFile makes the path of a context's CA file absolute, because later commands may run in
// another directory. The error for a file without certificates has exit.Usage.
func keepCAFile(values map[string]string) error {
	if values["ca-file"] == "" {
		return nil
	}
	if path, err := filepath.Abs(values["ca-file"]); err == nil {
		values["ca-file"] = path
	}
	_, err := ReadCAs(values["ca-file"])
	return err
}

// WarnOfPlaintext warns if calls to a context's server will be refused.
func WarnOfPlaintext(f *Factory, server, allowed string) {
	_, err := zdm.BaseURL(server, strings.EqualFold(allowed, "true"))
	if refused, ok := errors.AsType[*zdm.ServerError](err); ok && refused.Problem == zdm.ServerPlaintext {
		f.Warn(msgServerPlaintext.With(refused.Server))
		f.Note(msgPlaintextAllowed.With())
	}
}

// ChangeKey writes one key of the context of this run; "" removes the key. An unknown key or
// context is an *exit.Error with exit.Usage.
func ChangeKey(f *Factory, cfg *config.Config, key, value string) error {
	if !slices.Contains(config.Keys(), key) {
		return UnknownKey(key, append(config.Keys(), config.KeyCurrent))
	}
	if cfg.Context == "" {
		return exit.New(exit.Usage, msgNoContextChosen.With()).Note(msg.KnownContexts.With(msg.List(cfg.Contexts())))
	}
	if err := cfg.KnowContext(cfg.Context); err != nil {
		return err
	}
	return ChangeContext(f, cfg, cfg.Context, map[string]string{key: value})
}

// UnknownKey returns the error for an unknown setting.
func UnknownKey(key string, keys []string) error {
	return NotAmong(exit.New(exit.Usage, msg.ConfigUnknownKey.With(key)), key, keys)
}

// NotAmong adds the allowed words to the error for a word that is none of them, and a similar one
// if there is any.
func NotAmong(e *exit.Error, word string, allowed []string) *exit.Error {
	if similar := near.Word(word, allowed); similar != "" {
		e.Note(msg.DidYouMean.With(similar))
	}
	return e.Note(msg.AllowedValues.With(msg.List(allowed)))
}

// StillChosen warns if the environment selects another context than the new current one.
func StillChosen(f *Factory, name string) {
	if chosen := f.Env.Getenv("ZDMCTL_CONTEXT"); chosen != "" && chosen != name {
		f.Warn(msgEnvChooses.With(chosen))
	}
}

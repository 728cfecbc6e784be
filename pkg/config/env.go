// Package config resolves settings (flag, environment, context, default) with their origin,
// and keeps contexts and tokens in private files that are replaced as a whole.
package config

import (
	"context"
	"os"
	"path/filepath"
	"runtime"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Env is everything the package takes from its surroundings.
type Env struct {
	Getenv     func(name string) string // "" when the variable is not set
	ConfigHome func() (string, error)   // directory for configuration if $XDG_CONFIG_HOME is not set
	StateHome  func() (string, error)   // directory for state if $XDG_STATE_HOME is not set
	CacheHome  func() (string, error)   // directory for what can be asked for again if $XDG_CACHE_HOME is not set
	Keyring    Keyring                  // nil: tokens are kept in a file

	// Context is that of the run: its end ends the wait for another process that writes the same file, with its cause. nil: nothing ends it.
	Context func() context.Context
}

func (e Env) context() context.Context {
	if e.Context == nil {
		return context.Background()
	}
	return e.Context()
}

// System is the environment of the process.
func System() Env {
	return Env{
		Getenv:     os.Getenv,
		ConfigHome: belowHome(os.UserConfigDir, ".config"),
		StateHome:  belowHome(stateElsewhere, ".local", "state"),
		CacheHome:  belowHome(os.UserCacheDir, ".cache"),
		Keyring:    systemKeyring(),
	}
}

// belowHome is a directory below the home directory where the XDG standard holds, and elsewhere the system's own place. On the
// former, os.UserConfigDir and os.UserCacheDir fail on a variable with a relative path; the standard requires ignoring it.
func belowHome(elsewhere func() (string, error), names ...string) func() (string, error) {
	switch runtime.GOOS {
	case "windows", "darwin", "ios":
		return elsewhere
	}
	return func() (string, error) {
		home, err := os.UserHomeDir()
		return filepath.Join(append([]string{home}, names...)...), err
	}
}

func stateElsewhere() (string, error) {
	if runtime.GOOS == "windows" {
		return os.UserCacheDir()
	}
	return os.UserConfigDir()
}

// ConfigDir is the directory of config.yaml, which need not exist.
// It fails with exit.Usage when the home directory is not known.
func (e Env) ConfigDir() (string, error) { return e.place("XDG_CONFIG_HOME", e.ConfigHome) }

// StateDir is the directory for what zdmctl remembers, which need not exist.
// It fails with exit.Usage when the home directory is not known.
func (e Env) StateDir() (string, error) { return e.place("XDG_STATE_HOME", e.StateHome) }

// CacheDir is the directory for what can be asked for again, which need not exist.
// It fails with exit.Usage when the home directory is not known.
func (e Env) CacheDir() (string, error) { return e.place("XDG_CACHE_HOME", e.CacheHome) }

func (e Env) place(variable string, fallback func() (string, error)) (string, error) {
	if dir := e.Getenv(variable); filepath.IsAbs(dir) {
		return filepath.Join(dir, "zdmctl"), nil
	}
	dir, err := fallback()
	if err != nil || !filepath.IsAbs(dir) {
		return "", exit.New(exit.Usage, msg.ConfigNoHome.With()).Note(msgConfigSetHome.With(variable)).Because(err)
	}
	return filepath.Join(dir, "zdmctl"), nil
}

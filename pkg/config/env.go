// Package config resolves settings (flag, environment, context, default) with their origin. It
// stores contexts and tokens in private files, which it replaces atomically.
package config

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Env is everything the package uses of its environment.
type Env struct {
	Getenv     func(name string) string // returns "" if the variable is not set
	ConfigHome func() (string, error)   // configuration directory if $XDG_CONFIG_HOME is unset
	StateHome  func() (string, error)   // state directory if $XDG_STATE_HOME is unset
	CacheHome  func() (string, error)   // cache directory if $XDG_CACHE_HOME is unset
	Keyring    Keyring                  // nil means tokens are stored in a file

	// Context returns the run's context. When it ends, waiting for another process that writes the
	// same file fails with its cause. nil means waiting is not interrupted.
	Context func() context.Context

	parsed *parsed // last parsed file, set by System; a run parses the file before and after the command line
}

func (e Env) context() context.Context {
	if e.Context == nil {
		return context.Background()
	}
	return e.Context()
}

// System returns the environment of the process.
func System() Env {
	return Env{
		Getenv:     os.Getenv,
		ConfigHome: belowHome(os.UserConfigDir, ".config"),
		StateHome:  belowHome(stateElsewhere, ".local", "state"),
		CacheHome:  belowHome(os.UserCacheDir, ".cache"),
		Keyring:    systemKeyring(),
		parsed:     new(parsed),
	}
}

// parsed is the config file that was last parsed.
type parsed struct {
	data []byte
	file *file
}

// parse returns the parsed config file. It returns the previous result if the content is the same.
func (e Env) parse(name string, data []byte) *file {
	if last := e.parsed; last != nil && last.file != nil && last.file.File == name && bytes.Equal(last.data, data) {
		return last.file
	}
	f := parse(name, data)
	if e.parsed != nil {
		*e.parsed = parsed{data, f}
	}
	return f
}

// belowHome returns a directory below the home directory where the XDG standard applies, and the
// system's own directory elsewhere. With the standard, a relative path in a variable must be
// ignored, whereas os.UserConfigDir and os.UserCacheDir fail on it.
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

// ConfigDir returns the directory of config.yaml, which need not exist. It fails with exit.Usage if
// the home directory is unknown.
func (e Env) ConfigDir() (string, error) { return e.place("XDG_CONFIG_HOME", e.ConfigHome) }

// configFile returns the default config.yaml.
func (e Env) configFile() (string, error) {
	dir, err := e.ConfigDir()
	return filepath.Join(dir, "config.yaml"), err
}

// StateDir returns the directory of persistent state, which need not exist. It fails with
// exit.Usage if the home directory is unknown.
func (e Env) StateDir() (string, error) { return e.place("XDG_STATE_HOME", e.StateHome) }

// CacheDir returns the directory of cached data, which need not exist. It fails with exit.Usage if
// the home directory is unknown.
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

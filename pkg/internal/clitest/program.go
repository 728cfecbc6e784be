package clitest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// ClockVariable is the environment variable that sets the clock of a program of Commands.
const ClockVariable = "CLITEST_NOW"

// Commands returns the programs that testscript.Main runs as their own processes: zdmctl.
func Commands() map[string]func() {
	return map[string]func(){
		"zdmctl": func() { os.Exit(program()) }, //nolint:forbidigo // testscript has no other way to end a program with a code
	}
}

// program runs zdmctl and returns its exit code.
func program() int {
	world := app.System(os.Args[1:])
	world.Env.Keyring = nil // the system's keyring, if there is one
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		world.Env.ConfigHome, world.Env.StateHome, world.Env.CacheHome = belowHome(".config"), belowHome(".local/state"), belowHome(".cache")
	}
	if now, err := time.Parse(time.RFC3339, os.Getenv(ClockVariable)); err == nil {
		clock := zdmtest.NewClock(now)
		world.Now, world.Sleep, world.WithTimeout = clock.Now, clock.Sleep, clock.WithTimeout
	}
	return app.Main(context.Background(), world)
}

// belowHome returns the path Linux uses, so that files have the same names on every system.
func belowHome(path string) func() (string, error) {
	return func() (string, error) {
		if os.Getenv("HOME") == "" {
			return "", errors.New("$HOME is not set")
		}
		return filepath.Join(os.Getenv("HOME"), filepath.FromSlash(path)), nil
	}
}

// Zdmctl as the tests start it: without the system's keyring, and with the clock of a variable.
package main

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

func main() {
	world := app.System(os.Args[1:])
	world.Env.Keyring = nil
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		world.Env.ConfigHome, world.Env.StateHome, world.Env.CacheHome = belowHome(".config"), belowHome(".local/state"), belowHome(".cache")
	}
	if now, err := time.Parse(time.RFC3339, os.Getenv(zdmtest.ClockVariable)); err == nil {
		clock := zdmtest.NewClock(now)
		world.Now, world.Sleep, world.WithTimeout = clock.Now, clock.Sleep, clock.WithTimeout
	}
	os.Exit(app.Main(context.Background(), world)) // as cmd/zdmctl: the process ends with the exit code of the run
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

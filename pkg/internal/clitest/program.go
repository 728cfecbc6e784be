package clitest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
)

// WithProgram builds zdmctl as tests start it, and runs the tests with it as the first program on
// the path. It is a program of its own because the check of traffic in a test binary would double
// the time it takes to start. It has the race detector if the tests have it.
func WithProgram(tests func() (int, error)) (code int, err error) {
	dir, err := os.MkdirTemp("", "clitest")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := Build(context.Background(), dir, "pkg/internal/clitest/zdmctl", fmt.Sprintf("-race=%t", raceDetector())); err != nil {
		return 1, err
	}
	usual := os.Getenv("PATH")
	if err := os.Setenv("PATH", dir+string(os.PathListSeparator)+usual); err != nil {
		return 1, err
	}
	code, err = tests()
	return code, errors.Join(err, os.Setenv("PATH", usual))
}

// Build builds a program of the module in a directory.
func Build(ctx context.Context, dir, folder string, flags ...string) error {
	args := append([]string{"build", "-buildvcs=false", "-o", dir + string(filepath.Separator)}, flags...)
	text, err := exec.CommandContext(ctx, "go", append(args, "github.com/zdmctl/zdmctl/"+folder)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("go build %s: %w\n%s", folder, err, text)
	}
	return nil
}

func raceDetector() bool {
	build, _ := debug.ReadBuildInfo()
	for _, setting := range build.Settings {
		if setting.Key == "-race" {
			return setting.Value == "true"
		}
	}
	return false
}

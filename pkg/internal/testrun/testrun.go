// Package testrun shortens the run of a package's tests. Their temporary directory is in memory if
// there is room: tests create, sync and remove many small files, which takes a disk much longer.
// Garbage is collected late, because most memory of a test is garbage when it ends.
package testrun

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"go.uber.org/goleak"
)

// Quick returns the tests of a package for TestMain, run by With.
func Quick(tests goleak.TestingM) goleak.TestingM { return quick{tests} }

type quick struct{ tests goleak.TestingM }

// Run implements goleak.TestingM.
func (m quick) Run() int {
	code, err := With(func(string) (int, error) { return m.tests.Run(), nil })
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// With runs tests with a temporary directory of their own, which it removes, and less frequent
// garbage collection.
func With(tests func(dir string) (code int, err error)) (code int, err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	parent := memory()
	if strings.HasPrefix(os.TempDir(), parent) {
		parent = "" // these tests were started by others, which remove what a killed process leaves
	}
	dir, err := os.MkdirTemp(parent, "zdmctl-tests")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	variable := "TMPDIR"
	if runtime.GOOS == "windows" {
		variable = "TMP"
	}
	usual := os.Getenv(variable)
	if err := os.Setenv(variable, dir); err != nil {
		return 1, err
	}
	code, err = tests(dir)
	return code, errors.Join(err, os.Setenv(variable, usual))
}

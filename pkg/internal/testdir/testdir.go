// Package testdir provides the tests of a package with a temporary directory, in memory if there is
// room. Tests create, sync and remove many small files, which takes a disk much longer.
package testdir

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"go.uber.org/goleak"
)

// InMemory returns tests that run with a temporary directory of their own, for TestMain.
func InMemory(tests goleak.TestingM) goleak.TestingM { return inMemory{tests} }

type inMemory struct{ tests goleak.TestingM }

// Run implements goleak.TestingM.
func (m inMemory) Run() int {
	code, err := With(func(string) (int, error) { return m.tests.Run(), nil })
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// With runs tests with a temporary directory of their own, and removes it.
func With(tests func(dir string) (code int, err error)) (code int, err error) {
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

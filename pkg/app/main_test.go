package app_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// The run of all tests fails if it leaves goroutines, or a secret in a file.
func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // as app.System does
	// Many tests wait for a process or a delay, and use no core meanwhile. -parallel overrides this.
	err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	code := 1
	if err == nil {
		code, err = clitest.WithProgram(func() (code int, err error) { return clitest.Guarded(m.Run) })
	}
	if err = errors.Join(err, leaked()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code) //nolint:forbidigo // on return, testing would exit with the code of m.Run, even if a goroutine or a secret was left
}

// leaked returns the remaining goroutines. On a busy machine, ended ones take a while to disappear.
func leaked() (err error) {
	for range 20 { // half a second each
		if err = goleak.Find(); err == nil {
			return nil
		}
	}
	return err
}

// Every run of the program in a script is checked for secrets.
func TestScriptsRunTheProgramChecked(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(archive.Comment)) {
			if words := strings.Fields(line); slices.Contains(words, "zdmctl") && slices.Contains(words, "exec") {
				t.Errorf("%s: %s", script, line)
			}
		}
	}
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, scripts("testdata/script", "testdata/contract"))
}

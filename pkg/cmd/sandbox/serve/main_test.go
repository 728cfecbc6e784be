package serve_test

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"zdmctl": func() { os.Exit(clitest.Program()) }, //nolint:forbidigo // this process is the program
	})
}

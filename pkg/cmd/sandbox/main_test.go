package sandbox_test

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, clitest.Commands())
}

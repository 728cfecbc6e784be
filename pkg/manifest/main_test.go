package manifest_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/testrun"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(testrun.Quick(m)) }

package config_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/testdir"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(testdir.InMemory(m)) }

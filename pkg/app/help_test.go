package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// patience limits how long a process may take that should end at once.
const patience = 10 * time.Second

// sandboxWorld returns a world whose calls go to the embedded server.
func sandboxWorld(t *testing.T) *clitest.World {
	t.Helper()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	return w
}

func register(t *testing.T, w *clitest.World, args ...string) {
	t.Helper()
	if r := w.Run(append([]string{"recovery", "create", "-f", contractPath(t, "basic.json")}, args...)...); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
}

// await waits for a number of requests.
func await(t *testing.T, s *zdmtest.Server, requests int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if !s.Await(ctx, requests) {
		t.Fatalf("%d requests have not arrived", requests)
	}
}

// words splits a command line and replaces FILE with a path, which may contain spaces.
func words(line, path string) []string {
	all := strings.Fields(line)
	for i, word := range all {
		if word == "FILE" {
			all[i] = path
		}
	}
	return all
}

func contractPath(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "contract", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func request(name, source, target string) string {
	return fmt.Sprintf("center: \"1\"\nsource: %s\ntarget: %s\nplatform: vmware\nrepository: {id: 13}\nmode: full\njobName: %s\noverwrite: allow\n", source, target, name)
}

func create(more ...string) []string {
	return append([]string{"recovery", "create"}, basicFlagsBut(more)...)
}

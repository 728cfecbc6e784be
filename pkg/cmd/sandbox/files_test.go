package sandbox

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
)

// Which store and inventory a command of the sandbox means. A name that a script left empty is not
// the user's own sandbox.
func TestFileFlags(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, bad := file("good.yaml", "centers: [{id: 1, name: lab}]\n"), file("bad.yaml", "centers: 1\n")
	large := file("large.yaml", strings.Repeat("# x\n", 1<<20))
	own := filepath.Join(dir, "zdmctl", "sandbox.db")
	for _, tt := range []struct {
		args      []string
		homeless  bool
		path      string
		inventory bool
		code      exit.Code
	}{
		{nil, false, own, false, exit.OK},
		{[]string{"--db", "x.db"}, false, "x.db", false, exit.OK},
		{[]string{"--db", "x.db"}, true, "x.db", false, exit.OK},
		{nil, true, "", false, exit.Internal},
		{[]string{"--inventory", good}, false, own, true, exit.OK},
		{[]string{"--db", ""}, false, "", false, exit.Usage},
		{[]string{"--inventory", ""}, false, "", false, exit.Usage},
		{[]string{"--inventory", bad}, false, "", false, exit.Usage},
		{[]string{"--inventory", large}, false, "", false, exit.Usage},
		{[]string{"--inventory", filepath.Join(dir, "nowhere")}, false, "", false, exit.Usage},
		{[]string{"--inventory", dir}, false, "", false, exit.Usage},
	} {
		streams, _, _ := iostreams.Test("")
		f := &cli.Factory{IO: streams, Env: config.Env{Getenv: func(string) string { return "" }, StateHome: func() (string, error) {
			if tt.homeless {
				return "", os.ErrNotExist
			}
			return dir, nil
		}}}
		set := pflag.NewFlagSet("", pflag.ContinueOnError)
		var flags fileFlags
		flags.addTo(set, f)
		if err := set.Parse(tt.args); err != nil {
			t.Fatal(err)
		}
		cfg, err := flags.config(t.Context(), f)
		if code := exit.CodeOf(err); code != tt.code && (tt.code != exit.Internal || err == nil) {
			t.Errorf("%q: exit code %d, want %d: %v", tt.args, code, tt.code, err)
		} else if tt.code == exit.OK && (cfg.Path != tt.path || (cfg.Inventory != nil) != tt.inventory) {
			t.Errorf("%q: %+v", tt.args, cfg)
		}
	}
}

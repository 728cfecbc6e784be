package app_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

// A command closes every file that it opens. Closing a second descriptor of a file later would
// release the locks of the first.
func TestNoFileStaysOpen(t *testing.T) {
	t.Parallel()
	needs.File(t, "/proc/self/fd")
	d := newDrill(t)
	w, _ := d.world(t, noFault)
	request := w.File("request.yaml", "center: seoul\nsource: s0\ntarget: t0\nplatform: kvm\nrepository: {id: 3}\nmode: full\njobName: one\noverwrite: allow\n")
	for _, args := range [][]string{
		{"recovery", "create", "-f", request},
		{"recovery", "apply", "-f", request, "--journal", filepath.Join(w.Dir, "apply.journal")},
		{"recovery", "delete", "one", "--yes"},
		{"recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", filepath.Join(w.Dir, "run.journal")},
	} {
		if r := w.Run(args...); r.Code != exit.OK {
			t.Fatalf("%q: %+v", args, r)
		}
		open, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		for _, descriptor := range open {
			path, err := os.Readlink(filepath.Join("/proc/self/fd", descriptor.Name()))
			if strings.HasPrefix(path, w.Dir) || err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q left %s open: %v", args, path, err)
			}
		}
	}
}

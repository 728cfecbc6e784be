package app_test

import (
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A registration costs one read, and all registrations of an apply share one list.
func TestRegistrationsCostOneRead(t *testing.T) {
	t.Parallel()
	const many = 100
	for _, tt := range []struct {
		name         string
		command      func(w *clitest.World) []string
		reads, posts int
	}{
		{"create", func(*clitest.World) []string { return []string{"create", "-f", contractPath(t, "basic.json")} }, 1, 1},
		{"create --if-absent", func(*clitest.World) []string {
			return []string{"create", "-f", contractPath(t, "basic.json"), "--if-absent"}
		}, 1, 1},
		{"apply of few", func(w *clitest.World) []string { return []string{"apply", "-f", wave(t, w, 7)} }, 1, 7},
		{"apply of many", func(w *clitest.World) []string { return []string{"apply", "-f", wave(t, w, many)} }, 1, many},
		{"apply of many with a journal", func(w *clitest.World) []string {
			return []string{"apply", "-f", wave(t, w, many), "--journal", w.Dir + "/wave.journal", "--parallel", "8"}
		}, 1, many},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := clitest.Server(t)
			registry := &zdmtest.Registry{}
			registry.On(s)
			w := clitest.For(t, s)
			r := w.Run(append([]string{"recovery"}, tt.command(w)...)...)
			posts := len(s.Posts())
			if reads := len(s.Requests()) - posts; r.Code != exit.OK || reads != tt.reads || posts != tt.posts || s.Requests()[0].Method != http.MethodGet {
				t.Errorf("%d reads and %d POSTs, want %d and %d: %+v", reads, posts, tt.reads, tt.posts, r)
			}
		})
	}
}

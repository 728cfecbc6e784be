package context_test

import (
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// Any file is either refused, or becomes a valid context.
func FuzzVendorConfig(f *testing.F) {
	for _, seed := range []string{
		`{"type": "", "token": "a.b.c", "user": {"mail": "ops@example.com"}, "zdm": {"ip": "10.44.7.1", "port": 53307, "id": 6, "repository": {"id": 13, "path": "/vault"}}}`,
		`{"zdm": {"ip": "::1", "port": "1"}}`, `{"zdm": {"ip": "[fe80::1%eth0]"}}`, `{"zdm": {"ip": "h/x?y#z@w"}}`, `{"zdm": {"ip": "비밀"}, "user": {"mail": "a\nb"}}`,
		`{"zdm": {"ip": "h", "repository": {"id": 1e3}}}`, `{"zdm": [], "a": {"b": {"c": {"d": 1}}}}`, `null`, ``, "\xef\xbb\xbf{}", `{"zdm":{"ip":"h"},"zdm.ip":"i"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		w := clitest.New(t)
		w.Env["HOME"], w.Env["USERPROFILE"] = w.Dir, w.Dir
		w.File(".zdm-cli/config.json", content)
		r := w.Run("context", "import", "--from", "zdm-cli")
		switch r.Code {
		case exit.Usage:
		case exit.OK:
			if r := w.Run("config", "view", "-o", "json"); r.Code != exit.OK {
				t.Errorf("the context cannot be used: %+v", r)
			}
			if r := w.Run("auth", "status"); r.Code != exit.OK && r.Code != exit.Credentials {
				t.Errorf("the context has no status: %+v", r)
			}
		default:
			t.Errorf("%+v", r)
		}
	})
}

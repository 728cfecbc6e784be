package config_test

import (
	"path/filepath"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// As the standard requires, a relative path in an XDG variable is ignored.
func TestXDGVariables(t *testing.T) {
	home, elsewhere := t.TempDir(), t.TempDir()
	system := config.System()
	for variable, place := range map[string]struct {
		dir      func() (string, error)
		fallback string
	}{
		"XDG_CONFIG_HOME": {system.ConfigDir, ".config"},
		"XDG_STATE_HOME":  {system.StateDir, ".local/state"},
		"XDG_CACHE_HOME":  {system.CacheDir, ".cache"},
	} {
		for value, base := range map[string]string{
			"": filepath.Join(home, place.fallback), "relative": filepath.Join(home, place.fallback), "../up": filepath.Join(home, place.fallback),
			"~/x": filepath.Join(home, place.fallback), elsewhere: elsewhere,
		} {
			t.Setenv("HOME", home)
			t.Setenv(variable, value)
			if dir, err := place.dir(); err != nil || dir != filepath.Join(base, "zdmctl") {
				t.Errorf("%s=%s: %s, %v", variable, value, dir, err)
			}
			for _, unusable := range []string{"", "relative"} {
				t.Setenv("HOME", unusable)
				if dir, err := place.dir(); (err == nil) != (value == elsewhere) {
					t.Errorf("%s=%s HOME=%s: %s, %v", variable, value, unusable, dir, err)
				} else if err != nil {
					wantCode(t, err, exit.Usage)
				}
			}
		}
	}
}

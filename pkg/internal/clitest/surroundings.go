package clitest

import (
	"os"
	"strings"
	"time"
)

// LeaveSurroundings removes what zdmctl and its libraries would read from the environment of the
// user who runs the tests: settings, proxies, certificates, language and time zone. A test that
// depends on one of them sets it.
func LeaveSurroundings() {
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); ambient(strings.ToUpper(name)) {
			_ = os.Unsetenv(name)
		}
	}
	time.Local = time.UTC
}

func ambient(name string) bool {
	switch name {
	case "LANG", "LANGUAGE", "TZ", "TERM", "NO_COLOR", "XDG_STATE_HOME", "DBUS_SESSION_BUS_ADDRESS", "RUNEWIDTH_EASTASIAN":
		return true
	}
	return strings.HasPrefix(name, "ZDMCTL_") || strings.HasPrefix(name, "LC_") || strings.HasPrefix(name, "SSL_CERT_") || strings.HasSuffix(name, "_PROXY")
}

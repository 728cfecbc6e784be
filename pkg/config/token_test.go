package config_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

func TestEnvToken(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	for _, tc := range []struct {
		name, direct, file, content string
		token                       string
		code                        exit.Code
	}{
		{"none", "", "", "", "", exit.OK},
		{"direct", "hdr.pay.sig", "", "", "hdr.pay.sig", exit.OK},
		{"file", "", file, " hdr.pay.sig\r\n", "hdr.pay.sig", exit.OK},
		{"both", "hunter2", file, "hunter2", "", exit.Usage},
		{"blank", "hunter2 x", "", "", "", exit.Credentials},
		{"control", "hunter2\x1b", "", "", "", exit.Credentials},
		{"not ASCII", "hunter2é", "", "", "", exit.Credentials},
		{"two lines", "", file, "hunter2\nhunter2\n", "", exit.Credentials},
		{"empty file", "", file, "\n", "", exit.Credentials},
		{"large file", "", file, strings.Repeat("x", 64<<10+1), "", exit.Credentials},
		{"no file", "", file + ".missing", "", "", exit.Credentials},
		{"directory", "", filepath.Dir(file), "", "", exit.Credentials},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, "")
			w.vars["ZDMCTL_TOKEN"], w.vars["ZDMCTL_TOKEN_FILE"] = tc.direct, tc.file
			write(t, file, tc.content)
			token, err := w.load(t).EnvToken()
			if token.Value != tc.token || exit.CodeOf(err) != tc.code {
				t.Errorf("%q, %v", token.Value, err)
			}
			if err != nil && strings.Contains(fullText(err), "hunter2") {
				t.Errorf("token shown in %s", fullText(err))
			}
		})
	}
}

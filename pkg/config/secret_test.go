package config_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/config"
)

func TestCleanToken(t *testing.T) {
	for text, want := range map[string]string{
		"a.b.c": "a.b.c", "\ufeffa.b.c": "a.b.c", "a.b.c\n": "a.b.c", "a.b.c\r\n": "a.b.c", " \ta.b.c \n\n": "a.b.c",
		"Bearer a.b.c": "a.b.c", "bearer  a.b.c\n": "a.b.c", "\ufeffBEARER a.b.c\r\n": "a.b.c", "Bearera.b.c": "Bearera.b.c",
	} {
		if got, why := config.CleanToken(text); got != want || !why.IsZero() {
			t.Errorf("%q: %q, %v", text, got, why)
		}
	}
	for text, reason := range map[string]string{
		"": "empty", "\ufeff": "empty", " \n": "empty", "Bearer ": "empty", "bearer": "empty", "hush token": "U+0020", "hush\ntoken": "U+000A", "hush\x00": "U+0000",
		"hush\u200b": "U+200B", "hush\ufeff": "U+FEFF", "해시": "U+D574", "hush\xff": "UTF-8", "\xff\xfeh\x00u\x00": "UTF-8", "Bearer hush token": "U+0020",
	} {
		got, why := config.CleanToken(text)
		if got != "" || !strings.Contains(why.String(), reason) || strings.Contains(why.String(), "hush") {
			t.Errorf("%q: %q, %v", text, got, why)
		}
	}
}

func TestCleanPassword(t *testing.T) {
	for text, want := range map[string]string{
		"pw": "pw", "\ufeffpw": "pw", "pw\n": "pw", "pw\r\n": "pw", "\ufeffpw\r\n": "pw", " pw ": " pw ", "비밀 번호": "비밀 번호", "Bearer pw": "Bearer pw", "p\u200bw": "p\u200bw",
	} {
		if got, why := config.CleanPassword(text); got != want || !why.IsZero() {
			t.Errorf("%q: %q, %v", text, got, why)
		}
	}
	for text, reason := range map[string]string{
		"": "empty", "\ufeff": "empty", "\n": "empty", "hush\nhush": "lines", "hush\n\n": "lines", "hush\xff": "UTF-8", "\xff\xfeh\x00u\x00": "UTF-8",
		"h\x00u\x00": "U+0000", "\x1b[31mhush\x1b[0m": "U+001B", "hush\u0085": "U+0085",
	} {
		if got, why := config.CleanPassword(text); got != "" || !strings.Contains(why.String(), reason) || strings.Contains(why.String(), "hush") {
			t.Errorf("%q: %q, %v", text, got, why)
		}
	}
}

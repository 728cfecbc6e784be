package config_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const host = "https://zdm.example.com:53307"

func credential(token string) config.Credential {
	return config.Credential{Server: host, Email: "ops@example.com", Token: token, Expires: noon}
}

func wantToken(t *testing.T, s *config.Store, token, place string) {
	t.Helper()
	entry, ok, err := s.Get(host, "ops@example.com")
	if err != nil || ok != (token != "") || entry.Token != token || ok && (entry.Place != place || !entry.Expires.Equal(noon)) {
		t.Errorf("got %q in %q (%v), want %q in %q: %v", entry.Token, entry.Place, ok, token, place, err)
	}
}

func wantPut(t *testing.T, s *config.Store, c config.Credential, want string) {
	t.Helper()
	if place, err := s.Put(c); err != nil || place != want {
		t.Fatalf("put in %q: %v", place, err)
	}
}

func TestStoreFile(t *testing.T) {
	w := newWorld(t, "")
	s := w.load(t).Store()
	wantToken(t, s, "", "")
	wantPut(t, s, credential("one"), w.credentials())
	wantPut(t, s, credential("two"), w.credentials())
	wantPut(t, s, config.Credential{Server: host, Token: "nobody's"}, w.credentials())
	wantToken(t, s, "two", w.credentials())
	if text := read(t, w.credentials()); strings.Contains(text, "one") || !strings.Contains(text, "expires-at: 2026-03-11T12:00:00Z") {
		t.Errorf("file:\n%s", text)
	}
	for spelling, want := range map[string]bool{
		host + "/": true, host + "/api": true, host + "/api/": true, "https://ZDM.Example.com:53307": true,
		"http://zdm.example.com:53307": false, "https://zdm.example.com": false, host + "/other": false, host + ".evil.com": false,
	} {
		if _, ok, err := s.Get(spelling, ""); ok != want || err != nil {
			t.Errorf("%s: %v, want %v: %v", spelling, ok, want, err)
		}
	}
	for _, want := range []bool{true, false} {
		if found, err := s.Delete(host, "ops@example.com"); found != want || err != nil {
			t.Errorf("deleted %v: %v", found, err)
		}
	}
	wantToken(t, s, "", "")
}

func TestStoreKeyring(t *testing.T) {
	w, keys := newWorld(t, ""), newRing()
	s := w.load(t).Store()
	wantPut(t, s, credential("in-file"), w.credentials())
	w.Keyring = keys
	s = w.load(t).Store()
	wantToken(t, s, "in-file", w.credentials())
	wantPut(t, s, credential("in-ring"), config.PlaceKeyring)
	wantToken(t, s, "in-ring", config.PlaceKeyring)
	if text := read(t, w.credentials()); strings.Contains(text, "token:") || len(keys.values) != 1 {
		t.Errorf("%d keys and the file\n%s", len(keys.values), text)
	}

	keys.broken = errors.New("locked")
	wantToken(t, s, "", "")
	wantPut(t, s, credential("newer"), w.credentials())
	keys.broken = nil
	wantToken(t, s, "newer", w.credentials())
	wantPut(t, s, credential("newest"), config.PlaceKeyring)
	wantToken(t, s, "newest", config.PlaceKeyring)

	keys.broken = errors.New("locked")
	_, err := s.Delete(host, "ops@example.com")
	wantCode(t, err, exit.Credentials)
	keys.broken = nil
	for _, want := range []bool{true, false} {
		if found, err := s.Delete(host, "ops@example.com"); found != want || err != nil {
			t.Errorf("deleted %v: %v", found, err)
		}
	}
	wantToken(t, s, "", "")
}

func TestStoreHostileKeyring(t *testing.T) {
	w, keys := newWorld(t, ""), newRing()
	w.Keyring = keys
	s := w.load(t).Store()
	wantPut(t, s, credential("right"), config.PlaceKeyring)
	for key, right := range keys.values {
		for _, wrong := range []string{
			"", "null", "[]", "{", strings.Replace(right, "right", `a b`, 1), strings.Replace(right, "zdm.example", "evil.example", 1),
			strings.Replace(right, "ops@", "root@", 1), strings.Replace(right, `"right"`, "7", 1),
		} {
			keys.values[key] = wrong
			wantToken(t, s, "", "")
		}
		keys.values[key] = right
	}
	wantToken(t, s, "right", config.PlaceKeyring)
}

func TestStoreCorruptFile(t *testing.T) {
	const good = "version: 1\ncredentials:\n- server: https://h\n  email: a@b\n  token: hunter2\n"
	for _, content := range []string{
		"hunter2", "- hunter2", "{", "version: 1\ncredentials: hunter2\n", "version: x\n", "credentials: []\n",
		strings.Replace(good, "version: 1", "version: hunter2", 1), "token: *hunter2\n", good + "extra: hunter2\n",
		"version: 2\nhunter2: hunter2\n", good + "---\nversion: 1\n", good + "  token: hunter2\n",
		strings.Replace(good, "hunter2", `"hunter2\nx"`, 1), strings.Replace(good, "https://h", "hunter2", 1),
		good + "  expires-at: hunter2\n", strings.Replace(good, "a@b", `"\e[hunter2"`, 1), "#" + strings.Repeat("x", 1<<20),
	} {
		w := newWorld(t, "")
		write(t, w.credentials(), content)
		s := w.load(t).Store()
		_, _, getErr := s.Get("https://h", "a@b")
		_, putErr := s.Put(credential("new"))
		_, deleteErr := s.Delete("https://h", "a@b")
		for _, err := range []error{getErr, putErr, deleteErr} {
			if err == nil || strings.Contains(fullText(err), "hunter2") || !strings.Contains(err.Error(), w.credentials()) {
				t.Errorf("%.80q: %v", content, err)
			}
		}
		if read(t, w.credentials()) != content {
			t.Errorf("%.80q was overwritten", content)
		}
	}
	w := newWorld(t, "")
	write(t, w.credentials(), good)
	if entry, ok, err := w.load(t).Store().Get("https://h", "a@b"); !ok || err != nil || entry.Token != "hunter2" || !entry.Expires.IsZero() {
		t.Errorf("%+v %v %v", entry, ok, err)
	}
}

func TestStoreNewerVersion(t *testing.T) {
	w := newWorld(t, "")
	write(t, w.credentials(), "version: 2\nkeys: {}\n")
	_, _, err := w.load(t).Store().Get(host, "")
	wantCode(t, err, exit.Credentials)
	if !strings.Contains(err.Error(), "version 2") {
		t.Error(err)
	}
}

func TestPutRejectsWhatGetCannotRead(t *testing.T) {
	for _, c := range []config.Credential{
		{Server: host}, {Server: host, Token: "a b"}, {Server: host, Token: "a\nb"}, {Server: host, Token: "토큰"},
		{Server: "h", Token: "t"}, {Token: "t"}, {Server: host, Token: "t", Email: "a\nb"}, {Server: host, Token: "t", Email: "\xff"},
	} {
		w := newWorld(t, "")
		_, err := w.load(t).Store().Put(c)
		wantCode(t, err, exit.Credentials)
	}
	for _, expires := range []time.Time{{}, time.Unix(math.MaxInt64/4, 0), time.Unix(-1<<60, 0), noon.In(time.FixedZone("KST", 9*3600))} {
		for _, keys := range []config.Keyring{nil, newRing()} {
			w := newWorld(t, "")
			w.Keyring = keys
			s := w.load(t).Store()
			if _, err := s.Put(config.Credential{Server: host, Token: "t", Expires: expires}); err != nil {
				t.Fatal(err)
			}
			entry, ok, err := s.Get(host, "")
			if !ok || err != nil || !entry.Expires.Equal(expires) && !entry.Expires.IsZero() {
				t.Errorf("%v became %v: %v %v", expires, entry.Expires, ok, err)
			}
		}
	}
}

func TestParallelPut(t *testing.T) {
	for _, keys := range []config.Keyring{nil, newRing()} {
		w := newWorld(t, "")
		w.Keyring = keys
		s := w.load(t).Store()
		var group sync.WaitGroup
		for i := range 50 {
			group.Go(func() {
				if _, err := s.Put(config.Credential{Server: host, Email: fmt.Sprintf("u%d@h", i), Token: fmt.Sprint("t", i)}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for i := range 50 {
			if entry, ok, err := s.Get(host, fmt.Sprintf("u%d@h", i)); !ok || err != nil || entry.Token != fmt.Sprint("t", i) {
				t.Errorf("%d: %q %v", i, entry.Token, err)
			}
		}
	}
}

// Whatever credentials.yaml holds, either it is rejected and left unchanged without being quoted,
// or a stored token is found again.
func FuzzCredentialsFile(f *testing.F) {
	const entry = "  - server: https://zdm.example.com:53307\n    email: ops@example.com\n    token: secret-token\n    expires-at: 2026-03-11T12:00:00Z\n"
	for _, seed := range []string{"", "version: 1\ncredentials:\n" + entry, "version: 1\ncredentials:\n" + entry + entry, "version: 2\n", "version: 1\ncredentials: {}\n", "version: 1\n---\n",
		"version: 1\ncredentials: &a [*a]\n", "\xff\xfev", "version: 1\ncredentials:\n  - {server: 'http://h', token: \"a\\nb\"}\n", "{", "version: 1\ntoken: secret-token\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		w := newWorld(t, "")
		write(t, w.credentials(), content)
		s := w.load(t).Store()
		before, found, err := s.Get(host, "ops@example.com")
		if err != nil {
			wantCode(t, err, exit.Credentials)
			if strings.Contains(fullText(err), "secret") {
				t.Errorf("quoted: %s", fullText(err))
			}
			if _, err := s.Put(credential("fresh")); err == nil || read(t, w.credentials()) != content {
				t.Errorf("what is not understood was written over: %v", err)
			}
			return
		}
		if found && !zdm.ValidToken(before.Token) {
			t.Errorf("%q is no token", before.Token)
		}
		wantPut(t, s, credential("fresh"), w.credentials())
		wantToken(t, s, "fresh", w.credentials())
		if n := strings.Count(read(t, w.credentials()), "token: fresh\n"); n != 1 {
			t.Errorf("it is there %d times", n)
		}
	})
}

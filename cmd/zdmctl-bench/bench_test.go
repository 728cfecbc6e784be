package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestMeasureAlternatesAndLeavesTheWarmUpsOut(t *testing.T) {
	c := comparison{name: "c", ours: program{name: "ours"}, peer: program{name: "peer"}}
	var order strings.Builder
	runs := 0
	r, err := measure(t.Context(), c, 3, func(_ context.Context, p program) (time.Duration, error) {
		order.WriteByte(p.name[0])
		runs++
		return time.Duration(100-runs) * time.Millisecond, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := order.String(), "oppooppooppo"; got != want {
		t.Errorf("order %q, want %q", got, want)
	}
	if got, want := spread(r.oursTook), "88.00\t89.50\t91.00\t91.50"; got != want {
		t.Errorf("ours %q, want %q", got, want)
	}
	if got, want := spread(r.peerTook), "89.00\t89.50\t90.00\t91.50"; got != want {
		t.Errorf("peer %q, want %q", got, want)
	}
}

func TestMeasureNamesTheProgramThatFailed(t *testing.T) {
	c := comparison{name: "create", ours: program{name: "zdmctl"}, peer: program{name: "curl"}}
	broken := errors.New("exit status 5")
	_, err := measure(t.Context(), c, 1, func(_ context.Context, p program) (time.Duration, error) {
		if p.name == "curl" {
			return 0, broken
		}
		return time.Millisecond, nil
	})
	if !errors.Is(err, broken) || err.Error() != "create: curl: exit status 5" {
		t.Errorf("error %v", err)
	}
}

func TestReport(t *testing.T) {
	took := func(ms ...time.Duration) []time.Duration {
		for i := range ms {
			ms[i] *= time.Millisecond
		}
		return ms
	}
	side := func(name string) program { return program{name: name} }
	tests := []struct {
		name   string
		ours   time.Duration
		budget float64
		size   int64
		want   bool
		text   []string
	}{
		{"all met", 6, 0.6, 16e6, true, []string{"0.60   0.60  met", "16.0 MB, budget 16 MB: met"}},
		{"within a fifth", 7, 0.6, 19e6, true, []string{"0.70   0.60  missed within a fifth", "19.0 MB, budget 16 MB: missed within a fifth"}},
		{"by more than a fifth", 7, 0.5, 1e6, false, []string{"0.70   0.50  MISSED"}},
		{"too large", 6, 0.6, 20e6, false, []string{"20.0 MB, budget 16 MB: MISSED"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := result{
				comparison: comparison{name: "create", ours: side("zdmctl"), peer: side("curl"), budget: test.budget},
				oursTook:   took(1, test.ours, 12), peerTook: took(8, 10, 11),
			}
			var out bytes.Buffer
			ok, err := report(&out, []result{r}, test.size)
			if err != nil || ok != test.want {
				t.Errorf("report: %v, %v", ok, err)
			}
			for _, text := range test.text {
				if !strings.Contains(out.String(), text) {
					t.Errorf("no %q in\n%s", text, out.String())
				}
			}
		})
	}
}

// needs skips a test unless every program is in the PATH. CI has all of them.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, name := range programs {
		if _, err := exec.LookPath(name); err == nil {
			continue
		}
		if os.Getenv("CI") != "" {
			t.Fatalf("needs %s on the PATH", name)
		}
		t.Skipf("needs %s on the PATH", name)
	}
}

func TestProgramsSeeOnlyTheScene(t *testing.T) {
	needs(t, "sh", "ls")
	t.Setenv("ZDMCTL_SERVER", "https://elsewhere.example.com")
	s, err := newScene()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	look := func(script string) error {
		_, err := s.run(t.Context(), program{"sh", []string{"sh", "-c", script}})
		return err
	}
	if err := look(`[ -z "$ZDMCTL_SERVER" ] && [ "$ZDMCTL_TOKEN" = ` + token + ` ] && [ "$HOME" = "$PWD" ] && [ -z "$(ls -A)" ]`); err != nil {
		t.Errorf("surroundings: %v", err)
	}
	if err := look("exit 5"); err == nil || err.Error() != "exit status 5" {
		t.Errorf("a failed run: %v", err)
	}
}

func TestServerTakesOnlyTheDocumentedCall(t *testing.T) {
	tests := []struct {
		name, method, path, token, contentType, body string
		want                                         int
	}{
		{"as documented", "POST", "/api/recoveries", token, "application/json", request, http.StatusCreated},
		{"other token", "POST", "/api/recoveries", "other", "application/json", request, http.StatusUnauthorized},
		{"form", "POST", "/api/recoveries", token, "application/x-www-form-urlencoded", request, http.StatusBadRequest},
		{"no JSON", "POST", "/api/recoveries", token, "application/json", "center: 1", http.StatusBadRequest},
		{"too large", "POST", "/api/recoveries", token, "application/json", `"` + strings.Repeat("a", maxBody) + `"`, http.StatusBadRequest},
		{"other path", "POST", "/recoveries", token, "application/json", request, http.StatusNotFound},
		{"other method", "PUT", "/api/recoveries", token, "application/json", "", http.StatusMethodNotAllowed},
		{"list", "GET", "/api/recoveries", token, "", "", http.StatusOK},
		{"list with other token", "GET", "/api/recoveries", "other", "", "", http.StatusUnauthorized},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), test.method, test.path, strings.NewReader(test.body))
			r.Header.Set("Authorization", "Bearer "+test.token)
			r.Header.Set("Content-Type", test.contentType)
			w := httptest.NewRecorder()
			handler().ServeHTTP(w, r)
			if w.Code != test.want {
				t.Errorf("status %d, want %d", w.Code, test.want)
			}
			if test.want == http.StatusCreated && w.Body.String() != answer {
				t.Errorf("answer %q", w.Body)
			}
		})
	}
}

func TestRefusalsBeforeAnythingIsBuilt(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	tests := []struct {
		name string
		args []string
		want int
		text string
	}{
		{"no runs", []string{"--runs", "0"}, usage, "at least one run"},
		{"argument", []string{"version"}, usage, "no arguments"},
		{"unknown flag", []string{"--run"}, usage, "-runs"},
		{"help", []string{"--help"}, met, "-only name"},
		{"unknown comparison", []string{"--only", "apply2"}, failed, `no comparison "apply2"; there are version, create-curl, create-net-http, create-jq`},
		{"peer missing", []string{"--only", "create-jq"}, failed, "create-jq needs curl: install the Debian package curl"},
		{"one of all missing", nil, failed, "install the Debian package curl"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), test.args, &stdout, &stderr); code != test.want {
				t.Errorf("exit code %d, want %d", code, test.want)
			}
			if !strings.Contains(stderr.String(), test.text) || stdout.Len() > 0 {
				t.Errorf("stderr %q, stdout %q", stderr.String(), stdout.String())
			}
		})
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// empty returns a fixture without a sandbox.
func empty(int) (*fixture, error) { return &fixture{}, nil }

// A workload that grows faster than its work fails, whatever the step. The median of the rounds
// counts.
func TestGrowth(t *testing.T) {
	taking := func(name string, minutes ...int) workload {
		return workload{name, func(_ context.Context, s *fixture, _ int) error {
			s.spent += time.Duration(minutes[0]) * time.Minute
			minutes = minutes[1:]
			return nil
		}}
	}
	sizes := []size{{1_000, 3}, {10_000, 1}, {100_000, 1}}
	for want, minutes := range map[string][]int{
		"met": {1, 50, 2, 20, 259}, "MISSED at last": {2, 2, 2, 20, 261}, "MISSED at first": {2, 2, 2, 27, 100}, "met by constant work": {1, 1, 1, 1, 1},
	} {
		all := []workload{taking("list", minutes...), taking("other", 1, 1, 1, 1, 1)}
		took, err := measureGrowth(t.Context(), sizes, all, empty)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		ok, err := reportGrowth(&out, sizes, all, took)
		word, _, _ := strings.Cut(want, " ")
		line, _, _ := strings.Cut(out.String()[strings.Index(out.String(), "list"):], "\n")
		if err != nil || ok != (word == "met") || !strings.HasSuffix(line, word) {
			t.Errorf("%s: %t, %v\n%s", want, ok, err, out.String())
		}
	}
	broken := errors.New("exit status 5")
	_, err := measureGrowth(t.Context(), sizes, []workload{{"list", func(context.Context, *fixture, int) error { return broken }}}, empty)
	if !errors.Is(err, broken) || err.Error() != "list of 1000: exit status 5" {
		t.Errorf("error %v", err)
	}
}

// A fixture has the requested number of valid requests and registers the same number of jobs. An
// hour later all runs have ended.
func TestFixture(t *testing.T) {
	const work = 30
	s, err := newFixture("zdmctl", work)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}()
	if err := s.register(t.Context(), work); err != nil {
		t.Fatal(err)
	}
	s.later()
	for _, path := range []string{"/api/recoveries?limit=1", "/api/recoveries/histories?limit=1"} {
		if body := s.get(t, path); !strings.Contains(body, `"totalItems":30,`) {
			t.Errorf("%s: %s", path, body)
		}
	}
	count := 0
	for draft, err := range manifest.Documents(waveFile, strings.NewReader(wave(work))) {
		if count++; err == nil {
			_, err = draft.Check(manifest.Options{Strict: true})
		}
		if err != nil {
			t.Error(err)
		}
	}
	if count != work {
		t.Errorf("%d requests", count)
	}
}

// get sends a request to the fixture's server.
func (s *fixture) get(t *testing.T, path string) string {
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

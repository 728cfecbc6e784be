package sandbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func TestReopenKeepsData(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "zdmctl", "sandbox.db")
	s := open(t, sandbox.Config{Path: path})
	post(t, s, with("schedule", `{"type":3,"basic":{"time":"10:00"}}`))
	before := get(t, s, "/api/recoveries/a-job?detail=true").at(t, "data")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{Path: path, Now: at(noon.Add(time.Hour))})
	after := get(t, s, "/api/recoveries/a-job?detail=true").at(t, "data")
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
	post(t, s, with("jobName", `"next"`, "schedule", `{"type":3,"basic":{"time":"11:00"}}`))
	got := get(t, s, "/api/recoveries/next")
	same(t, got, "data.job.info.id", "2")
	same(t, got, "data.job.info.schedule.basic.id", "4")
}

func TestStoreIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zdmctl", "sandbox.db")
	open(t, sandbox.Config{Path: path})
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o", name, info.Mode().Perm())
		}
	}
}

func TestSecondOpenIsBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	first := open(t, sandbox.Config{Path: path})
	again := sandbox.Config{Path: path, Wait: time.Millisecond}
	if _, err := sandbox.Open(again); !errors.Is(err, sandbox.ErrBusy) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, again)
}

// bboltFile creates a bbolt file.
func bboltFile(t *testing.T, fill func(*bolt.Tx) error) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "sandbox.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fill), db.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// A store of another format is reported as such and left unchanged until Reset.
func TestOtherFormats(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]error{"": sandbox.ErrOlder, "2": sandbox.ErrOlder, "x": sandbox.ErrOlder, "3": sandbox.ErrOlder, "4": sandbox.ErrOlder, "6": sandbox.ErrNewer, "10": sandbox.ErrNewer} {
		path := bboltFile(t, func(tx *bolt.Tx) error {
			settings, err := tx.CreateBucket([]byte("settings"))
			if err == nil && format != "" {
				err = settings.Put([]byte("format"), []byte(format))
			}
			return errors.Join(err, settings.Put([]byte("token secret"), []byte("x")))
		})
		for range 2 {
			if _, err := sandbox.Open(sandbox.Config{Path: path}); !errors.Is(err, want) || !strings.Contains(err.Error(), path) {
				t.Errorf("%q: got %v", format, err)
			}
		}
		if err := sandbox.Reset(sandbox.Config{Path: path}); err != nil {
			t.Fatal(err)
		}
		post(t, open(t, sandbox.Config{Path: path}), with())
	}
}

// Records of another program are never deleted, whatever their names.
func TestStoreOfAnotherProgram(t *testing.T) {
	for _, bucket := range []string{"mine", "jobs", "settings"} {
		path := bboltFile(t, func(tx *bolt.Tx) error {
			b, err := tx.CreateBucket([]byte(bucket))
			return errors.Join(err, b.Put([]byte("a"), []byte("b")))
		})
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sandbox.Open(sandbox.Config{Path: path}); !errors.Is(err, sandbox.ErrForeign) {
			t.Errorf("open: got %v", err)
		}
		if err := sandbox.Reset(sandbox.Config{Path: path}); !errors.Is(err, sandbox.ErrForeign) {
			t.Errorf("reset: got %v", err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("the file was changed, %v", err)
		}
	}
}

// A store that is truncated or overwritten anywhere yields an error, never a crash, and its lock is
// released.
func TestDamagedStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := open(t, sandbox.Config{Path: path})
	for range 20 {
		post(t, s, with("schedule", `{"type":3,"basic":{"time":"10:00"}}`))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page, detected := os.Getpagesize(), 0
	for at := page; at < len(whole); at += page {
		for name, damaged := range map[string][]byte{
			"cut":    whole[:at],
			"ragged": whole[:at+100],
			"zeros":  slices.Concat(whole[:at], make([]byte, page), whole[at+page:]),
			"ones":   slices.Concat(whole[:at], bytes.Repeat([]byte{255}, page), whole[at+page:]),
		} {
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := sandbox.Open(sandbox.Config{Path: path, Wait: time.Millisecond})
			switch {
			case err == nil: // a page that was not read
				for _, path := range []string{"/api/recoveries?detail=true", "/api/recoveries/1", "/api/schedules"} {
					if status := get(t, s, path).status; status != http.StatusOK && status != http.StatusNotFound && status != http.StatusInternalServerError {
						t.Errorf("page %d, %s: %s is answered with %d", at/page, name, path, status)
					}
				}
				_ = s.Close()
			case errors.Is(err, sandbox.ErrDamaged):
				detected++
			default:
				t.Errorf("page %d, %s: %v", at/page, name, err)
			}
		}
	}
	if detected < len(whole)/page {
		t.Errorf("damage was detected %d times in %d pages", detected, len(whole)/page)
	}
}

func TestOpenFailures(t *testing.T) {
	folder := t.TempDir()
	garbage := filepath.Join(folder, "garbage")
	if err := os.WriteFile(garbage, []byte(strings.Repeat("zdm", 10_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		garbage: sandbox.ErrForeign, folder: syscall.EISDIR, filepath.Join(garbage, "x"): syscall.ENOTDIR, "": syscall.ENOENT,
	} {
		t.Run(path, func(t *testing.T) {
			if _, err := sandbox.Open(sandbox.Config{Path: path}); !errors.Is(err, want) {
				t.Errorf("got %v", err)
			}
			if err := sandbox.Reset(sandbox.Config{Path: path}); !errors.Is(err, want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestFullStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := open(t, sandbox.Config{Path: path, MaxSize: 64 << 10})
	schedule := `{"type":3,"basic":{"time":"10:00"}}`
	kept := 0
	var got answered
	for got = post(t, s, with("schedule", schedule)); got.status == http.StatusCreated && kept < 1000; kept++ {
		got = post(t, s, with("schedule", schedule))
	}
	if kept == 0 {
		t.Fatal("the store took nothing")
	}
	refused(t, got, http.StatusInternalServerError, "Internal server error.")
	check := func(s *sandbox.Server, jobs int) {
		t.Helper()
		for _, query := range []string{"", "?jobName=a-job"} {
			if items := get(t, s, "/api/recoveries"+query).at(t, "data").([]any); len(items) != jobs {
				t.Errorf("%q returns %d jobs, want %d", query, len(items), jobs)
			}
		}
	}
	check(s, kept)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{Path: path})
	check(s, kept)
	if got := post(t, s, with("schedule", schedule)); got.status != http.StatusCreated {
		t.Fatalf("got %d %s", got.status, got.text)
	}
	check(s, kept+1)
	// The failed request used no id: the store starts with two.
	same(t, get(t, s, "/api/recoveries/a-job"), "data.job.info.schedule.basic.id", fmt.Sprint(kept+3))
}

func TestClosedServer(t *testing.T) {
	s := open(t, sandbox.Config{})
	header := bearer(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, send(t, s, http.MethodPost, "/api/recoveries", with(), header), 500, "Internal server error.")
	refused(t, send(t, s, http.MethodGet, "/api/recoveries", "", header), 500, "Internal server error.")
	refused(t, send(t, s, http.MethodGet, "/api/recoveries/a-job", "", header), 500, "Internal server error.")
}

func TestParallelRegistrations(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := open(t, sandbox.Config{Path: path})
	const clients, each = 16, 8
	var group sync.WaitGroup
	for client := range clients {
		group.Go(func() {
			for i := range each {
				name := fmt.Sprintf("job-%d-%d", client, i)
				post(t, s, with("jobName", `"`+name+`"`, "schedule", `{"type":3,"basic":{"time":"10:00"}}`))
				same(t, get(t, s, "/api/recoveries/"+name), "data.job.info.name", name)
			}
		})
	}
	group.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{Path: path})
	jobs, schedules := map[any]bool{}, map[any]bool{}
	list := get(t, s, "/api/recoveries").at(t, "data").([]any)
	for _, item := range list {
		one := answered{json: item.(map[string]any)}
		jobs[one.at(t, "job.info.name")] = true
		schedules[one.at(t, "job.info.schedule.basic.id")] = true
	}
	if len(list) != clients*each || len(jobs) != clients*each || len(schedules) != clients*each {
		t.Errorf("%d jobs, %d names and %d schedules, want %d", len(list), len(jobs), len(schedules), clients*each)
	}
}

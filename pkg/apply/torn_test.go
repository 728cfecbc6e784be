package apply_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// threeApplied is a journal of three applied requests, with everything that a later run needs.
type threeApplied struct {
	client   *zdm.Client
	clock    *zdmtest.Clock
	requests []apply.Request
	journal  []byte
}

func newThreeApplied(t *testing.T) *threeApplied {
	t.Helper()
	w := &threeApplied{clock: zdmtest.NewClock(time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC))}
	server, err := sandbox.Open(sandbox.Config{Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	about, err := server.Describe()
	if err != nil {
		t.Fatal(err)
	}
	token := ""
	w.client = zdmtest.Client(t, "http://zdm.test", w.clock, func(c *zdm.Config) {
		c.Transport = sandbox.Transport(server)
		c.Token = func(context.Context) (string, error) { return token, nil }
	})
	login, err := w.client.IssueToken(t.Context(), about.Email, about.Password, "")
	if err != nil {
		t.Fatal(err)
	}
	token = login.Token
	for i := range 3 {
		body := fmt.Sprintf(`{"center": "1", "source": "source-server", "target": "target-server", "platform": "vmware", "repository": {"id": 13}, "mode": "full", "jobName": "wave-%d"}`, i)
		w.requests = append(w.requests, apply.Request{Name: fmt.Sprintf("wave-%d", i), Target: "target-server", Body: []byte(body)})
	}
	path := filepath.Join(t.TempDir(), "journal")
	if said := w.apply(t, path); said != "created created created" {
		t.Fatal(said)
	}
	if w.journal, err = os.ReadFile(path); err != nil || bytes.Count(w.journal, []byte("\n")) != 7 {
		t.Fatalf("%s, %v", w.journal, err)
	}
	return w
}

// apply applies the requests with the journal at a path, and returns the outcomes in the order of
// the requests.
func (w *threeApplied) apply(t *testing.T, path string) string {
	t.Helper()
	j, err := apply.OpenJournal(path, w.client.Base(), w.requests, false)
	if err != nil {
		return err.Error()
	}
	outcomes := make([]string, len(w.requests))
	err = apply.Run(t.Context(), w.requests, apply.Config{
		Registrar: registrar(w.client, w.clock), Parallel: 2, Journal: j, Say: msg.Message.String,
		Report: func(r apply.Result) error {
			outcomes[r.Index] = string(r.Outcome)
			if r.Err != nil {
				outcomes[r.Index] += ": " + r.Err.Error()
			}
			return nil
		},
		Pending: func(n int, longest time.Duration) { t.Errorf("%d requests are waited for, %v", n, longest) },
	})
	if closed := j.Close(); err != nil || closed != nil {
		return fmt.Sprint(err, closed)
	}
	return strings.Join(outcomes, " ")
}

// A journal that is cut off at any point is continued, and nothing is registered twice.
func TestTornJournal(t *testing.T) {
	w, folder := newThreeApplied(t), t.TempDir()
	var group sync.WaitGroup
	const together = 16 // each mostly waits for the disk
	for first := range together {
		group.Go(func() {
			path := filepath.Join(folder, fmt.Sprint("journal", first))
			for end := first; end < len(w.journal); end += together {
				if err := os.WriteFile(path, w.journal[:end], 0o600); err != nil {
					t.Error(err)
					return
				}
				said := w.apply(t, path)
				for outcome := range strings.FieldsSeq(said) {
					if outcome != "created" && outcome != "unchanged" {
						t.Errorf("cut after %d bytes: %s", end, said)
						break
					}
				}
			}
		})
	}
	group.Wait()
	there, err := w.client.Recoveries(zdm.RecoveryQuery{}).Get(t.Context())
	var names []string
	for _, job := range there.Data {
		names = append(names, string(job.Job.Info.Name))
	}
	slices.Sort(names)
	if err != nil || !slices.Equal(names, []string{"wave-0", "wave-1", "wave-2"}) {
		t.Errorf("the jobs are %q, %v", names, err)
	}
}

// A journal with damaged content is refused: what it recorded of sent requests is not known.
func TestDamagedJournal(t *testing.T) {
	w, path := newThreeApplied(t), filepath.Join(t.TempDir(), "journal")
	for at := range w.journal[:len(w.journal)-1] {
		damaged := bytes.Clone(w.journal)
		damaged[at] ^= 1
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := apply.OpenJournal(path, w.client.Base(), w.requests, false)
		if exit.CodeOf(err) != exit.Usage || !strings.Contains(err.Error(), "damaged in line") && !strings.Contains(err.Error(), "is not a journal") {
			t.Errorf("byte %d: %v", at, err)
		}
		if after, readErr := os.ReadFile(path); readErr != nil || !bytes.Equal(after, damaged) {
			t.Errorf("byte %d: the journal became %q, %v", at, after, readErr)
		}
	}
}

package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// 200 clients register, list and delete at once; none sees a job lost or doubled.
func TestParallelClients(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	s := open(t, sandbox.Config{Path: path})
	const clients, each = 200, 4
	var group sync.WaitGroup
	for client := range clients {
		group.Go(func() {
			for i := range each {
				name := fmt.Sprintf("job-%d-%d", client, i)
				if got := post(t, s, with("jobName", `"`+name+`"`)); got.status != http.StatusCreated {
					t.Errorf("%s: %s", name, got.text)
				}
				if found := names(t, get(t, s, "/api/recoveries?jobName="+name)); found != name {
					t.Errorf("%s is listed as %q", name, found)
				}
				if i%2 == 0 {
					same(t, send(t, s, http.MethodDelete, "/api/recoveries/"+name, "", bearer(t, s)), "data.summary.state", "success")
					if got := send(t, s, http.MethodDelete, "/api/recoveries/"+name, "", bearer(t, s)); got.status != http.StatusNotFound {
						t.Errorf("%s was deleted twice: %s", name, got.text)
					}
				}
			}
			if found := get(t, s, "/api/recoveries?server=12&limit=1"); found.status != http.StatusOK {
				t.Error(found.text)
			}
		})
	}
	group.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{Path: path})
	for _, query := range []string{"", "server=11", "server=source-server&serverType=source", "serverType=target&server=12", "mode=full", "center=1"} {
		seen := map[string]int{}
		for name := range strings.FieldsSeq(names(t, get(t, s, "/api/recoveries?"+query))) {
			seen[name]++
		}
		if len(seen) != clients*each/2 {
			t.Errorf("%q: %d jobs", query, len(seen))
		}
		for name, times := range seen {
			if times > 1 || strings.HasSuffix(name, "-0") || strings.HasSuffix(name, "-2") {
				t.Errorf("%q: %s is there %d times", query, name, times)
			}
		}
		same(t, get(t, s, "/api/recoveries?limit=3&"+query), "pagination.totalItems", clients*each/2.0)
	}
}

// bareRate is how many records a second a plain bbolt writer gets to the disk from 8 goroutines, with
// bbolt's own delay of a batch or another.
func bareRate(b *testing.B, size int, delay, lasts time.Duration) float64 {
	b.Helper()
	db, err := bolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if delay > 0 {
		db.MaxBatchDelay = delay
	}
	if err := db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("jobs")); return err }); err != nil {
		b.Fatal(err)
	}
	record := bytes.Repeat([]byte("x"), size)
	return rate(8, lasts, func() {
		err := db.Batch(func(tx *bolt.Tx) error {
			bucket := tx.Bucket([]byte("jobs"))
			id, err := bucket.NextSequence()
			if err != nil {
				return err
			}
			return bucket.Put([]byte(fmt.Sprintf("%08x", id)), record)
		})
		if err != nil {
			b.Error(err)
		}
	})
}

// rate is how often a second something is done by some goroutines.
func rate(workers int, lasts time.Duration, do func()) float64 {
	var done atomic.Int64
	var group sync.WaitGroup
	began := time.Now()
	for range workers {
		group.Go(func() {
			for time.Since(began) < lasts {
				do()
				done.Add(1)
			}
		})
	}
	group.Wait()
	return float64(done.Load()) / time.Since(began).Seconds()
}

// BenchmarkRegister compares registrations over HTTP from 8 connections with a bare bbolt writer of 8
// goroutines on the same disk, in turns.
func BenchmarkRegister(b *testing.B) {
	path := filepath.Join(b.TempDir(), "sandbox.db")
	s, err := sandbox.Open(sandbox.Config{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	token, err := s.Token()
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	defer client.CloseIdleConnections()
	var n atomic.Int64
	register := func() {
		body := with("jobName", fmt.Sprintf(`"job-%d"`, n.Add(1)))
		r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, server.URL+"/api/recoveries", strings.NewReader(body))
		if err != nil {
			b.Error(err)
			return
		}
		r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
		answer, err := client.Do(r)
		if err != nil {
			b.Error(err)
			return
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusCreated {
			b.Errorf("status %d", answer.StatusCode)
		}
	}
	var bare, tuned, ours, rounds float64
	for b.Loop() {
		bare += bareRate(b, 700, 0, time.Second)
		tuned += bareRate(b, 700, time.Millisecond, time.Second)
		ours += rate(8, time.Second, register)
		rounds++
	}
	b.ReportMetric(bare/rounds, "bare/s")
	b.ReportMetric(tuned/rounds, "bare-1ms/s")
	b.ReportMetric(ours/rounds, "registrations/s")
	b.ReportMetric(ours/bare, "ratio")
	b.ReportMetric(ours/tuned, "ratio-1ms")
	if ours < bare/2 {
		b.Errorf("%.0f registrations a second are less than half of %.0f", ours/rounds, bare/rounds)
	}
}

// residentMB is the process's resident memory with the pages of the store that are mapped.
func residentMB(b *testing.B) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		b.Fatal(err)
	}
	var all, resident int64
	if _, err := fmt.Sscan(string(text), &all, &resident); err != nil {
		b.Fatal(err)
	}
	return float64(resident) * float64(os.Getpagesize()) / (1 << 20)
}

// BenchmarkPage reads a page of 20 among 100 000 jobs.
func BenchmarkPage(b *testing.B) {
	path := filepath.Join(b.TempDir(), "sandbox.db")
	s, err := sandbox.Open(sandbox.Config{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	token, err := s.Token()
	if err != nil {
		b.Fatal(err)
	}
	call := func(method, target, body string, to io.Writer) int {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
		w := &discarding{header: http.Header{}, to: to}
		s.ServeHTTP(w, r)
		return w.status
	}
	const jobs = 100_000
	var group sync.WaitGroup
	for worker := range 500 {
		group.Go(func() {
			for i := range jobs / 500 {
				if status := call(http.MethodPost, "/api/recoveries", with("jobName", fmt.Sprintf(`"job-%d-%d"`, worker, i)), io.Discard); status != http.StatusCreated {
					b.Errorf("status %d", status)
				}
			}
		})
	}
	group.Wait()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("file %d MB, resident %.0f MB", info.Size()>>20, residentMB(b))
	for query, indexed := range map[string]bool{
		"page=1": true, "page=5000": true, "page=2500&sort=asc": true, "jobName=job-7-7&limit=20": true,
		"server=11&page=1": true, "server=source-server&page=5000": true, "server=11&serverType=source&page=1": true,
		"server=12&serverType=target&limit=20": true, "server=12&serverType=target&jobName=job-3-3&limit=20": true,
		"jobId=777&page=1": true, "status=registered&limit=20": false, "mode=full&platform=vmware&page=9": false,
	} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				if status := call(http.MethodGet, "/api/recoveries?"+query, "", io.Discard); status != http.StatusOK {
					b.Fatalf("status %d", status)
				}
			}
			resident := residentMB(b)
			b.ReportMetric(resident, "resident-MB")
			if resident > 150 {
				b.Errorf("%.0f MB resident", resident)
			}
			if took := b.Elapsed() / time.Duration(b.N); indexed && took > 20*time.Millisecond {
				b.Errorf("a page takes %v", took)
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			counted := &counter{}
			call(http.MethodGet, "/api/recoveries?detail=true", "", counted)
			b.ReportMetric(float64(counted.n>>20), "answer-MB")
		}
		b.ReportMetric(residentMB(b), "resident-MB")
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.HeapSys>>20), "heap-MB")
	})
}

type discarding struct {
	header http.Header
	status int
	to     io.Writer
}

func (d *discarding) Header() http.Header         { return d.header }
func (d *discarding) WriteHeader(status int)      { d.status = status }
func (d *discarding) Write(p []byte) (int, error) { return d.to.Write(p) }

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

// A list that is streamed is one JSON document, however long.
func TestLongList(t *testing.T) {
	s := open(t, sandbox.Config{})
	var group sync.WaitGroup
	for worker := range 50 {
		group.Go(func() {
			for i := range 20 {
				post(t, s, with("jobName", fmt.Sprintf(`"%d-%d-%s"`, worker, i, strings.Repeat("이름", 50)), "schedule", "1"))
			}
		})
	}
	group.Wait()
	for _, target := range []string{"/api/recoveries?detail=true", "/api/recoveries/monitoring/system/11?mode=full"} {
		got := get(t, s, target)
		if !json.Valid([]byte(got.text)) || got.at(t, "message") == nil {
			t.Errorf("%s: %d bytes are not JSON", target, len(got.text))
		}
	}
	if list := get(t, s, "/api/recoveries").at(t, "data").([]any); len(list) != 1000 {
		t.Errorf("%d jobs", len(list))
	}
	same(t, get(t, s, "/api/recoveries/monitoring/system/11?page=2&limit=999"), "data.pagination.hasNextPage", false)
	same(t, get(t, s, "/api/recoveries?limit=5000"), "pagination.itemsPerPage", 1000.0)
	refused(t, send(t, s, http.MethodDelete, "/api/schedules/1", "", bearer(t, s)), http.StatusConflict,
		"Schedule ID '1' is referenced by: backup(2), recovery(1000)")
}

package sandbox_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// bareRate returns how many records per second a plain bbolt writer stores from 8 goroutines, with
// bbolt's default batch delay or another one.
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

// rate returns how many times per second the workers complete do.
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

// BenchmarkRegister compares registrations over 8 HTTP connections with a plain bbolt writer of 8
// goroutines on the same disk, alternating between the two.
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

// residentMB returns the process's resident memory, including mapped pages of the store.
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

// processorTime returns the CPU time of this thread.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used unix.Timespec // in nanoseconds, where rusage may count in ticks
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Nano())
}

// BenchmarkPage reads a page of 20 out of 100,000 jobs: unscheduled ones, some that ran, and some
// with a schedule of their own or a shared one.
func BenchmarkPage(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as in sandbox serve
	path, now := filepath.Join(b.TempDir(), "sandbox.db"), &clock{now: noon}
	s, err := sandbox.Open(sandbox.Config{Path: path, Now: now.read})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	fill(b, s, 100_000)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("file %d MB, resident %.0f MB", info.Size()>>20, residentMB(b))
	now.set(noon.Add(20 * time.Minute)) // all have run, and the next minute's run is active
	for _, target := range []string{
		"recoveries?page=1", "recoveries?page=5000", "recoveries?page=2500&sort=asc", "recoveries?jobName=job-7-7&limit=20", "recoveries?jobId=777&page=1",
		"recoveries?server=11&page=1", "recoveries?server=source-server&page=5000", "recoveries?server=12&serverType=target&limit=20",
		"recoveries?server=12&serverType=target&jobName=job-3-3&limit=20", "recoveries?server=nobody&limit=20",
		"recoveries?mode=full&platform=vmware&page=9", "recoveries?mode=increment&limit=20", "recoveries?partition=/home&page=2000",
		"recoveries?repositoryID=13&repositoryType=smb&repositoryPath=//192.168.1.100/backup&backupName=daily-backup-root&limit=20",
		"recoveries?status=registered&limit=20", "recoveries?status=scheduled&limit=20", "recoveries?status=processing&limit=20", "recoveries?status=complete&page=500",
		"recoveries/histories?limit=20", "recoveries/histories?page=1000", "recoveries/histories?result=failed&limit=20", "recoveries/histories?jobName=job-3-3&limit=20",
		"schedules?limit=20", "schedules?page=400&sort=asc", "schedules?state=enabled&type=1&limit=20", "schedules?jobName=nobody&limit=20",
	} {
		b.Run(target, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			// Other load on the machine delays the response but not the CPU time.
			least, work := time.Hour, time.Hour
			for b.Loop() {
				began, worked := time.Now(), processorTime(b)
				if status := request(b, s, http.MethodGet, "/api/"+target, "", io.Discard); status != http.StatusOK {
					b.Fatalf("status %d", status)
				}
				least, work = min(least, time.Since(began)), min(work, processorTime(b)-worked)
			}
			b.ReportMetric(least.Seconds()*1000, "least-ms")
			b.ReportMetric(work.Seconds()*1000, "work-ms")
			resident := residentMB(b)
			b.ReportMetric(resident, "resident-MB")
			if resident > 150 {
				b.Errorf("%.0f MB resident", resident)
			}
			limit := 5 * time.Millisecond
			if strings.HasPrefix(target, "recoveries/histories?") { // the runs of every job are counted
				limit = 10 * time.Millisecond
			}
			if work > limit {
				b.Errorf("a page takes %v of a processor", work)
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			counted := &counter{}
			request(b, s, http.MethodGet, "/api/recoveries?detail=true", "", counted)
			b.ReportMetric(float64(counted.n>>20), "answer-MB")
		}
		b.ReportMetric(residentMB(b), "resident-MB")
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.HeapSys>>20), "heap-MB")
	})
}

// fill registers jobs from 500 concurrent clients.
func fill(b *testing.B, s *sandbox.Server, jobs int) {
	b.Helper()
	kinds := [][]string{{}, {}, {}, {}, {"autoStart", `"use"`}, {"autoStart", `"use"`}, {"mode", `"increment"`}, {"schedule", "1"},
		{"schedule", `{"type":1,"basic":{"time":"11:00","interval":{"minute":"10"}}}`}, {"schedule", `{"type":3,"basic":{"time":"12:10"}}`}}
	var group sync.WaitGroup
	for worker := range 500 {
		group.Go(func() {
			for i := range jobs / 500 {
				body := with(append(kinds[i%len(kinds)], "jobName", fmt.Sprintf(`"job-%d-%d"`, worker, i))...)
				if status := request(b, s, http.MethodPost, "/api/recoveries", body, io.Discard); status != http.StatusCreated {
					b.Errorf("status %d", status)
				}
			}
		})
	}
	group.Wait()
}

func request(b *testing.B, s *sandbox.Server, method, target, body string, to io.Writer) (status int) {
	b.Helper()
	token, err := s.Token()
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
	w := &discarding{header: http.Header{}, to: to}
	s.ServeHTTP(w, r)
	return w.status
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

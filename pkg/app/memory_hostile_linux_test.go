package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const wholeBody = 31 << 20 // bytes of a body that is read to its end

// zipped returns a complete gzipped body of a prefix, repeated pieces and a suffix: a few kilobytes
// on the wire.
func zipped(status int, prefix, piece, suffix string) zdmtest.Answer {
	const repetitions = 1000
	block := strings.Repeat(piece, repetitions)
	return zippedOf(status, wholeBody/len(block), prefix, func(int) string { return block }, suffix)
}

// zippedOf is zipped with a given number of pieces.
func zippedOf(status, pieces int, prefix string, piece func(n int) string, suffix string) zdmtest.Answer {
	var packed bytes.Buffer
	zip, _ := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	_, _ = io.WriteString(zip, prefix)
	for n := range pieces {
		_, _ = io.WriteString(zip, piece(n))
	}
	_, _ = io.WriteString(zip, suffix)
	_ = zip.Close()
	return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		_, _ = w.Write(packed.Bytes())
	}
}

// endlessPages serves pages of jobs with one name, each with a different ID.
func endlessPages(name string) zdmtest.Answer {
	var last atomic.Int64
	job := fmt.Sprintf(`","name":%q}}},`, name)
	return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
		const most = 5000
		page, id := []byte(`{"success":true,"data":[`), last.Add(most)
		for n := range int64(most) {
			page = append(strconv.AppendInt(append(page, `{"job":{"info":{"id":"`...), id-n, 10), job...)
		}
		_, _ = w.Write(append(page[:len(page)-1], `],"pagination":{"hasNextPage":true}}`...))
	}
}

// The response of a hostile server takes at most 300 MB, even if a few kilobytes expand to much
// more. This holds for a read and for a registration, whose outcome is never reported as "nothing
// was sent".
func hostileTakesLittle(t *testing.T, program string) {
	t.Helper()
	const most = 300_000 // KiB
	const ok, name, item = `{"success":true,"requestID":"r","data":`, `"job":{"info":{"id":"1","name":"`, `"job":{"info":{"id":"1","name":"j"`
	const create, apply = "recovery create -f create.yaml --settle 0", "recovery apply -f apply.yaml --settle 0"
	const table, document, filtered, names = "recovery list --all", "recovery list --all -o json", "recovery list --all --jq .data", "recovery list --all -o name"
	same := func(piece string) func(int) string { return func(int) string { return piece } }
	key := func(n int) string { return fmt.Sprintf(`"%d":{},`, n) }
	for _, tt := range []struct {
		name     string
		answer   zdmtest.Answer
		commands []string
	}{
		{"a list of {}", zipped(200, ok+"[", "{},", "{}]}"), []string{create, apply, table, document, filtered, "recovery get j"}},
		{"a list of small jobs", zipped(200, ok+"[", "{"+item+"}}},", "{"+item+"}}}]}"), []string{create, apply, table}},
		{"one job of many partitions", zipped(200, ok+"[{"+item+`},"detail":[`, "{},", "{}]}}]}"), []string{create, apply, table}},
		{"a registration of many partitions", zipped(201, ok+`{"common":{"state":"success"},"partitions":[`, "{},", `{}],"summary":{"total":1}}}`), []string{create, apply}},
		{"an object of many keys", zipped(200, ok+"{", `"a":1,`, `"a":1}}`), []string{create, apply, filtered}},
		{"lists in lists", zipped(200, ok, "[", ""), []string{create, apply, table}},
		{"an error of many reasons", zipped(500, `{"success":false,"error":"`, "a||", `"}`), []string{create, apply, table}},
		{"an error of many fields", zipped(422, `{"success":false,"error":"x","detail":{"validationErrors":{`, `"a":["x"],`, `"a":["x"]}}}`), []string{create, apply, table}},
		{"a page of HTML", zipped(404, "<html>", "<p>", ""), []string{create, apply, table}},
		{"one long name", zipped(200, ok+"[{"+name, "\u202e\u200b", `"}}}]}`), []string{table, document}},
		{"one long name that is not UTF-8", zipped(200, ok+"[{"+name, "a\xff", `"}}}]}`), []string{table}},
		{"the maximum of items", zippedOf(200, zdm.MaxItems-1, ok+"[", same("{"+item+"}}},"), "{"+item+"}}}]}"), []string{apply, table, document, filtered}},
		{"the maximum of keys", zippedOf(200, zdm.MaxValues/2-10, ok+"{", key, `"a":1}}`), []string{apply, filtered}},
		{"the maximum of partitions", zippedOf(200, zdm.MaxItems-10, ok+"[{"+item+`},"detail":[`, same("{},"), "{}]}}]}"), []string{apply, table}},
		{"endless pages", endlessPages("j0"), []string{create, apply, table, document, names}}, // the name matches only one of the four requests of the apply
		{"endless pages of another name", endlessPages("other"), []string{create}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, args := range tt.commands {
				s := zdmtest.Start(nil)
				s.On(zdmtest.Recoveries, tt.answer)
				s.On(zdmtest.Recoveries+"/j", tt.answer)
				peak, code, output := hostilePeak(t, program, s, args)
				s.Close()
				if peak == 0 || peak > most {
					t.Errorf("%s: %d MB, code %d\n%.300s", args, peak>>10, code, output)
				}
				change := args == create || args == apply
				if change && (code == exit.OK || code == exit.Usage || code == exit.Internal) || code < 0 || strings.Contains(output, "goroutine ") {
					t.Errorf("%s: code %d\n%.300s", args, code, output)
				}
				t.Logf("%s: %d MB, code %d", args, peak>>10, code)
			}
		})
	}
}

// hostilePeak runs the program against a server, and returns its peak memory in KiB, its exit code
// and its output.
func hostilePeak(t *testing.T, program string, s *zdmtest.Server, args string) (kib int64, code exit.Code, output string) {
	t.Helper()
	dir := t.TempDir()
	request := replaced(contract(t, "basic.json"), "\n", " ")
	var wave strings.Builder
	for i := range 4 {
		wave.WriteString(replaced(request, "daily-recovery", fmt.Sprint("j", i)) + "\n---\n")
	}
	for name, text := range map[string]string{"create.yaml": replaced(request, "daily-recovery", "j"), "apply.yaml": wave.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, strings.Fields(args)...)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "ZDMCTL_SERVER=" + s.URL, "ZDMCTL_TOKEN=" + zdmtest.Token("ops", clitest.Now().AddDate(100, 0, 0))}
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for {
		if now, err := peakOf(cmd.Process.Pid); err == nil {
			kib = max(kib, now)
		}
		select {
		case err := <-ended:
			if failed, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok || ok && !failed.Exited() {
				t.Errorf("%s: %v", args, err)
			}
			return kib, exit.Code(cmd.ProcessState.ExitCode()), complaints.String()
		case <-ticker.C:
		}
	}
}

// peakOf returns the peak memory of a process in KiB, or an error after it has ended.
func peakOf(pid int) (kib int64, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, value, _ := strings.Cut(string(status), "VmHWM:")
	_, err = fmt.Sscan(value, &kib)
	return kib, err
}

package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	runTimeout    = 5 * time.Minute // limit for one program
	zdmctlPackage = "github.com/zdmctl/zdmctl/cmd/zdmctl"
	peerPackages  = "github.com/zdmctl/zdmctl/cmd/zdmctl-bench/testdata/"
	emptyProgram  = "package main\n\nfunc main() {}\n"
)

//go:embed testdata/request.json
var request string

// scene is the environment of the programs: their binaries, a request, an empty home and a server
// on loopback.
type scene struct {
	dir                          string
	zdmctl, empty, request, home string           // file paths
	post, postAll                string           // minimal net/http clients, for a file and for a directory
	wave                         string           // directory of requests with distinct names
	reader, documents            string           // the YAML parser alone, and a directory of input for it
	peaks                        map[string]int64 // maximum memory by command line
	server                       *httptest.Server
}

func newScene() (*scene, error) {
	dir, err := os.MkdirTemp("", "zdmctl-bench-")
	if err != nil {
		return nil, err
	}
	s := &scene{
		dir: dir, zdmctl: filepath.Join(dir, "zdmctl"), empty: filepath.Join(dir, "empty"), post: filepath.Join(dir, "post"), postAll: filepath.Join(dir, "postall"),
		request: filepath.Join(dir, "request.json"), home: filepath.Join(dir, "home"),
		wave: filepath.Join(dir, "wave"), reader: filepath.Join(dir, "reader"), documents: filepath.Join(dir, "documents"),
		peaks: map[string]int64{}, server: httptest.NewServer(handler()),
	}
	err = errors.Join(os.Mkdir(s.home, 0o700), os.WriteFile(s.request, []byte(request), 0o600))
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// writeWave creates a directory of requests with distinct names and targets.
func writeWave(dir string, size int) error {
	var fields map[string]any
	if err := errors.Join(os.Mkdir(dir, 0o700), json.Unmarshal([]byte(request), &fields)); err != nil {
		return err
	}
	for i := range size {
		fields["jobName"] = fmt.Sprintf("wave-%05d", i)
		fields["target"] = fmt.Sprintf("target-%05d", i)
		body, err := json.Marshal(fields)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.json", i)), body, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *scene) close() {
	s.server.Close()
	_ = os.RemoveAll(s.dir)
}

// build builds the programs as for a release (static, stripped, with trimmed paths) and writes the
// requests and documents to read. It measures copies of the binaries, because a file that the
// linker has just written takes 1 to 2 ms longer to start: its page cache is fragmented.
func (s *scene) build(ctx context.Context) error {
	empty, reader := filepath.Join(s.dir, "empty.go"), filepath.Join(s.dir, "reader.go")
	err := errors.Join(os.WriteFile(empty, []byte(emptyProgram), 0o600), os.WriteFile(reader, []byte(readerProgram), 0o600),
		writeWave(s.wave, waveSize), writeDocuments(s.documents, validateSize))
	if err != nil {
		return err
	}
	for output, pkg := range map[string]string{
		s.zdmctl: zdmctlPackage, s.empty: empty, s.reader: reader, s.post: peerPackages + "post", s.postAll: peerPackages + "postall",
	} {
		linked := output + ".linked"
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", linked, pkg)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go build %s: %w\n%s", pkg, err, text)
		}
		if err := copyProgram(output, linked); err != nil {
			return err
		}
	}
	return nil
}

func copyProgram(to, from string) error {
	program, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(to, program, 0o700), os.Remove(from))
}

// run is a runner. The environment has $PATH only, and the output is discarded.
func (s *scene) run(ctx context.Context, p program) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, runTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.argv[0], p.argv[1:]...)
	cmd.Dir = s.home
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.home, "ZDMCTL_TOKEN=" + token}
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err == nil {
		s.peaks[p.line()] = max(s.peaks[p.line()], peakMemory(cmd.ProcessState))
	}
	return took, err
}

package clitest

import (
	"encoding/json"
	"os/exec"
	"strings"
)

// Shell runs commands one after the other in one sh and returns the output of each, both streams
// combined. The home is the world's, and zdmctl is the program with the clock of every run. go is
// the machine's, with its own caches.
func (w *World) Shell(dir string, commands ...string) []string {
	w.t.Helper()
	const mark = "\x1e\n"
	script := "exec 2>&1\n"
	for _, c := range commands {
		// So that the next command sees this one's $?.
		script += c + "\ncode=$?; printf '\\036\\n'; (exit $code)\n"
	}
	sh := w.process("sh", "-c", script).cmd
	sh.Dir, sh.Env = dir, append(sh.Env, w.goEnv()...)
	output, err := sh.Output() // the last command may fail
	parts := strings.Split(string(output), mark)
	if len(parts) != len(commands)+1 {
		w.t.Fatalf("sh: %v; after %d of %d commands:\n%s", err, len(parts)-1, len(commands), output)
	}
	if err := Leaks([]string{"sh"}, string(output), ""); err != nil {
		w.t.Error(err)
	}
	return parts[:len(commands)]
}

// goEnv makes go use the machine's caches although the home is another. It installs programs
// outside the home, which is searched for secrets: in the GOPATH of the world, or in one that is
// removed after the test. It omits VCS information, because another user may own the clone.
func (w *World) goEnv() []string {
	w.t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		return nil
	}
	var settings map[string]string
	output, err := exec.CommandContext(w.t.Context(), "go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GOSUMDB", "GOTOOLCHAIN").Output()
	if err == nil {
		err = json.Unmarshal(output, &settings)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	if _, chosen := w.Env["GOPATH"]; !chosen {
		settings["GOPATH"] = w.t.TempDir()
	}
	settings["GOFLAGS"] = strings.TrimSpace(settings["GOFLAGS"] + " -buildvcs=false")
	var env []string
	for name, value := range settings {
		env = append(env, name+"="+value)
	}
	return env
}

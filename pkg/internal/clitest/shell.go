package clitest

import (
	"encoding/json"
	"os/exec"
	"strings"
)

// Shell runs commands one after the other in one sh in a directory and gives what each printed, on both streams. The home is
// the world's, zdmctl is the program at the time of every run, and go is the machine's with its own caches.
func (w *World) Shell(dir string, commands ...string) []string {
	w.t.Helper()
	const mark = "\x1e\n"
	script := "exec 2>&1\n"
	for _, c := range commands {
		script += c + "\ncode=$?; printf '\\036\\n'; (exit $code)\n" // so that $? is still that of the command
	}
	p := w.process(nil)
	sh := exec.CommandContext(w.t.Context(), "sh", "-c", script)
	sh.Dir, sh.Env = dir, append(p.cmd.Env, w.goEnv()...)
	output, err := sh.Output() // that the last command failed is no error
	parts := strings.Split(string(output), mark)
	if len(parts) != len(commands)+1 {
		w.t.Fatalf("sh: %v; after %d of %d commands:\n%s", err, len(parts)-1, len(commands), output)
	}
	if err := leaks([]string{"sh"}, string(output), ""); err != nil {
		w.t.Error(err)
	}
	return parts[:len(commands)]
}

// goEnv lets go use the caches of the machine, although the home is another one, and install programs beside the home, which
// is searched for secrets. Whoever owns the clone: nothing of its history goes into programs.
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
	settings["GOPATH"] = w.t.TempDir()
	settings["GOFLAGS"] = strings.TrimSpace(settings["GOFLAGS"] + " -buildvcs=false")
	var env []string
	for name, value := range settings {
		env = append(env, name+"="+value)
	}
	return env
}

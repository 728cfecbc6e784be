//go:build unix

package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// serving starts "sandbox serve" in its own process and returns its address. The process ends with
// the test.
func serving(t *testing.T, args ...string) (base string) {
	t.Helper()
	needs.Programs(t, "sh", "curl")
	args = append([]string{"sandbox", "serve", "--addr", "127.0.0.1:0", "--db", filepath.Join(t.TempDir(), "sandbox.db")}, args...)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "zdmctl", args...) // the clean-up ends it
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TMPDIR=" + t.TempDir(), "TZ=UTC"}
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	first, err := bufio.NewReader(stdout).ReadString('\n')
	base, ok := strings.CutPrefix(strings.TrimSpace(first), "Server:")
	if err != nil || !ok {
		t.Fatalf("the server printed %q, %v", first, err)
	}
	return strings.TrimSpace(base)
}

// curl runs a command of the API's document against a server, and returns the status and the body.
func curl(t *testing.T, command string) (status int, body string) {
	t.Helper()
	sh := exec.CommandContext(t.Context(), "sh", "-c", `curl() { command curl -sS -w '\n%{http_code}' "$@"; }`+"\n"+command)
	sh.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()} // without proxies and .curlrc
	out, err := sh.Output()
	if err != nil {
		t.Fatalf("%v in\n%s", err, command)
	}
	text := string(out)
	cut := strings.LastIndexByte(text, '\n')
	if status, err = strconv.Atoi(text[cut+1:]); err != nil {
		t.Fatalf("%q", text)
	}
	return status, text[:cut]
}

// curlAs is curl with the server and the token that the document leaves open.
func curlAs(t *testing.T, base, token, command string) (status int, body string) {
	t.Helper()
	for _, gap := range []string{"https://api.example.com/", "<token>"} {
		if strings.Count(command, gap) != 1 {
			t.Fatalf("%q does not occur exactly once in\n%s", gap, command)
		}
	}
	return curl(t, strings.NewReplacer("https://api.example.com/", base+"/", "<token>", token).Replace(command))
}

func tokenOf(t *testing.T, base string) (token string) {
	t.Helper()
	_, body := curl(t, fmt.Sprintf(`curl -X POST %s/api/auth/issue -H "Content-Type: application/json" -d '{"email":"%s","password":"%s"}'`,
		base, sandbox.DemoEmail, sandbox.DemoPassword))
	var answer struct{ Data struct{ Token string } }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || answer.Data.Token == "" {
		t.Fatalf("%v in %s", err, body)
	}
	return answer.Data.Token
}

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// differences returns the fields in which an answer has another shape than a sample: missing,
// unknown, or of another type. All items of an array are compared with the sample's first.
func differences(at string, got, sample any) (all []string) {
	switch want := sample.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s is a %T", at, got)}
		}
		for key, value := range object {
			if known, ok := want[key]; ok {
				all = append(all, differences(at+"."+key, value, known)...)
			} else {
				all = append(all, at+"."+key+" is unknown")
			}
		}
		for key := range want {
			if _, ok := object[key]; !ok {
				all = append(all, at+"."+key+" is missing")
			}
		}
	case []any:
		items, ok := got.([]any)
		if !ok || len(items) == 0 {
			return []string{fmt.Sprintf("%s is %v", at, got)}
		}
		for i, item := range items {
			all = append(all, differences(fmt.Sprintf("%s[%d]", at, i), item, want[0])...)
		}
	default:
		if fmt.Sprintf("%T", got) != fmt.Sprintf("%T", sample) {
			return []string{fmt.Sprintf("%s is a %T", at, got)}
		}
	}
	return all
}

// The requests of the API's document, exactly as it has them, get answers of the shape that it
// shows, field for field.
func TestCurlOfTheDocument(t *testing.T) {
	t.Parallel()
	base := serving(t)
	token := tokenOf(t, base)
	basic, detailed := contract(t, "basic.sh"), contract(t, "detailed.sh")
	sample := decoded(t, contract(t, "registered.json"))
	plain := decoded(t, contract(t, "registered.json"))
	common := plain.(map[string]any)["data"].(map[string]any)["common"].(map[string]any)
	for _, onlyWhenSet := range []string{"schedule", "scriptPath", "scriptRunTiming"} {
		delete(common, onlyWhenSet)
	}
	more := `"schedule": {"type": 3, "basic": {"time": "10:00"}}, "scriptPath": "/opt/scripts/post-recovery.sh", "scriptRun": "after",`
	for name, test := range map[string]struct {
		command string
		shape   any
	}{
		"basic": {basic, plain}, "detailed": {detailed, plain},
		"every field": {strings.Replace(detailed, `"mode": "full",`, `"mode": "full",`+more, 1), sample},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := curlAs(t, base, token, test.command)
			if status != 201 {
				t.Fatalf("status %d: %s", status, body)
			}
			for _, difference := range differences("answer", decoded(t, body), test.shape) {
				t.Error(difference)
			}
		})
	}
}

// A wrong request gets the refusal that the document shows, with its exact text.
func TestCurlOfTheRefusal(t *testing.T) {
	t.Parallel()
	base := serving(t)
	status, body := curlAs(t, base, tokenOf(t, base), strings.Replace(contract(t, "basic.sh"), "vmware", "vmwrae", 1))
	got, sample := decoded(t, body).(map[string]any), decoded(t, contract(t, "refused.json")).(map[string]any)
	if status != 400 || got["error"] != sample["error"] {
		t.Errorf("status %d: %s", status, body)
	}
	for _, difference := range differences("answer", got, sample) {
		t.Error(difference)
	}
}

package create

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/plan"
)

// options parses a command line as the root does, and returns the resulting Options.
func options(t *testing.T, args ...string) (*Options, *cli.Factory) {
	t.Helper()
	streams, _, _ := iostreams.Test("")
	home := t.TempDir()
	place := func() (string, error) { return home, nil }
	f := &cli.Factory{IO: streams, Now: time.Now,
		Env: config.Env{Getenv: func(string) string { return "" }, ConfigHome: place, StateHome: place}}
	var got *Options
	cmd := newCmd(f, func(_ context.Context, o *Options) error {
		got = o
		return nil
	})
	cli.AddGlobalFlags(f, cmd)
	cmd.SetArgs(args)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	return got, f
}

func TestArgumentsBecomeOptions(t *testing.T) {
	o, _ := options(t)
	if o.DryRun || o.Strict || o.Plan || o.MaxAge != plan.DefaultMaxAge || o.Request.File != "" {
		t.Errorf("without flags: %+v", o)
	}
	o, _ = options(t, "-f", "x.yaml", "--dry-run", "--strict", "--plan", "--max-age", "0")
	if !o.DryRun || !o.Strict || !o.Plan || o.MaxAge != 0 || o.Request.File != "x.yaml" {
		t.Errorf("with flags: %+v", o)
	}
}

func TestEveryFlagReachesItsField(t *testing.T) {
	o, f := options(t, "--center", "1", "--source", "web-01", "--target", "web-01-dr", "--platform", "vmware",
		"--repository-id", "13", "--repository-type", "nfs", "--repository-path", "/vault", "--mode", "full", "--job-name", "nightly",
		"--overwrite", "not-allow", "--user", "ops@example.com", "--schedule", "daily 02:30", "--after-reboot", "shutdown",
		"--network-limit", "0", "--exclude-partition", "/tmp", "--exclude-partition", "/srv", "--mail-event", "ops@example.com",
		"--auto-start", "--script-path", "/srv/after.sh", "--script-run", "after", "--cloud-auth", "5", "--list-only",
		"--job", "source=/,target=/dev/sda1",
		"--job", "source=/home,target=/dev/sdb1,mode=increment,backup-job=home,backup-file=a.ZIA,overwrite=not-allow,repository-id=8,repository-type=smb,repository-path=//h/s")
	got := body(t, o, f)
	want := `{"center":"1","source":"web-01","target":"web-01-dr","platform":"vmware","repository":{"id":13,"type":"nfs","path":"/vault"},` +
		`"mode":"full","jobName":"nightly","overwrite":"not allow","user":"ops@example.com","schedule":{"type":3,"basic":{"time":"02:30"}},` +
		`"afterReboot":"shutdown","networkLimit":0,"excludePartition":"/tmp,/srv","mailEvent":"ops@example.com","autoStart":"use",` +
		`"scriptPath":"/srv/after.sh","scriptRun":"after","cloudAuth":"5","listOnly":true,"jobList":[` +
		`{"sourcePartition":"/","targetPartition":"/dev/sda1"},` +
		`{"sourcePartition":"/home","targetPartition":"/dev/sdb1","overwrite":"not allow","backupJob":"home","backupFile":"a.ZIA","mode":"increment",` +
		`"repository":{"id":8,"type":"smb","path":"//h/s"}}]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFlagsWinOverTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "r.yaml")
	content := "center: main\nsource: a\ntarget: b\nplatform: kvm\nrepository: {id: 1, type: nfs}\nmode: full\njobList:\n- {sourcePartition: /, targetPartition: /x}\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	o, f := options(t, "-f", file, "--center", "2", "--repository-id", "7", "--auto-start=false", "--job", "source=/home,target=/y")
	want := `{"center":"2","source":"a","target":"b","platform":"kvm","repository":{"id":7,"type":"nfs"},"mode":"full","autoStart":"not use",` +
		`"jobList":[{"sourcePartition":"/home","targetPartition":"/y"}]}`
	if got := body(t, o, f); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func body(t *testing.T, o *Options, f *cli.Factory) string {
	t.Helper()
	cfg, err := f.Config()
	if err != nil {
		t.Fatal(err)
	}
	draft, err := o.Request.Draft(t.Context(), f.IO.In, cfg)
	if err != nil {
		t.Fatal(err)
	}
	request, _, err := draft.Request(manifest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := request.Body()
	if err != nil || !json.Valid(b) {
		t.Fatalf("%s: %v", b, err)
	}
	return string(b)
}

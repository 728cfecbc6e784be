package plan_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// registered returns a recovery with these details and partitions, in the form of GET /recoveries.
func registered(t *testing.T, system, info string, partitions ...string) *zdm.Recovery {
	t.Helper()
	var r zdm.Recovery
	text := `{"system": {` + system + `}, "job": {"info": {` + info + `}, "detail": [` + strings.Join(partitions, ",") + `]}}`
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// The request derived from a registered recovery has everything that the server reports about it.
func TestOfRecovery(t *testing.T) {
	t.Parallel()
	const (
		servers = `"source": {"id": "41", "name": "web-01"}, "target": {"id": "42", "name": "web-01-dr"}`
		info    = `"name": "nightly", "platform": "VMware"`
		root    = `{"from": "/", "to": "/", "targetDevice": "/dev/sda1", "mode": "full", "repository": {"id": "13"}, "backup": {"jobName": "root", "fileName": "r.ZIA", "latest": "use"}, "option": {"overwrite": "Overwritten"}}`
		home    = `{"from": "/home", "to": "/srv", "mode": "full", "repository": {"id": "13"}, "backup": {"fileName": "h.ZIA", "latest": "use"}, "option": {"overwrite": "Overwritten"}}`
		other   = `{"from": "/home", "to": "/srv", "mode": "Incremental Recovery", "repository": {"id": "14"}, "backup": {"fileName": "h.ZIA", "latest": "not use"}, "option": {"overwrite": "Not overwritten"}}`
		begin   = `{"center":"main","source":"web-01","target":"web-01-dr","platform":"vmware","repository":{"id":13},"mode":"full","jobName":"nightly",`
	)
	one := `"jobList":[{"sourcePartition":"/","targetPartition":"/dev/sda1"}]}`
	plain := begin + `"overwrite":"allow","listOnly":true,` + one
	for _, tt := range []struct {
		name    string
		job     *zdm.Recovery
		want    string
		missing []string
	}{
		{"one partition", registered(t, servers, info, root), plain, nil},
		{"partitions with the same settings", registered(t, servers, info, root, home),
			begin + `"overwrite":"allow","listOnly":true,"jobList":[{"sourcePartition":"/","targetPartition":"/dev/sda1"},{"sourcePartition":"/home","targetPartition":"/srv"}]}`, nil},
		{"partitions with their own settings", registered(t, servers, info, root, other),
			begin + `"overwrite":"allow","listOnly":true,"jobList":[{"sourcePartition":"/","targetPartition":"/dev/sda1"},` +
				`{"sourcePartition":"/home","targetPartition":"/srv","overwrite":"not allow","mode":"increment","backupFile":"h.ZIA","repository":{"id":14}}]}`, nil},
		{"options", registered(t, servers, info+`, "afterReboot": "Reboot", "networkSpeed": "100", "script": {"path": "/x.sh", "run": "before job"},
			"notification": {"mail": "ops@example.com"}, "schedule": {"basic": {"id": "31"}}`, root),
			begin + `"overwrite":"allow","mailEvent":"ops@example.com","afterReboot":"reboot","schedule":31,"networkLimit":100,"scriptPath":"/x.sh","scriptRun":"before","listOnly":true,` + one, nil},
		{"options that are none", registered(t, servers, info+`, "afterReboot": "-", "networkSpeed": "0", "script": {"path": "", "run": "after job"},
			"notification": {"mail": "-"}, "schedule": {"basic": "-"}`, root), plain, nil},
		{"words that are not known", registered(t, servers, info+`, "afterReboot": "hibernate", "networkSpeed": "fast", "script": {"path": "-", "run": "soon"}`, root), plain, nil},
		{"servers named by digits", registered(t, `"source": {"id": "41", "name": "7"}, "target": {"id": "42"}`, info, root),
			strings.NewReplacer(`"web-01"`, `"41"`, `"web-01-dr"`, `"42"`).Replace(plain), nil},
		{"images without a server", registered(t, `"source": "-", "target": {"name": "web-01-dr"}`, info, root, strings.Replace(home, `"h.ZIA"`, `"-"`, 1)),
			`{"center":"main","backupFile":"r.ZIA","target":"web-01-dr","platform":"vmware","repository":{"id":13},"mode":"full","jobName":"nightly","overwrite":"allow","listOnly":true,` +
				`"jobList":[{"targetPartition":"/dev/sda1","backupFile":"r.ZIA"},{"targetPartition":"/srv"}]}`, nil},
		{"a repository of no known center", registered(t, servers, info, strings.Replace(root, `"13"`, `"15"`, 1)), "", []string{"center"}},
		{"nothing", registered(t, "", ""), "", []string{"center", "target", "platform", "repository", "mode", "jobList"}},
		{"no partitions", registered(t, servers, info), "", []string{"center", "repository", "mode", "jobList"}},
		{"a platform that is not known", registered(t, servers, `"name": "nightly", "platform": "mainframe"`, root), "", []string{"platform"}},
	} {
		request, missing := plan.OfRecovery(tt.job, map[int64]string{13: "main", 14: "branch"})
		body, err := request.Body()
		if err != nil || !slices.Equal(missing, tt.missing) {
			t.Errorf("%s: missing %q, want %q, %v", tt.name, missing, tt.missing, err)
		}
		if tt.want == "" {
			continue
		}
		if err := zdmtest.SameJSON(body, []byte(tt.want)); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Repositories without an id or a center are omitted. The result is empty if the server does not
// list repositories.
func TestRepositoryCenters(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.repositories = append(s.repositories, repository("x", "main", "NFS", "/x"), repository("14", "-", "NFS", "/x"))
	for _, tt := range []struct {
		answer zdmtest.Answer
		want   map[int64]string
		fails  bool
	}{
		{zdmtest.List(s.repositories...), map[int64]string{13: "main", 21: "branch"}, false},
		{zdmtest.Refusal(500, "row 7 is bad"), map[int64]string{}, false},
		{zdmtest.Refusal(401, "no"), nil, true},
	} {
		s.on["/api/zdms/repositories"] = tt.answer
		if got, err := plan.RepositoryCenters(t.Context(), s.start(t)); !maps.Equal(got, tt.want) || (err != nil) != tt.fails {
			t.Errorf("%v, %v, want %v", got, err, tt.want)
		}
	}
}

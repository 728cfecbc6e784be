package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// shape is data with which some version of a server answers a command, and lines of the expected
// output without the spaces between columns.
type shape struct {
	command, path, data string
	shown               []string // "!" means that a line must be absent
}

func recoveryShapes() []shape {
	const detail = `{"from": "C:", "to": "C:", "targetDevice": "\\Device\\Harddisk1\\Partition2", "mode": "Incremental Backup",
		"backup": {"jobName": "FILES_C", "fileName": "FILES_C_[2026-03-11_01_05].ZIA", "latest": "2026-03-11"}, "repository": {"id": 8, "path": "/vault", "type": "cifs"},
		"option": {"overwrite": true, "fileSystem": ""}}`
	job := func(info, details string) string {
		return `{"system": {"source": {"id": 41, "name": "FILES (192.0.2.16)", "license": "Unassigned"}, "target": null}, "job": {"info": ` + info + `, ` + details + `}}`
	}
	return []shape{
		{"recovery get 905", "/recoveries/905", job(`{"id": 905, "name": "n", "schedule": {"basic": "-"}, "status": {"current": "running", "time": {"start": "2026-03-11T01:00:00.000Z", "elapsed": "", "end": null}},
			"kernal": "5.14", "networkSpeed": 0, "script": {"path": "", "run": ""}, "notification": {"mail": "-"}}`, `"detail": [`+detail+`]`),
			[]string{"Job: n", "ID: 905", "Source: FILES (192.0.2.16) (41)", "Status: running", "Started: 2026-03-11T01:00:00.000Z", "!Schedule", "!Elapsed", "!Ended", "!Script", "!Mail", "!Network",
				`C: \Device\Harddisk1\Partition2 Incremental Backup FILES_C FILES_C_[2026-03-11_01_05].ZIA 8`}},
		{"recovery get 905 -o wide", "/recoveries/905", job(`{"id": "905", "name": "n"}`, `"details": [`+detail+`, null]`), []string{"/vault true -", "!- - - -"}},
		{"recovery get 905", "/recoveries/905", job(`{"id": "905", "name": "n", "schedule": {"basic": {"id": "31", "type": 3, "state": 1}}}`, `"detail": null`), []string{"Schedule: 3", "!PARTITION"}},
		{"recovery get 905", "/recoveries/905", job(`{"id": "905", "name": "n", "schedule": {"basic": {"type": "Daily", "description": "[Basic] Start working at 01:00 every day."}}}`, `"detail": {"from": "/"}`),
			[]string{"Schedule: [Basic] Start working at 01:00 every day.", "/ - - - - -"}},
		{"recovery get 905", "/recoveries/905", job(`{"id": "905", "name": "n", "schedule": "-", "status": "Complete"}`, `"detail": []`), []string{"Job: n", "!Schedule"}},
		{"recovery get 905", "/recoveries/905", `[` + job(`{"id": "905", "name": "n"}`, `"detail": []`) + `]`, []string{"Job: n"}},
		{"recovery list", "/recoveries", `[` + job(`{"id": 905, "name": "n", "status": {"current": "Complete", "time": "-"}}`, `"detail": []`) + `, null, {"system": null, "job": null}]`,
			[]string{"n 905 FILES (192.0.2.16) - Complete", "- - - - -"}},
		{"recovery list -o wide", "/recoveries", `[` + job(`{"id": 905, "name": "n", "platform": null, "schedule": null, "status": {"current": "Scheduled", "time": {"start": "Unknown"}}, "lastUpdated": "Invalid Date"}`, `"detail": []`) + `]`,
			[]string{"n 905 FILES (192.0.2.16) - Scheduled - - Unknown - Invalid Date"}},
		{"recovery history n", "/recoveries/histories", `[{"id": 3301, "system": {"name": "s"}, "job": {"name": "n", "id": 905, "recoverySystemName": "t", "recoverDrive": ["/", "/home"]},
			"result": {"status": "FAIL", "description": null}, "time": {"start": "2026-03-11 01:00:00", "end": "-", "elapsed": ""}}]`, []string{"n s t FAIL 2026-03-11 01:00:00 -"}},
		{"recovery history 905 -o wide", "/recoveries/histories", `{"id": "3301", "job": {"name": "n", "id": "905", "recoverDrive": "C:"}, "result": {"status": "COMPLETE"}}`, []string{"n - - COMPLETE - - C: - - -"}},
	}
}

func otherShapes() []shape {
	size := `{"raw": 9007199254740993000, "formatted": "8.0 EB"}`
	return []shape{
		{"server list -o wide", "/servers", `[{"id": 41, "name": "a (10.0.0.1)", "agent": {"mode": "source"}, "os": null, "ip": {"public": "-", "private": "10.0.0.1"}, "license": {"id": "Unassigned"}, "status": {"connect": "connected"}}]`,
			[]string{"a (10.0.0.1) 41 source - connected 10.0.0.1 - - Unassigned -"}},
		{"server list", "/servers", `[{"id": "41", "name": "a", "license": "17", "status": "connect"}]`, []string{"a 41 - - -"}},
		{"server get a", "/servers/a", `[{"id": "41", "name": "a", "resources": {"cpuCount": 8, "memory": null}, "disk": {"device": "/dev/vda", "diskSize": ` + size + `}, "network": null,
			"partition": [{"letter": "/", "size": ` + size + `, "used": "-", "free": "12 GB", "usage": "NaN%"}], "repository": [{"id": 8, "type": "NFS", "ipAddress": null}]}]`,
			[]string{"Server: a", "CPUs: 8", "/dev/vda - 8.0 EB", "/ - 8.0 EB - 12 GB -", "8 NFS - - -"}},
		{"server partitions a -o wide", "/servers/a/partitions", `[{"system": "a", "letter": "C:", "device": null, "size": 1024, "usage": "NaN%", "fileSystem": "NTFS"}]`, []string{"a C: - 1024 - - NTFS NaN% -"}},
		{"center list", "/zdms", `{"name": {"center": "core", "host": null}, "id": {"center": 3}, "status": {"connect": "connect", "activate": "ok"}}`, []string{"core 3 - - connect ok"}},
		{"center get 3", "/zdms/3", `{"name": "core", "id": 3, "disk": [{"diskCaption": "virtio", "diskSize": null}], "repository": null, "zosRepository": []}`, []string{"DISK TYPE SIZE", "virtio - -"}},
		{"repository list -o wide", "/zdms/repositories", `[{"id": 8, "center": "core", "type": "SMB", "usage": 37, "remotePath": "vault", "localPath": "V:", "ipAddress": "10.0.0.9", "port": 445}]`,
			[]string{"8 core SMB vault - - 37 V: 10.0.0.9 445 - -"}},
		{"backup list", "/backups", `[{"system": {"id": 41, "name": "a"}, "job": {"info": {"id": 77, "name": "a_C", "mode": "smart", "drive": "C:", "schedule": {"basic": {"type": 7}, "advanced": "-"},
			"status": {"current": "Scheduled"}}, "lastUpdated": null}, "repository": {"id": 8, "type": "cifs"}}]`, []string{"a_C 77 a C: Scheduled 8"}},
		{"backup get 77", "/backups/77", `[{"job": {"info": {"id": 77, "name": "a_C", "partition": null, "drive": "C:", "options": {"compression": "use", "rotation": 5}}}, "repository": null}]`,
			[]string{"Job: a_C", "Partition: C:", "Compression: use", "Rotation: 5", "!Repository"}},
		{"backup images a -o wide", "/backups/images/server/a", `[{"image": {"name": "a_C.ZIA", "jobName": "a_C", "type": "full", "size": {"raw": 1, "formatted": "1 B"}, "createdAt": "-", "compression": {"enabled": "true", "ratio": "NaN%"},
			"repository": {"id": 8, "path": "/v"}}, "server": {"name": "a", "os": "UNKNOWN"}, "drive": {"letter": "C:", "filesystem": ""}}]`, []string{"C: a_C.ZIA full 1 B - a_C 8 /v"}},
		{"schedule list", "/schedules", `[{"id": 31, "center": "-", "type": 3, "state": 1, "jobName": null, "lastRunTime": "-", "description": "-"}, {"id": "32", "type": "Unknown", "state": "Unknown"}]`,
			[]string{"31 3 1 - -", "32 Unknown Unknown - -"}},
		{"schedule get 31", "/schedules/31", `[{"id": "31", "center": {"id": 3, "name": "core"}, "type": "Daily", "state": "Enabled", "description": "[Basic] Start working at 01:00 every day."}]`,
			[]string{"ID: 31", "Type: Daily", "State: Enabled", "Schedule: [Basic] Start working at 01:00 every day.", "Center: core"}},
		{"user list", "/users", `[{"id": 12, "email": "a@example.com", "userName": null, "company": ""}]`, []string{"12 a@example.com - -"}},
		{"user get 12", "/users/12", `[{"id": 12, "email": "a@example.com", "country": "-"}]`, []string{"ID: 12", "Email: a@example.com", "!Country"}},
		{"cloud-auth list -o wide", "/cloud-auth/recovery", `[{"id": "5", "displayName": "dr", "cloudType": "aws", "accessKey": "AKIAEXAMPLE", "secretKey": "hush-hush"}]`, []string{"5 dr aws - - *** - -"}},
		{"cloud-auth regions gcp -o wide", "/cloud-auth/regions/gcp", `[{"code": "europe-west3", "name": null, "zones": "europe-west3-a"}, {"code": "x", "zones": null}]`, []string{"europe-west3 - europe-west3-a", "x - -"}},
	}
}

// Lookups read the documents of every version: IDs and sizes of either type, objects for lists, a
// word for an object, and missing values.
func TestLookupsReadEveryVersion(t *testing.T) {
	t.Parallel()
	for _, tt := range append(recoveryShapes(), otherShapes()...) {
		s := clitest.Server(t)
		s.On("/api"+tt.path, zdmtest.Reply(200, "", []byte(`{"success": true, "requestID": "r", "data": `+tt.data+`}`)))
		r := clitest.For(t, s).Run(strings.Fields(tt.command)...)
		shown := "\n"
		for line := range strings.Lines(r.Stdout) {
			shown += strings.Join(strings.Fields(line), " ") + "\n"
		}
		for _, want := range tt.shown {
			absent, denied := strings.CutPrefix(want, "!")
			if r.Code != exit.OK || denied && strings.Contains(shown, absent) || !denied && !strings.Contains(shown, want+"\n") {
				t.Errorf("%s: exit code %d, want %q in\n%s%s", tt.command, r.Code, want, r.Stdout, r.Stderr)
			}
		}
	}
}

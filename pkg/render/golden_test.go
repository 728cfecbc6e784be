package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got:\n%s\nwant:\n%s", file, got, want)
	}
}

const request = `{"source": "web-01", "target": "web-01-dr", "platform": "vmware", "jobName": "web-01-nightly"}`

func TestRegistrationLooks(t *testing.T) {
	const root = `{"sourcePartition": "/", "targetPartition": "/dev/sda1", "jobMode": "full", "overwrite": "allow", "fileSystem": "xfs",
		"backup": {"useLatest": "true", "backupFile": "root_2026-03-11.ZIA", "backupJob": "web-01_ROOT"},
		"repository": {"id": "13", "path": "/backup", "type": "nfs"}}`
	const home = `{"sourcePartition": "/home", "targetPartition": "/dev/sdb1", "jobMode": "increment", "overwrite": false, "fileSystem": "ext4",
		"backup": {"useLatest": "false", "backupFile": "home_2026-03-11.ZIA", "backupJob": "web-01_home"},
		"repository": {"id": 13, "path": "//10.0.0.1/backup", "type": "SMB"}}`
	tests := []struct {
		name, answer string
		wide         bool
	}{
		{"registered", `{"common": {"state": "success", "jobName": "web-01-nightly", "platform": "vmware", "bootMode": "reboot", "autoStart": "not use"},
			"partitions": [` + root + `,` + home + `], "summary": {"total": 2, "successful": 2, "failed": 0}}`, false},
		{"registered_wide", `{"common": {"state": "success", "jobName": "web-01-nightly", "platform": "vmware", "afterReboot": "maintain"},
			"partitions": [` + root + `,` + home + `], "summary": {"total": 2, "successful": 2, "failed": 0}}`, true},
		{"registered_common", `{"common": {"state": "success", "jobName": "web-01-nightly", "autoStart": "use", "platform": "kvm", "bootMode": "shutdown",
			"schedule": {"basic": {"type": "daily", "description": "Every day at 10:00"}}, "scriptPath": "/opt/after.sh", "scriptRunTiming": "after job"},
			"partitions": [` + root + `], "summary": {"total": 1, "successful": 1, "failed": 0}}`, false},
		{"registered_bare", `{"common": {}, "partitions": [{"sourcePartition": null, "targetPartition": "-"}, {}]}`, true},
		{"registered_nothing_said", `{}`, false},
		{"partial", `{"common": {"state": "fail", "jobName": "web-01-nightly", "errorMessage": "디스크 용량이 부족합니다 (/dev/sdb1)"},
			"partitions": [` + root + `,` + home + `], "summary": {"total": 2, "successful": 1, "failed": 1}}`, false},
		{"none_registered", `{"common": {"state": "fail", "jobName": "web-01-nightly"},
			"partitions": [` + root + `,` + home + `], "summary": {"total": "2", "successful": "0", "failed": "2"}}`, false},
		{"failed_without_counts", `{"common": {"state": "FAIL"}, "partitions": [` + root + `]}`, false},
		{"partition_errors", `{"common": {"state": "fail", "jobName": "web-01-nightly"}, "partitions": [` + root + `,
			{"sourcePartition": "/data", "state": "fail", "errorMessage": "no image\nfound\u001b[2J"}], "summary": {"total": 2, "failed": 1}}`, false},
		{"registered_korean", `{"common": {"jobName": "야간-복구", "platform": "vmware"}, "partitions": [
			{"sourcePartition": "/데이터", "targetPartition": "/dev/sda1", "jobMode": "full", "fileSystem": "xfs", "backup": {"backupJob": "한글 백업", "backupFile": "백업.ZIA"}},
			{"sourcePartition": "/\u1103\u1166\u110b\u1175\u1110\u1165", "targetPartition": "/dev/sdb1", "jobMode": "full", "fileSystem": "xfs", "backup": {"backupJob": "👨‍👩‍👧 🇰🇷 ❤️", "backupFile": "e\u0301.ZIA"}}],
			"summary": {"total": 2, "successful": 2, "failed": 0}}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var sent zdm.RecoveryRequest
			var answer zdm.Registration
			decode(t, request, &sent)
			decode(t, test.answer, &answer)
			var out bytes.Buffer
			if err := render.Registration(&out, &sent, &answer, nil, test.wide, render.Style{}); err != nil {
				t.Fatal(err)
			}
			golden(t, test.name, out.Bytes())
		})
	}
}

// A registration that lacks partitions exists nevertheless. If the headline denied that, a user
// would register it twice.
func TestRegistrationThatLacksPartitions(t *testing.T) {
	const (
		one  = `"partitions": [{"sourcePartition": "/", "backup": {"backupFile": "a.ZIA"}}], "summary": {"total": 1, "successful": 1, "failed": 0}`
		none = `"partitions": [], "summary": {"total": 0, "successful": 0, "failed": 0}`
	)
	for _, tt := range []struct {
		name, data     string
		lacking        []string
		first, summary string
	}{
		{"skipped, by a notice", one, []string{"/data"}, "Partially registered: n, 1 of 2 partitions failed", "2 partitions: 1 registered, 1 failed"},
		{"all skipped but one", one, []string{"/data", "/var"}, "Partially registered: n, 2 of 3 partitions failed", "3 partitions: 1 registered, 2 failed"},
		{"an image is missing", one, []string{"b.ZIA"}, "Partially registered: n, 1 of 2 partitions failed", "2 partitions: 1 registered, 1 failed"},
		{"the partition goes elsewhere", one, []string{"/"}, "Partially registered: n, 1 of 1 partition failed", "1 partition: 0 registered, 1 failed"},
		{"the image goes elsewhere", one, []string{"a.ZIA"}, "Partially registered: n, 1 of 1 partition failed", "1 partition: 0 registered, 1 failed"},
		{"nothing", none, nil, "Registration failed: n", "0 partitions: 0 registered, 0 failed"},
		{"nothing, and one was skipped", none, []string{"/data"}, "Not registered: n, 1 of 1 partition failed", "1 partition: 0 registered, 1 failed"},
		{"a gap in the counts", `"summary": {"total": 2, "successful": 1, "failed": 0}`, nil, "Partially registered: n, 1 of 2 partitions failed", "2 partitions: 1 registered, 1 failed"},
		{"jobs are counted", `"partitions": [{"sourcePartition": "/"}, {"sourcePartition": "/boot"}], "summary": {"total": 1, "successful": 1, "failed": 0}`, []string{"/data"},
			"Partially registered: n, 1 of 3 partitions failed", "3 partitions: 2 registered, 1 failed"},
	} {
		var answer zdm.Registration
		decode(t, `{"common": {"state": "success", "jobName": "n"}, `+tt.data+`}`, &answer)
		var lacking []exit.Problem
		for _, partition := range tt.lacking {
			lacking = append(lacking, exit.Problem{Partition: partition})
		}
		var out bytes.Buffer
		if err := render.Registration(&out, &zdm.RecoveryRequest{JobName: "n"}, &answer, lacking, false, render.Style{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if lines[0] != tt.first || lines[len(lines)-1] != tt.summary {
			t.Errorf("%s: %q", tt.name, lines)
		}
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

func TestTableLooks(t *testing.T) {
	table := render.Table{
		Headings: []string{"NAME", "wordsLikeThis_one", "", "END"},
		Rows: [][]string{
			{"한글", "abc\tdef", "  indented", "blanks at the end  "},
			{"\u1112\u1161\u11ab\u1100\u1173\u11af", "👩🏽‍💻 dev", "→ …", "decomposed"},
			{"ＡＢＣ", "👨‍👩‍👧", "🇰🇷", "1️⃣"},
			{"ｶﾅ", "e\u0301", "❤️", "♥"},
			{"short"},
			{"", "-", " ", "\xff\u202e"},
			{"same", "same", "same", "same"},
			{"same", "a very long cell that nobody cuts, whatever the terminal's width may be", "same", "same"},
		},
	}
	var out bytes.Buffer
	if err := table.Write(&out, render.Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "table", out.Bytes())
}

func problems() []exit.Problem {
	say := func(text string) msg.Message { return msg.Message{Text: msg.Same(text)} }
	platforms := zdm.Platforms()
	return []exit.Problem{
		{Path: "platform", File: "web-01.yaml", Line: 4, Column: 11, Width: 6, Source: "platform: vmwrae",
			Message: say(`"vmwrae" is not a platform`), Allowed: platforms, Suggestion: "vmware"},
		{Path: "jobList[1].targetPartition", File: "web-01.yaml", Line: 12, Column: 22, Width: 9, Source: "    targetPartition: /dev/sda1",
			Message: say("/dev/sda1 is already the target of jobList[0]"), Notes: []msg.Message{say("restoring two sources onto one partition destroys data")}},
		{Path: "mode", Flag: "--mode", Message: say(`"incremental" is not a mode`), Allowed: []string{"full", "increment"}},
		{Path: "repository.id", Flag: "--repository-id", Message: say(`"x" is not a whole number`)},
		{Path: "jobList[1].mode", Flag: "--job", Message: say(`"x" is not a mode`), Allowed: []string{"full", "increment"}},
		{Path: "schedule.basic.time", Flag: "--schedule", File: "s.yaml", Line: 2, Column: 7, Width: 5, Source: "time: 25:00", Message: say(`"25:00" is not a time`)},
		{Path: "center", Origin: "context prod", Message: say("has no value")},
		{Path: "platform", File: "web-01.yaml", Line: 10000, Column: 11, Width: 1, Source: "platform: x", Message: say(`"x" is not a platform`), Allowed: platforms},
		{Path: "jobName", File: "한글.yaml", Line: 3, Column: 14, Width: 2, Source: "jobName: \"복구 이름\tx\x1b[2J\"", Message: say("holds a control character")},
		{Path: "note", File: "tab.yaml", Line: 1, Column: 4, Width: 3, Source: "\t\ta: b\u202ec", Message: say("unknown field")},
		{Path: "path", File: "long.yaml", Line: 7, Column: 121, Width: 6, Message: say("far to the right"),
			Source: string(bytes.Repeat([]byte("긴 "), 60)) + "marked" + string(bytes.Repeat([]byte(" tail"), 40))},
		{Path: "path", File: "long.yaml", Line: 8, Column: 3, Width: 500, Message: say("wider than a line"), Source: "a " + string(bytes.Repeat([]byte("x"), 500))},
		{Path: "path", File: "odd.yaml", Line: 9, Column: 900, Width: 1, Message: say("beyond its line"), Source: "short"},
		{Path: "source", File: "odd.yaml", Line: 2, Column: 8, Width: 0, Message: say("has no value"), Source: "source:"},
	}
}

func TestErrorLooks(t *testing.T) {
	say := func(text string) msg.Message { return msg.Message{Text: msg.Same(text)} }
	invalid := exit.New(exit.Usage, say("web-01.yaml is not a valid recovery request: 14 problems, nothing was sent"))
	invalid.Problems = problems()
	unknown := exit.New(exit.Unknown, say("outcome unknown: the connection was cut after web-01-nightly was sent")).
		Note(say("looked for the job for 10s and did not find it; it may still appear")).
		Note(say("do not send it again before you check:")).
		Try("zdmctl recovery get web-01-nightly", "zdmctl recovery list --server web-01-dr")
	failed := exit.New(exit.Failed, say("디스크 용량이 부족합니다 (/dev/sdb1)\x1b]0;x\x07"))
	failed.Status, failed.RequestID = 201, "4c1d7a90"
	_, filter := render.NewFilter(".data.partitions[ | .name")
	filterFault, ok := filter.(*exit.Error)
	if !ok {
		t.Fatalf("got %T", filter)
	}
	tests := []struct {
		name  string
		err   *exit.Error
		style render.Style
	}{
		{"error_problems", invalid, render.Style{}},
		{"error_unknown", unknown, render.Style{}},
		{"error_failed", failed, render.Style{}},
		{"error_status", &exit.Error{Code: exit.Refused, Message: say("refused"), Status: 500}, render.Style{}},
		{"error_request", &exit.Error{Code: exit.Refused, Message: say("refused"), RequestID: "req-1"}, render.Style{}},
		{"error_filter", filterFault, render.Style{}},
		{"error_color", &exit.Error{Code: exit.Usage, Message: say("not valid"), Problems: problems()[:1]}, render.Style{Color: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := render.Error(&out, test.err, test.style); err != nil {
				t.Fatal(err)
			}
			golden(t, test.name, out.Bytes())
		})
	}
}

func TestWarningLooks(t *testing.T) {
	var out bytes.Buffer
	if err := render.Warnings(&out, problems()[1:3], render.Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "warnings", out.Bytes())
}

func TestErrorJSONLooks(t *testing.T) {
	bare := exit.New(exit.Internal, msg.Message{Text: msg.Same("something <odd>\x1b")})
	full := exit.New(exit.Usage, msg.Message{Text: msg.Same("not valid")}).Try("zdmctl recovery init")
	full.Problems = problems()[:3]
	full.Status, full.RequestID = 422, "req-1"
	var out bytes.Buffer
	for _, e := range []*exit.Error{bare, full} {
		if err := render.ErrorJSON(&out, e, msg.English); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "errors_json", out.Bytes())
}

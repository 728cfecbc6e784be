package app_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/plan"
)

// fine returns an envelope around data.
func fine(data string) zdmtest.Answer {
	return zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"requestID":"req-1","data":`+data+`,"message":"m","timestamp":"2026-03-11 12:00:00"}`))
}

// failure returns an envelope whose error is any JSON.
func failure(status int, reason string) zdmtest.Answer {
	return zdmtest.Reply(status, "", []byte(`{"success":false,"requestID":"req-2","error":`+reason+`}`))
}

const (
	oddImages  = "/api/backups/images/server/ledger-01"
	oddSource  = "/api/servers/41/partitions"
	oddTarget  = "/api/servers/42/partitions"
	oddServers = `{"id":"41","name":"ledger-01","agent":{"mode":"Source"},"status":{"connect":"connect"}},` +
		`{"id":42,"name":"ledger-dr","agent":{"mode":"target"},"status":{"connect":"Connected"},"license":{"id":"Unassigned"},"resources":null}`
)

// onto returns a list of one recovery that is registered for the target, with a state, a schedule
// and the names of the partition that it writes.
func onto(status, schedule, partition string) string {
	return `[{"system":{"source":{"id":"50","name":"other"},"target":{"id":"42","name":"ledger-dr"}},"job":{"info":{"id":"9","name":"drill","schedule":` + schedule +
		`,"status":{"current":"` + status + `"}},"detail":[{"from":"/",` + partition + `}]}}]`
}

func imageJSON(name, job, created, volume string) string {
	return fmt.Sprintf(`{"image":{"name":%q,"jobName":%s,"createdAt":%s,"size":{"raw":9,"formatted":"9 B"},"repository":{"id":8}},"partition":{"mountPoint":%s}}`,
		name, job, created, volume)
}

func partitionJSON(used, size string) string {
	return fmt.Sprintf(`[{"system":"x","letter":"/","device":"/dev/vda2","size":%s,"used":%s,"free":null,"usage":"NaN%%","fileSystem":null}]`, size, used)
}

// oddServer returns a world with a server of some version. The given answers replace its own; nil
// removes one.
func oddServer(t *testing.T, differ map[string]zdmtest.Answer) *clitest.World {
	t.Helper()
	answers := map[string]zdmtest.Answer{
		"/api/zdms":                fine(`{"name":{"center":"core","host":"h"},"id":{"center":3},"status":{"connect":"connect","activate":"ok"},"lastUpdated":"Invalid Date"}`),
		"/api/zdms/repositories":   fine(`[{"id":8,"center":"core","type":"NFS","size":null,"used":"-","remotePath":"/vault","ipAddress":"-"},null]`),
		"/api/servers":             fine("[" + oddServers + "]"),
		oddSource:                  fine(partitionJSON(`{"raw":"100","formatted":"100 B"}`, "200")),
		oddTarget:                  fine(partitionJSON(`{"raw":5.0}`, `{"raw":9.007199254740993e18}`)),
		"/api/backups":             fine(`[{"system":{"id":41},"job":{"info":{"id":7,"name":"nightly","partition":"/","drive":"-","schedule":"-","status":{"current":"completed"}}},"repository":{"id":8}}]`),
		oddImages:                  fine("[" + imageJSON("a.ZIA", `"nightly"`, `"2026-03-11T05:00:00.000Z"`, `"/"`) + "]"),
		"/api/recoveries":          fine(`[]`),
		"/api/users/7":             fine(`[{"id":7,"email":"a@example.com"}]`),
		"/api/cloud-auth/recovery": fine(`[{"id":5,"displayName":"dr","accessKey":"AKIA","secretKey":"hush"}]`),
		"/api/schedules/31":        fine(`{"id":31,"center":null,"type":3,"state":1}`),
	}
	maps.Copy(answers, differ)
	server := clitest.Server(t)
	for path, answer := range answers {
		if answer != nil {
			server.On(path, answer)
		}
	}
	return clitest.For(t, server)
}

func oddRequest(more ...string) []string {
	return append([]string{"--center", "core", "--source", "ledger-01", "--target", "ledger-dr", "--platform", "kvm", "--repository-id", "8", "--mode", "full",
		"--overwrite", "allow", "--job-name", "n", "--user", "7", "--cloud-auth", "dr", "--schedule", "31", "--retries", "0"}, more...)
}

type oddPlan struct {
	differ map[string]zdmtest.Answer
	args   []string
	want   string
}

func oddPlans() map[string]oddPlan {
	html := zdmtest.Reply(http.StatusNotFound, "text/html", []byte("<h1>no</h1>"))
	broken := failure(http.StatusInternalServerError, `{"code":"X","message":"bad row||worse row","details":{"cause":"c"}}`)
	image := func(created, volume string) zdmtest.Answer {
		return fine("[" + imageJSON("a.ZIA", `"nightly"`, created, volume) + "]")
	}
	images := func(list ...string) zdmtest.Answer { return fine("[" + strings.Join(list, ",") + "]") }
	type answers = map[string]zdmtest.Answer
	return map[string]oddPlan{
		"as it is": {nil, nil, ""},

		// Calls that the server does not answer.
		"no centers":            {answers{"/api/zdms": nil}, nil, "W not-checked center"},
		"center only by itself": {answers{"/api/zdms": broken, "/api/zdms/core": fine(`[{"name":{"center":"core"},"id":{"center":"3"},"status":{"connect":"connect"}}]`)}, nil, ""},
		"servers by themselves": {answers{"/api/servers": broken, "/api/servers/ledger-01": fine(`{"id":"41","name":"ledger-01","status":{"connect":"connect"}}`),
			"/api/servers/ledger-dr": fine(`[{"id":"42","name":"ledger-dr","status":{"connect":"connect"}}]`)}, nil, ""},
		"server gone":               {answers{"/api/servers": broken, "/api/servers/ledger-01": failure(404, `"ID가 'x'인 Server를 찾을 수 없습니다"`), "/api/servers/ledger-dr": fine(`{"id":42,"name":"ledger-dr","status":{"connect":"connect"}}`)}, nil, "E unknown source"},
		"no repositories":           {answers{"/api/zdms/repositories": broken}, nil, "W not-checked repository.id"},
		"repositories of center":    {answers{"/api/zdms/repositories": broken, "/api/zdms/core/repositories": fine(`{"id":"8"}`)}, nil, ""},
		"no recoveries":             {answers{"/api/recoveries": broken}, nil, "E not-checked jobName; E not-checked target"},
		"recoveries are not a list": {answers{"/api/recoveries": fine(`null`)}, nil, "E not-checked jobName; E not-checked target"},
		"no users":                  {answers{"/api/users/7": html}, nil, "W not-checked user"},
		"users forbidden":           {answers{"/api/users/7": failure(403, `"no"`)}, nil, "W not-checked user"},
		"no cloud credentials":      {answers{"/api/cloud-auth/recovery": nil}, nil, "W not-checked cloudAuth"},
		"no schedules":              {answers{"/api/schedules/31": failure(422, `"conversion failed"`)}, nil, "W not-checked schedule"},
		"no source partitions":      {answers{oddSource: html}, nil, "W not-checked source"},
		"no target partitions":      {answers{oddTarget: broken}, nil, "W not-checked target"},
		"no backups":                {answers{"/api/backups": broken}, nil, "W not-checked source"},
		"no images answer":          {answers{oddImages: failure(500, `"백업 이미지 조회 작업 시간 초과 (10초 경과)"`)}, nil, "W not-checked repository.id"},
		"nothing but servers": {answers{"/api/zdms": nil, "/api/zdms/repositories": nil, "/api/recoveries": html, "/api/users/7": nil, "/api/cloud-auth/recovery": nil,
			"/api/schedules/31": nil, oddSource: nil, oddTarget: nil, "/api/backups": nil, oddImages: nil}, nil,
			"E not-checked jobName; E not-checked target; W not-checked center; W not-checked cloudAuth; W not-checked repository.id; W not-checked repository.id; " +
				"W not-checked schedule; W not-checked source; W not-checked source; W not-checked target; W not-checked user"},

		// Other recoveries registered for the target.
		"target waits":             {answers{"/api/recoveries": fine(onto("Registered", "null", `"to":"/"`))}, nil, "W target-claimed /"},
		"target was restored":      {answers{"/api/recoveries": fine(onto("Complete", `{"basic":"-"}`, `"to":"-","targetDevice":"/dev/vda2"`))}, nil, "W target-claimed /"},
		"target runs":              {answers{"/api/recoveries": fine(onto("Processing", "null", `"to":"/"`))}, nil, "E target-busy /"},
		"target scheduled":         {answers{"/api/recoveries": fine(onto("Scheduled", "null", `"targetDevice":"vda2"`))}, nil, "E target-busy /"},
		"target runs again":        {answers{"/api/recoveries": fine(onto("Error", `{"basic":{"id":7,"type":"Daily"}}`, `"to":"/"`))}, nil, "E target-busy /"},
		"target ran once":          {answers{"/api/recoveries": fine(onto("Complete", `{"basic":{"id":7,"type":"Once"}}`, `"to":"/"`))}, nil, "W target-claimed /"},
		"target's disk":            {answers{"/api/recoveries": fine(onto("Processing", "null", `"to":"/dev/vda"`))}, nil, "E target-busy /"},
		"another partition":        {answers{"/api/recoveries": fine(onto("Processing", "null", `"to":"/srv","targetDevice":"/dev/vda3"`))}, nil, ""},
		"partition not shown":      {answers{"/api/recoveries": fine(strings.Replace(onto("Processing", "null", ""), `[{"from":"/",}]`, "[]", 1))}, nil, "E target-busy /"},
		"another server":           {answers{"/api/recoveries": fine(strings.Replace(onto("Processing", "null", `"to":"/"`), "42", "43", 1))}, nil, ""},
		"excluded, so no conflict": {answers{"/api/recoveries": fine(onto("Processing", "null", `"to":"/"`))}, []string{"--exclude-partition", "/"}, "E nothing-to-restore"},
		"partition unknown on the target": {answers{"/api/recoveries": fine(onto("Processing", "null", `"to":"/srv/x"`)), oddTarget: broken},
			[]string{"--list-only", "--job", "source=/,target=/srv/x"}, "E target-busy jobList[0].targetPartition /; W not-checked target"},

		// Facts that the server does not report.
		"connection":    {answers{"/api/servers": fine("[" + strings.ReplaceAll(oddServers, `"Connected"`, "null") + "]")}, nil, "W unreported target"},
		"used":          {answers{oddSource: fine(partitionJSON("null", "1"))}, nil, "W unreported /"},
		"size":          {answers{oddTarget: fine(partitionJSON("1", `"60 GB"`))}, nil, "W unreported /"},
		"no partitions": {answers{oddTarget: fine(`[]`), oddSource: fine(`[]`)}, nil, "W unreported source; W unreported target"},
		"no list":       {answers{oddSource: fine(`null`)}, nil, "W not-checked source"},
		"target used":   {answers{oddTarget: fine(partitionJSON(`"-"`, "1000"))}, []string{"--job", "source=/,target=/,overwrite=not-allow"}, "E holds-data jobList[0].targetPartition /"},
		"target empty":  {answers{oddTarget: fine(partitionJSON(`0`, "1000"))}, []string{"--quiet", "--job", "source=/,target=/,overwrite=not-allow"}, ""},
		"full partition": {answers{oddSource: fine(strings.ReplaceAll(partitionJSON("1", "2"), `"/"`, `"/srv"`)), oddTarget: fine(partitionJSON("1", "2"))},
			[]string{"--list-only", "--job", "source=/,target=/"},
			"W not-restored listOnly /srv; W unreported jobList[0].sourcePartition /; W unreported jobList[0].targetPartition /"},

		// Names and IDs of servers.
		"two centers": {answers{"/api/zdms": fine(`[{"name":{"center":"core"},"id":{"center":"3"}},{"name":{"center":"core"},"id":{"center":"4"}}]`)}, nil, "E ambiguous center"},
		"two servers": {answers{"/api/servers": fine("[" + oddServers + `,{"id":"43","name":"ledger-dr"}]`)}, nil, "E ambiguous target"},
		"two backups": {answers{"/api/backups": fine(`[{"system":{"id":41},"job":{"info":{"id":7,"name":"b"}}},{"system":{"id":"41"},"job":{"info":{"id":8,"name":"b"}}}]`),
			oddImages: fine("[" + imageJSON("a.ZIA", `"b"`, `"2026-03-11 05:00:00"`, `"/"`) + "]")},
			[]string{"--job", "source=/,target=/,backup-job=b"}, "E ambiguous jobList[0].backupJob /"},
		"backups of another server": {answers{"/api/backups": fine(`[{"system":{"id":43,"name":"ledger-01"},"job":{"info":{"id":7,"name":"nightly","partition":"/"}}}]`)}, nil, "E no-image /"},
		"source not connected":      {answers{"/api/servers": fine("[" + strings.Replace(oddServers, `"connect"}`, `"DISCONNECTED"}`, 1) + "]")}, nil, "E disconnected source"},
		"center not connected":      {answers{"/api/zdms": fine(`[{"name":{"center":"core"},"id":{"center":"3"},"status":{"connect":"disconnect"}}]`)}, nil, "E disconnected center"},
		"smart schedule":            {answers{"/api/schedules/31": fine(`{"id":"31","type":"Smart Weekly (Specific Day of the Week)"}`)}, nil, "W smart-schedule schedule"},
		"schedule gone":             {answers{"/api/schedules/31": failure(404, `"Schedule with ID '31' not found"`)}, nil, "E unknown schedule"},

		// Choice of the image.
		"no images":               {answers{oddImages: fine(`[]`)}, nil, "E no-image /"},
		"no images, 404":          {answers{oddImages: failure(404, `"백업 이미지가 존재하지 않음 (Center: core, Repository ID: 8)"`)}, nil, "E no-image /"},
		"of a deleted job":        {answers{oddImages: fine("[" + imageJSON("a.ZIA", `"gone"`, `"2026-03-11 05:00:00"`, `"/"`) + "]")}, nil, "E no-image /"},
		"in no repository":        {answers{oddImages: fine(`[{"image":{"name":"a.ZIA","jobName":"nightly","createdAt":"2026-03-11 05:00:00"},"partition":{"mountPoint":"/"}}]`)}, nil, ""},
		"of no partition":         {answers{oddImages: image(`"2026-03-11 05:00:00"`, "null")}, nil, ""},
		"without a time":          {answers{oddImages: image("null", `"/"`)}, nil, "W unreported /"},
		"with a bad time":         {answers{oddImages: image(`"Unknown"`, `"/"`)}, nil, "W unreported /"},
		"of next week":            {answers{oddImages: image(`"2026-03-18 05:00:00"`, `"/"`)}, nil, "W unreported /"},
		"of another zone":         {answers{oddImages: image(`"2026-03-12 05:00:00"`, `"/"`)}, nil, ""},
		"with a stamp":            {answers{oddImages: images(imageJSON("nightly_[2026-02-02_01_05].ZIA", `"nightly"`, `"-"`, `"/"`))}, nil, "W old-image /"},
		"several, one unreported": {answers{oddImages: images(imageJSON("a.ZIA", `"nightly"`, `""`, `"/"`), imageJSON("b.ZIA", `"nightly"`, `"2026-03-11 05:00:00"`, `"/"`))}, nil, "W unreported /"},
		"several, all unreported": {answers{oddImages: images(imageJSON("a.ZIA", `"nightly"`, `""`, `"/"`), imageJSON("b.ZIA", `"nightly"`, `null`, `"/"`))}, nil, "W unreported /"},
		"no list of images":       {answers{oddImages: fine(`"none"`)}, nil, "W not-checked repository.id"},
	}
}

func TestPlansOnOddServers(t *testing.T) {
	t.Parallel()
	for name, tt := range oddPlans() {
		t.Run(name, func(t *testing.T) {
			p, r := planOf(t, oddServer(t, tt.differ), oddRequest(tt.args...)...)
			if got := strings.Join(p.findings(), "; "); got != tt.want {
				t.Errorf("got  %s\nwant %s\n%s", got, tt.want, r.Stderr)
			}
			if name == "several, all undated" && p.Plan.Partitions[0].Image != nil {
				t.Error("an image was chosen")
			}
		})
	}
}

// If a call without which a plan is impossible fails, the plan ends with the exit code of that
// failure.
func TestPlanFailsWithItsCalls(t *testing.T) {
	t.Parallel()
	html := zdmtest.Reply(http.StatusBadGateway, "text/html", []byte("<h1>Bad Gateway</h1>"))
	for name, tt := range map[string]struct {
		path   string
		answer zdmtest.Answer
		want   exit.Code
	}{
		"no servers":          {"/api/servers", nil, exit.Refused},
		"servers by HTML":     {"/api/servers", html, exit.Refused},
		"token refused":       {"/api/backups", failure(401, `"토큰이 만료되었습니다."`), exit.Credentials},
		"token refused early": {"/api/zdms", failure(401, `"Token has expired."`), exit.Credentials},
		"cut":                 {oddImages, zdmtest.Raw(nil), exit.Refused},
		"elsewhere":           {"/api/zdms", zdmtest.Redirect(http.StatusFound, "http://127.0.0.1:1/"), exit.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			w := oddServer(t, map[string]zdmtest.Answer{tt.path: tt.answer})
			r := w.Run(append([]string{"recovery", "plan"}, oddRequest()...)...)
			if r.Code != tt.want || r.Stdout != "" || !strings.HasPrefix(r.Stderr, "error: ") {
				t.Errorf("%+v", r)
			}
			if r = w.Run(append([]string{"recovery", "create", "--plan"}, oddRequest()...)...); r.Code != tt.want {
				t.Errorf("create --plan: %+v", r)
			}
		})
	}
}

// Every kind of error and warning is produced by some test of this package.
func TestEveryCodeIsProvoked(t *testing.T) {
	provoked := map[plan.Code]bool{plan.JobExists: true, plan.NotSupported: true, plan.StartSkipped: true} // by separate tests
	wants := []string{}
	for _, tt := range sandboxPlans() {
		wants = append(wants, tt.want)
	}
	for _, tt := range oddPlans() {
		wants = append(wants, tt.want)
	}
	for _, want := range wants {
		for finding := range strings.SplitSeq(want, "; ") {
			if words := strings.Fields(finding); len(words) > 1 {
				provoked[plan.Code(words[1])] = true
			}
		}
	}
	notes := []plan.Code{plan.Excluded, plan.TargetAssumed, plan.JobSame}
	notes = append(notes, plan.NotSupported, plan.StartSkipped) // each by one generation only: pkg/plan's tests have both
	for _, code := range plan.Codes() {
		if !provoked[code] && !slices.Contains(notes, code) {
			t.Errorf("no test produces %s", code)
		}
	}
}

// Text from a server cannot act on the terminal, and a name cannot imitate a line of the plan.
func TestPlanOfHostileNames(t *testing.T) {
	t.Parallel()
	w := oddServer(t, map[string]zdmtest.Answer{
		"/api/servers":               fine(`[` + oddServers + `,{"id":"50","name":"\u001b[2Jle\u202edger\nerror: all is lost","status":{"connect":"\u001b]0;x\u0007"}}]`),
		"/api/servers/50/partitions": fine(`[{"letter":"/\u001b[31m","device":"/dev/\u0007x","size":{"raw":1,"formatted":"\u001b[2J"},"used":{"raw":1}}]`),
	})
	for _, format := range []string{"table", "wide", "yaml", "json", "jsonl"} {
		r := w.Run(append([]string{"recovery", "plan", "-o", format}, changed(oddRequest(), "--target", "50")...)...)
		if r.Code != exit.Usage || strings.ContainsAny(r.Stdout+r.Stderr, "\x1b\x07\u202e") || strings.Contains(r.Stdout, "\nerror: all") {
			t.Errorf("%s: %d\n%s%s", format, r.Code, r.Stdout, r.Stderr)
		}
	}
}

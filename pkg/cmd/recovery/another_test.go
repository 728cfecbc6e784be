package recovery_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// detailed returns the recovery nightly with its partitions, in the given status and mode.
func detailed(status, mode string) string {
	return fmt.Sprintf(`{"system": {"source": {"id": "41", "name": "web-01"}, "target": {"id": "42", "name": "web-01-dr"}},
		"job": {"info": {"id": "905", "name": "nightly", "platform": "kvm", "status": {"current": %q}},
		"detail": [{"from": "/", "mode": %[2]q}, {"from": "C:", "mode": %[2]q}]}}`, status, mode)
}

// changeOf returns a response to PUT with a jobInfo and the partitions whose mode was changed.
func changeOf(info string, partitions ...string) string {
	var each []string
	for _, p := range partitions {
		each = append(each, `{`+p+`, "summary": {"state": "success", "commonUpdatedFields": [{"field": "Recovery Mode", "previous": "full", "new": "increment"}]}}`)
	}
	return `{"jobInfo": {` + info + `}, "summary": {"state": "success", "eachUpdatedFields": [` + strings.Join(each, ",") + `]}}`
}

// listing returns a response to PUT that shows one changed field of the recovery.
func listing(field, value string) string {
	return fmt.Sprintf(`{"jobInfo": {"id": "905"}, "summary": {"state": "success", "commonUpdatedFields": [{"field": %q, "previous": "?", "new": %q}]}}`, field, value)
}

// A response to a change counts only if it is about the requested recovery and reports what was
// requested. Otherwise the recovery is looked up, and the lookup decides.
func TestAnswersToChangesOfOtherRecoveries(t *testing.T) {
	t.Parallel()
	const id, both = `"id": "905"`, "--partition /=increment --partition c=increment"
	before, after := detailed("Registered", "full"), detailed("Registered", "increment")
	// Responses that count once the lookup has shown which recovery they are about.
	counts := []string{"another name, and renamed meanwhile", "the name for an id", "one partition of two, and both changed"}
	for _, tt := range []struct {
		name   string
		args   string
		answer string
		then   string // recovery after the change
		code   exit.Code
		looked bool // whether it was looked up after the change
	}{
		{"its id and name", "update nightly --mode increment", changeOf(id + `, "name": "nightly"`), before, exit.OK, false},
		{"its id as a number", "update nightly --mode increment", changeOf(`"id": 905`), before, exit.OK, false},
		{"nothing named", "update nightly --mode increment", `{"summary": {"state": "success"}}`, before, exit.OK, false},
		{"the name in another case", "update nightly --mode increment", changeOf(`"name": "NIGHTLY"`), before, exit.OK, false},
		{"the name with its partition", "update nightly --mode increment", changeOf(`"name": "nightly_ROOT"`), before, exit.OK, false},
		{"the new name", "update nightly --change-name weekly", changeOf(`"name": "weekly"`), before, exit.OK, false},
		{"the old name", "update nightly --change-name weekly", changeOf(`"name": "nightly"`), before, exit.OK, false},
		{"the partitions in other spellings", "update nightly " + both, changeOf(id, `"partition": "/"`, `"drive": "c"`), before, exit.OK, false},
		{"an unchanged partition beside", "update nightly --partition C=increment",
			`{"summary": {"state": "success", "eachUpdatedFields": [{"partition": "/", "summary": {"state": "success", "commonUpdatedFields": []}}, {"drive": "C:", "summary": {"state": "success"}}]}}`, before, exit.OK, false},
		{"another id", "update nightly --mode increment", changeOf(`"id": "906"`), before, exit.Unknown, true},
		{"another id, and changed", "update nightly --mode increment", changeOf(`"id": "906"`), after, exit.OK, true},
		{"another name", "update nightly --mode increment", changeOf(`"name": "weekly"`), before, exit.Unknown, true},
		{"another name beside the id", "update nightly --mode increment", changeOf(id + `, "name": "weekly"`), before, exit.Unknown, true},
		{"another name, and renamed meanwhile", "update nightly --mode increment", changeOf(id + `, "name": "weekly"`), strings.ReplaceAll(before, `"nightly"`, `"weekly"`), exit.OK, true},
		{"another name for an id", "update 905 --mode increment", changeOf(`"name": "weekly"`), before, exit.Unknown, true},
		{"the name for an id", "update 905 --mode increment", changeOf(`"name": "nightly"`), before, exit.OK, true},
		{"another partition", "update nightly --partition /=increment", changeOf(id, `"drive": "C:"`), before, exit.Unknown, true},
		{"another partition, and changed", "update nightly --partition /=increment", changeOf(id, `"drive": "C:"`), after, exit.OK, true},
		{"a partition that it has not", "update nightly --mode increment", changeOf(id, `"partition": "/srv"`), before, exit.Unknown, true},
		{"one partition of two", "update nightly " + both, changeOf(id, `"drive": "C:"`), before, exit.Failed, true},
		{"one partition of two, and both changed", "update nightly " + both, changeOf(id, `"drive": "C:"`), after, exit.OK, true},
		{"another server", "update nightly --mode increment", `{"system": {"target": {"name": "db-01"}}, "summary": {"state": "success"}}`, before, exit.Unknown, true},
		{"its servers", "update nightly --mode increment", `{"system": {"source": {"name": "WEB-01"}, "target": {"id": 42}}, "summary": {"state": "success"}}`, before, exit.OK, false},
		{"the failure of another", "update nightly --mode increment", `{"jobInfo": {"name": "weekly", "errorMessage": "busy"}, "summary": {"state": "fail"}}`, before, exit.Unknown, true},
		{"start of another", "start nightly", changeOf(`"name": "weekly"`), before, exit.Unknown, true},
		{"start of another, and started", "start nightly", changeOf(`"name": "weekly"`), detailed("Preparing", "full"), exit.OK, true},
		{"stop of another", "stop nightly", changeOf(`"id": 906`), detailed("Processing", "full"), exit.Unknown, true},
		{"stop of another, and stopped", "stop nightly", changeOf(`"id": 906`), detailed("Canceling", "full"), exit.OK, true},
		{"no data", "update nightly --mode increment", `null`, before, exit.Unknown, true},
		{"an empty object", "update nightly --mode increment", `{}`, before, exit.Unknown, true},
		{"an empty object, and changed", "update nightly --mode increment", `{}`, after, exit.OK, true},
		{"an empty list", "update nightly --change-name weekly", `[]`, before, exit.Unknown, true},
		{"an empty list, and changed", "update nightly --change-name weekly", `[]`, strings.ReplaceAll(before, `"nightly"`, `"weekly"`), exit.OK, true},
		{"a text", "update nightly --mode increment", `"ok"`, before, exit.Unknown, true},
		{"nulls", "update nightly --mode increment", `{"jobInfo": null, "summary": null}`, before, exit.Unknown, true},
		{"only its name", "update nightly --mode increment", `{"jobInfo": {` + id + `, "name": "nightly"}}`, before, exit.Unknown, true},
		{"only its name, and changed", "update nightly --mode increment", `{"jobInfo": {` + id + `, "name": "nightly"}}`, after, exit.OK, true},
		{"only a reason", "update nightly --mode increment", `{"jobInfo": {"errorMessage": "busy"}}`, before, exit.Failed, false},
		{"one partition without data", "update nightly --partition /=increment", `{}`, before, exit.Unknown, true},
		{"one partition without data, and changed", "update nightly --partition /=increment", `{}`, after, exit.OK, true},
		{"start without data", "start nightly", `null`, before, exit.Unknown, true},
		{"start without data, and started", "start nightly", `{}`, detailed("Preparing", "full"), exit.OK, true},
		{"start without data, and complete", "start nightly", `{}`, detailed("Complete", "full"), exit.OK, true},
		{"stop without data", "stop nightly", `{}`, detailed("Processing", "full"), exit.Unknown, true},
		{"stop without data, and stopped", "stop nightly", `[]`, detailed("Canceled", "full"), exit.OK, true},
		{"stop without data, and complete", "stop nightly", `[]`, detailed("Complete", "full"), exit.Unknown, true},
		{"another mode", "update nightly --mode increment", listing("Recovery Mode", "full"), before, exit.Unknown, true},
		{"another mode, and changed", "update nightly --mode increment", listing("Recovery Mode", "full"), after, exit.OK, true},
		{"the mode in another spelling", "update nightly --mode increment", listing("recoveryMode", "Incremental"), before, exit.OK, false},
		{"another mode of the partition", "update nightly --partition /=full", changeOf(id, `"partition": "/"`), after, exit.Unknown, true},
		{"another new name", "update nightly --change-name weekly", listing("jobName", "nightly"), before, exit.Unknown, true},
		{"another platform", "update nightly --platform aws", listing("platform", "kvm"), before, exit.Unknown, true},
		{"another reboot", "update nightly --after-reboot shutdown", listing("After Reboot", "reboot"), before, exit.Unknown, true},
		{"another address", "update nightly --mail-event a@example.com", listing("mailEvent", "b@example.com"), before, exit.Unknown, true},
		{"another limit", "update nightly --network-limit 50", listing("networkLimit", "0"), before, exit.Unknown, true},
		{"the limit", "update nightly --network-limit 50", listing("networkLimit", "50"), before, exit.OK, false},
		{"another script", "update nightly --script-path /a.sh --script-run before", listing("scriptRun", "after"), before, exit.Unknown, true},
		{"a field that was not asked for", "update nightly --mode increment", listing("After Reboot", "shutdown"), before, exit.OK, false},
		{"a start answered as a stop", "start nightly", listing("Job Status", "stop"), before, exit.Unknown, true},
		{"a start with the new state", "start nightly", listing("status", "Preparing"), detailed("Processing", "full"), exit.OK, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := clitest.Server(t)
			s.On("GET "+zdmtest.Recoveries, zdmtest.List(before))
			one := []zdmtest.Answer{zdmtest.Data(tt.then)}
			if strings.Contains(tt.args, "--partition") { // also read before the change
				one = append([]zdmtest.Answer{zdmtest.Data(before)}, one...)
			}
			s.On("GET "+nightly, zdmtest.Sequence(one...))
			s.On("PUT "+nightly, zdmtest.Data(tt.answer))
			r := clitest.For(t, s).Run(append([]string{"recovery"}, append(strings.Fields(tt.args), "--center", "3")...)...)
			all := s.Requests()
			looked := all[len(all)-1].Method == http.MethodGet
			if r.Code != tt.code || looked != tt.looked || len(only(s)) != 1 {
				t.Errorf("looked up: %t, %+v", looked, r)
			}
			if tt.code == exit.Unknown && (r.Stdout != "" || !strings.Contains(r.Stderr, "not about this request")) {
				t.Errorf("%+v", r)
			}
			confirmed := "a lookup confirmed the change of nightly (the response is not about this request)"
			if tt.code == exit.OK && looked && !slices.Contains(counts, tt.name) && !strings.Contains(r.Stderr, confirmed) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// After a refused token, the recovery is read once: the server may have made the change anyway.
func TestTokenRefusedAfterAChange(t *testing.T) {
	t.Parallel()
	running, there := zdmtest.Data(detailed("Processing", "increment")), zdmtest.Data(detailed("Registered", "full"))
	for _, tt := range []struct {
		name, args string
		then       zdmtest.Answer
		code       exit.Code
	}{
		{"started", "start nightly", running, exit.OK},
		{"not started", "start nightly", there, exit.Credentials},
		{"token refused again", "start nightly", zdmtest.Refusal(401, "expired"), exit.Credentials},
		{"not stopped", "stop nightly", running, exit.Credentials},
		{"changed", "update nightly --mode increment", running, exit.OK},
		{"not changed", "update nightly --mode increment", there, exit.Credentials},
	} {
		s := clitest.Server(t)
		s.On("GET "+zdmtest.Recoveries, zdmtest.List(detailed("Registered", "full")))
		s.On("GET "+nightly, tt.then)
		s.On("PUT "+nightly, zdmtest.Refusal(401, "expired"))
		r := clitest.For(t, s).Run(append([]string{"recovery"}, append(strings.Fields(tt.args), "--center", "3")...)...)
		if r.Code != tt.code || len(only(s)) != 1 || (r.Stdout == "") == (tt.code == exit.OK) || !strings.Contains(r.Stderr, map[bool]string{true: "a lookup confirmed the change of nightly (", false: "expired"}[tt.code == exit.OK]) {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
}

// A deletion is confirmed by a response that names the recovery, or by a lookup that does not find
// it.
func TestAnswersToDeletionsOfOtherRecoveries(t *testing.T) {
	t.Parallel()
	of := func(name, partition string) string {
		return fmt.Sprintf(`{"jobInfo": [{"name": %q, "partition": %q, "deletedComponents": {"basicInfo": true}}], "summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": 1}}}`, name, partition)
	}
	there, gone := zdmtest.Data(detailed("Registered", "full")), zdmtest.Refusal(404, "no")
	partly := strings.Replace(of("nightly", "/"), `"basicInfo": true`, `"basicInfo": false`, 1)
	for _, tt := range []struct {
		name, deleted, answer string
		then                  zdmtest.Answer // nil: must not be looked up
		code                  exit.Code
	}{
		{"its name", "nightly", of("nightly", "/"), nil, exit.OK},
		{"its name in another case", "nightly", of("Nightly", "C"), nil, exit.OK},
		{"its name with a partition", "nightly", of("nightly_ROOT", "/"), nil, exit.OK},
		{"another name", "nightly", of("weekly", "/"), there, exit.Unknown},
		{"another name, and gone", "nightly", of("weekly", "/"), gone, exit.OK},
		{"another name, and not reported", "nightly", of("weekly", "/"), zdmtest.Gateway(502), exit.Unknown},
		{"other partitions", "nightly", of("nightly", "/srv"), there, exit.Unknown},
		{"a name for an id", "905", of("nightly", "/"), there, exit.OK},
		{"an id that does not exist", "905", of("nightly", "/"), gone, exit.Refused},
		{"a name for an id that cannot be read, and gone", "905", of("nightly", "/"), zdmtest.Sequence(zdmtest.Gateway(502), gone), exit.OK},
		{"a name for an id that cannot be read", "905", of("nightly", "/"), zdmtest.Gateway(502), exit.Unknown},
		{"another name for an id", "905", of("weekly", "/"), there, exit.Unknown},
		{"nothing of a partition", "nightly", partly, there, exit.Refused},
		{"nothing of a partition, and gone", "nightly", partly, gone, exit.OK},
		{"the failure of another", "nightly", `{"jobInfo": [{"name": "weekly", "errorMessage": "locked"}], "summary": {"state": "fail"}}`, there, exit.Unknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := clitest.Server(t)
			s.On("GET "+zdmtest.Recoveries, zdmtest.List(detailed("Registered", "full")))
			if tt.then != nil {
				s.On("GET "+nightly, tt.then)
			}
			s.On("DELETE "+nightly, zdmtest.Data(tt.answer))
			r := clitest.For(t, s).Run("recovery", "delete", tt.deleted, "--yes", "--retries", "0")
			if r.Code != tt.code || (r.Stdout == "") == (tt.code == exit.OK) || (len(only(s)) == 0) != (tt.name == "an id that does not exist") {
				t.Errorf("%+v", r)
			}
		})
	}
}

package zdm_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func decode(t *testing.T, data string) zdm.Registration {
	t.Helper()
	var r zdm.Registration
	if err := json.Unmarshal([]byte(data), &r); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return r
}

func TestRegistrationVerdict(t *testing.T) {
	tests := []struct {
		data   string
		failed bool
		count  int64
	}{
		{`{"common":{"state":"success"},"summary":{"total":2,"successful":2,"failed":0}}`, false, 0},
		{`{"common":{"state":"registered"},"summary":{"total":2,"successful":2,"failed":0}}`, false, 0},
		{`{"common":{"state":"success"},"summary":{"total":2,"successful":1,"failed":1}}`, true, 1},
		{`{"common":{"state":"success"},"summary":{"total":"2","successful":"1"}}`, true, 1},
		{`{"common":{"state":"success"},"summary":{"failed":"1"}}`, true, 1},
		{`{"common":{"state":"fail"}}`, true, 0},
		{`{"common":{"state":"FAIL","errorMessage":null}}`, true, 0},
		{`{"common":{"state":"success","errorMessage":"disk"}}`, true, 0},
		{`{"common":{"state":"success","errorMessage":"-"}}`, false, 0},
		{`{"common":{"state":"success","errorMessage":""}}`, false, 0},
		{`{"common":null,"partitions":null,"summary":null}`, false, 0},
		{`{"common":{"state":"success"},"summary":{"total":null,"successful":"NaN%","failed":1e400}}`, false, 0},
		{`{}`, false, 0},
		{`null`, false, 0},
		{`[{"common":{"state":"fail"}}]`, true, 0},
		{`[{"common":{"state":"success"},"summary":{"total":1,"successful":1}},{"common":{"state":"fail"},"summary":{"failed":1}}]`, true, 1},
		{`{"summary":[{"total":2,"successful":1,"failed":1}]}`, true, 1},
		{`{"summary":{"total":2.0,"successful":1.0,"failed":1.0}}`, true, 1},
		{`{"summary":{"total":1,"successful":1,"failed":-1}}`, false, 0},
		{`{"common":{"state":"success"},"partitions":[{"state":"fail"},{"state":"success"}],"summary":{"total":2,"successful":2,"failed":0}}`, true, 1},
		{`{"common":{"state":"success"},"partitions":[{"errorMessage":"no space"}]}`, true, 1},
	}
	for _, tt := range tests {
		r := decode(t, tt.data)
		if _, _, failed := r.Counts(); r.Failed() != tt.failed || failed.N != tt.count {
			t.Errorf("%s: Failed() = %v, %d partitions", tt.data, r.Failed(), failed.N)
		}
	}
}

func TestCountsFollowFromEachOther(t *testing.T) {
	for data, want := range map[string]string{
		`{"summary":{"total":3,"failed":1}}`:                                                "3 2 1",
		`{"summary":{"successful":"1","failed":"1"}}`:                                       "2 1 1",
		`{"summary":{"total":3,"successful":1}}`:                                            "3 1 2",
		`{"summary":{"total":null}}`:                                                        "- - -",
		`{"summary":{"total":2}}`:                                                           "2 - -",
		`{"partitions":[{"sourcePartition":"/"}]}`:                                          "1 - -",
		`{"summary":{"total":9,"successful":1,"failed":1}}`:                                 "9 1 1",
		`{"partitions":[{"state":"FAIL"}],"summary":{"total":1,"successful":1,"failed":0}}`: "1 0 1",
	} {
		r := decode(t, data)
		total, registered, failed := r.Counts()
		if got := fmt.Sprint(total, registered, failed); got != want {
			t.Errorf("%s: %s, want %s", data, got, want)
		}
	}
}

// The documents do not define the status and envelope of a partial failure.
func TestFailureEnvelopeWithARegistrationIsAResult(t *testing.T) {
	const data = `{"common":{"jobName":"nightly","errorMessage":"disk"},"summary":{"total":2,"successful":1,"failed":1}}`
	for _, status := range []int{200, 400, 500} {
		body := `{"success":false,"requestID":"r1","error":"half","data":` + data + `}`
		result, failed := create(t, newClient(t, answering(t, status, "application/json", body)))
		if failed != nil || !result.Data.Failed() || result.Status != status || result.RequestID != "r1" || string(result.Raw) != body {
			t.Errorf("%d: %+v, %v", status, result, failed)
		}
	}
	for _, data := range []string{`null`, `{}`, `[]`, `"x"`, `{"partitions":[]}`} {
		_, failed := create(t, newClient(t, answering(t, 400, "application/json", `{"success":false,"error":"no","data":`+data+`}`)))
		if failed == nil || failed.Kind != zdm.Refused {
			t.Errorf("data %s: %v", data, failed)
		}
	}
}

func TestRegistrationAcceptsEveryForm(t *testing.T) {
	r := decode(t, `{"common":{"state":"success","jobName":7,"autoStart":false,"platform":null,"bootMode":"uefi","new":{"x":1},
		"schedule":{"basic":"-"}},
		"partitions":[{"sourcePartition":"C:","overwrite":true,"backup":{"useLast":true,"backupFile":null},"repository":{"id":9007199254740993,"type":"NFS"}},
		{"sourcePartition":"D:","backup":"-","repository":8},"odd"],"summary":{"total":1,"successful":"1","failed":false}}`)
	if r.Common.JobName != "7" || r.Common.AutoStart != "false" || !r.Common.Platform.None() || !r.Common.Schedule.Description.None() {
		t.Errorf("common %+v", r.Common)
	}
	p := r.Partitions[0]
	if p.Overwrite != "true" || !p.Backup.UseLast.True() || p.Repository.ID != "9007199254740993" {
		t.Errorf("partition %+v", p)
	}
	if len(r.Partitions) != 2 || r.Partitions[1].SourcePartition != "D:" {
		t.Errorf("partitions %+v", r.Partitions)
	}
	if r.Summary.Total.N != 1 || r.Summary.Successful.N != 1 || r.Summary.Failed.Known {
		t.Errorf("summary %+v", r.Summary)
	}
}

func TestJobSchedule(t *testing.T) {
	tests := []struct{ schedule, id, kind, description string }{
		{`{"basic":{"type":"daily","description":"Every day at 10:00"}}`, "", "daily", "Every day at 10:00"},
		{`{"basic":{"id":31,"type":3,"description":"d","state":1}}`, "31", "3", "d"},
		{`{"basic":"Every day"}`, "", "", "Every day"},
		{`{"basic":null}`, "", "", ""},
		{`"Every day"`, "", "", "Every day"},
		{`31`, "", "", "31"},
		{`{}`, "", "", ""},
		{`{"type":"Weekly","description":"w"}`, "", "Weekly", "w"},
	}
	for _, tt := range tests {
		r := decode(t, `{"common":{"schedule":`+tt.schedule+`}}`)
		s := r.Common.Schedule
		if s == nil || string(s.ID) != tt.id || string(s.Type) != tt.kind || string(s.Description) != tt.description {
			t.Errorf("%s: %+v", tt.schedule, s)
		}
	}
	if r := decode(t, `{"common":{"schedule":null}}`); r.Common.Schedule != nil {
		t.Errorf("null: %+v", r.Common.Schedule)
	}
}

func TestScheduleForms(t *testing.T) {
	for _, form := range []string{
		`31`,
		`{"type":4,"basic":31}`,
		`{"type":0,"basic":{"year":"2027","month":"06","day":"1","time":"10:00"}}`,
		`{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`,
		`{"type":2,"basic":{"time":"00:00","interval":{"hour":"2"}}}`,
		`{"type":5,"basic":{"week":"1,3","day":"mon","time":"10:00"}}`,
	} {
		var s zdm.Schedule
		if err := json.Unmarshal([]byte(form), &s); err != nil {
			t.Errorf("%s: %v", form, err)
		}
		if out, err := json.Marshal(s); err != nil || string(out) != form {
			t.Errorf("%s came back as %s, %v", form, out, err)
		}
	}
	for _, form := range []string{`"daily"`, `{}`, `{"type":3}`, `{"basic":{}}`, `{"type":"x","basic":1}`, `[1]`, `1.5`} {
		var s zdm.Schedule
		if err := json.Unmarshal([]byte(form), &s); err == nil {
			t.Errorf("%s was read as %+v", form, s)
		}
	}
}

// For any answer, the call returns a result or an *Error, and a result can be evaluated.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"success":true,"requestID":"a","data":{"common":{"state":"success","schedule":{"basic":{"type":1}}},"partitions":[{"backup":{}}],"summary":{"total":1}}}`,
		`{"success":false,"error":{"code":1,"message":"a||b","details":{"cause":["x"]}},"detail":{"validationErrors":{"a":["b"]}}}`,
		`{"success":"true","data":[{"common":{"schedule":"-"}}]}`, `<html>`, ``, `null`, `[]`, "\xef\xbb\xbf{}",
	} {
		f.Add(200, seed)
		f.Add(500, seed)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			return
		}
		c := inProcess(t, replying(status, body), noLookup)
		result, failed := create(t, c)
		if failed != nil {
			if strings.TrimSpace(failed.Error()) == "" {
				t.Error("an error without a text")
			}
			return
		}
		result.Data.Failed()
		if !json.Valid(result.Raw) {
			t.Errorf("raw body is not JSON: %q", result.Raw)
		}
	})
}

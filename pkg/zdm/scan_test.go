package zdm

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// slowRegistration is decoded by encoding/json.
type slowRegistration struct {
	Common     RegistrationCommon              `json:"common"`
	Partitions Many[slowRegistrationPartition] `json:"partitions"`
	Summary    slowSummary                     `json:"summary"`
	Notices    Many[Text]                      `json:"notices"`
}

type (
	slowRegistrationPartition RegistrationPartition
	slowSummary               RegistrationSummary
)

func (s *slowSummary) UnmarshalJSON(data []byte) error {
	type plain slowSummary
	return decodeData(data, (*plain)(s))
}

func (s slowRegistration) registration() Registration {
	r := Registration{Common: s.Common, Summary: RegistrationSummary(s.Summary), Notices: s.Notices}
	for _, p := range s.Partitions {
		r.Partitions = append(r.Partitions, RegistrationPartition(p))
	}
	return r
}

// slowRegistrationOf decodes an object or a list of objects.
func slowRegistrationOf(data []byte) (r Registration, err error) {
	var list []slowRegistration
	if data[0] != '[' {
		list = make([]slowRegistration, 1)
		err = json.Unmarshal(data, &list[0])
	} else {
		err = json.Unmarshal(data, &list)
	}
	for i, item := range list {
		if i == 0 {
			r = item.registration()
			continue
		}
		r.add(item.registration())
	}
	return r, tolerant(err)
}

// contradicts reports whether an envelope has more than one key that decodes as "success".
func contradicts(body []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	found := 0
	for decoder.More() {
		key, err := decoder.Token()
		var value json.RawMessage
		if err != nil || decoder.Decode(&value) != nil {
			return false
		}
		if name, ok := key.(string); ok && strings.EqualFold(name, "success") {
			found++
		}
	}
	return found > 1
}

// Scanning returns the same result as encoding/json.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`{"success":true,"requestID":"req-1","data":{"common":{"state":"success","jobName":"a","autoStart":"not use","platform":"aws","bootMode":"reboot",` +
			`"schedule":{"basic":{"id":1}}},"partitions":[{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"full","overwrite":"allow","fileSystem":"xfs",` +
			`"backup":{"useLatest":"true","backupFile":"img-0419.ZIA","backupJob":"nightly"},"repository":{"id":13,"path":"/vault","type":"nfs"}}],` +
			`"summary":{"total":5,"successful":"5","failed":0.0},"notices":["a"]},"message":"Recovery jobs registered","timestamp":"2026-01-01 00:00:00"}`,
		`{"success":true,"traceId":"5f0c","data":{"common":{"jobName":"a-1","bootMode":"Reboot"},"partitions":[{"jobMode":"Full Recovery","backup":{"useLatest":"yes"}}],"notices":["x"]},` +
			`"timestamp":"2026-09-10T08:15:42.318+09:00"}`,
		`{"success":true,"TraceId":"a","data":[],"scan":{"failed":1},"Scan":null}`,
		`{"success":"true","RequestID":1,"data":[{"common":null,"partitions":{"sourcePartition":"\u002f"},"summary":[{"total":1}]}]}`,
		`{"success":false,"error":{"code":"x"},"detail":{"validationErrors":{"a":["b"]}},"pagination":{"totalItems":1}}`,
		`{"success":true,"Success":false,"data":{"partitions":[null,{}],"common":{"jobName":["a"],"schedule":null}}}`,
		`{ "success" : 1 , "data" : { "common" : { "state" : "\u0061" , "state2" : [ ] , "jobName" : -1.5e3 } , "notices" : "one" } , "data" : 1 }`,
		`{"\u0073uccess":false,"success":true,"ſuccess":false,"data":{"summary":{"failed":-1,"Failed":2}}}`,
		`{"success":true,"success":null,"pagination":{"totalItems":1},"pagination":{"totalPages":2},"data":[{"common":{"schedule":{"id":1},"schedule":"x"}},null,1,[{}]]}`,
		`{"success":true,"pagination":"-","data":{"partitions":[{"repository":[],"backup":null}],"summary":{"total":null}}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if !json.Valid(body) {
			if env, ok := readEnvelope(body, false); ok || !reflect.DeepEqual(env, envelope{}) {
				t.Fatalf("envelope %q was read", body)
			}
			return
		}
		env, ok := readEnvelope(body, false)
		var slow envelope
		if err := tolerant(json.Unmarshal(body, &slow)); err != nil || !reflect.DeepEqual(env, slow) {
			t.Fatalf("envelope %q\n%+v\n%+v %v", body, env, slow, err)
		}
		if _, strict := readEnvelope(body, true); strict != (ok && !contradicts(body)) {
			t.Fatalf("envelope %q: strict %v", body, strict)
		}
		for _, data := range []json.RawMessage{bytes.TrimSpace(body), env.Data} {
			if len(data) == 0 {
				continue
			}
			var r Registration
			want, err := slowRegistrationOf(data)
			if scanned := json.Unmarshal(data, &r); scanned != nil || err != nil || !reflect.DeepEqual(r, want) {
				t.Fatalf("registration %q\n%+v %v\n%+v %v", data, r, scanned, want, err)
			}
		}
	})
}

// The documented answer is read by the scan.
func TestScanReadsTheDocumentedAnswer(t *testing.T) {
	const answer = `{"success": true, "requestID": "req-1", "data": {"common": {"state": "success", "jobName": "a", "schedule": {"basic": {"id": "1"}}},
		"partitions": [{"sourcePartition": "/", "backup": {"useLatest": "true"}, "repository": {"id": "1"}}, {"sourcePartition": "/home"}],
		"summary": {"total": 2, "successful": 2, "failed": 0}}, "message": "Recovery jobs registered", "timestamp": "2025-01-15 10:30:00"}`
	env, ok := readEnvelope([]byte(answer), true)
	if !ok {
		t.Fatal("the envelope was not read")
	}
	var r Registration
	if err := json.Unmarshal(env.Data, &r); err != nil || r.Common.JobName != "a" || len(r.Partitions) != 2 || r.Summary.Total.N != 2 || r.Common.Schedule.ID != "1" {
		t.Errorf("got %+v, %v", r, err)
	}
}

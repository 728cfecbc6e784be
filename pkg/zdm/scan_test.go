package zdm

import (
	"encoding/json"
	"reflect"
	"testing"
)

// Scanning returns the same result as encoding/json. What the scan does not support, encoding/json
// decodes.
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
		`{"success":true,"pagination":"-","data":{"partitions":[{"repository":[],"backup":null}],"summary":{"total":null}}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		data := json.RawMessage(body)
		if env, ok := scanEnvelope(body); ok {
			var slow envelope
			if err := tolerant(json.Unmarshal(body, &slow)); err != nil || !reflect.DeepEqual(env, slow) {
				t.Fatalf("envelope %q\n%+v\n%+v %v", body, env, slow, err)
			}
			if contradicts(body) {
				t.Fatalf("envelope %q contradicts itself", body)
			}
			data = env.Data
		}
		if !json.Valid(data) { // the scan expects valid JSON
			return
		}
		r, ok := scanRegistration(data)
		if !ok {
			return
		}
		type plain Registration
		var slow plain
		if err := tolerant(json.Unmarshal(data, &slow)); err != nil || !reflect.DeepEqual(r, Registration(slow)) {
			t.Fatalf("registration %q\n%+v\n%+v %v", data, r, slow, err)
		}
	})
}

// The documented answer is read by the scan.
func TestScanReadsTheDocumentedAnswer(t *testing.T) {
	const answer = `{"success": true, "requestID": "req-1", "data": {"common": {"state": "success", "jobName": "a", "schedule": {"basic": {"id": "1"}}},
		"partitions": [{"sourcePartition": "/", "backup": {"useLatest": "true"}, "repository": {"id": "1"}}, {"sourcePartition": "/home"}],
		"summary": {"total": 2, "successful": 2, "failed": 0}}, "message": "Recovery jobs registered", "timestamp": "2025-01-15 10:30:00"}`
	env, ok := scanEnvelope([]byte(answer))
	if !ok {
		t.Fatal("the envelope was not read")
	}
	r, ok := scanRegistration(env.Data)
	if !ok || r.Common.JobName != "a" || len(r.Partitions) != 2 || r.Summary.Total.N != 2 || r.Common.Schedule.ID != "1" {
		t.Errorf("got %+v, %v", r, ok)
	}
}

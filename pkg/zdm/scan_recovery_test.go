package zdm

import (
	"encoding/json"
	"reflect"
	"testing"
)

const documentedRecovery = `{"system":{"source":{"id":"11","name":"web-01","os":"Rocky","agent":"5.0","ip":{"public":"-","private":["10.0.0.1"]},"license":"7"},"target":{"id":12,"name":"web-02"}},
"job":{"info":{"id":"905","name":"nightly","schedule":{"basic":{"id":"1","type":"3"}},"status":{"current":"Registered","time":{"start":"-","elapsed":"-","end":"-"}},"lastUpdated":"2026-03-11 08:15:42",
"platform":"aws","kernal":"5.14","networkSpeed":0,"script":{"path":"/x","run":"before"},"afterReboot":"reboot","notification":{"mail":"a@example.com"}},
"detail":[{"from":"/","to":"/","targetDevice":"/dev/sda1","mode":"full","backup":{"jobName":"b","fileName":"f.ZIA","latest":"use"},"repository":{"id":"13","path":"//h/b","type":"cifs"},
"lastUpdated":"-","option":{"overwrite":true,"fileSystem":"xfs"}}]}}`

// slowRecovery is decoded by encoding/json.
type slowRecovery struct {
	System RecoverySystems `json:"system"`
	Job    slowState       `json:"job"`
}

type slowState struct {
	Info   slowInfo            `json:"info"`
	Detail Many[slowPartition] `json:"detail"`
}

type (
	slowInfo      RecoveryInfo
	slowPartition RecoveryPartition
)

func (s *slowState) UnmarshalJSON(data []byte) error {
	type plain slowState
	read := struct {
		*plain
		Details Many[slowPartition] `json:"details"`
	}{plain: (*plain)(s)}
	err := tolerant(json.Unmarshal(data, &read))
	if len(s.Detail) == 0 {
		s.Detail = read.Details
	}
	return err
}

func (i *slowInfo) UnmarshalJSON(data []byte) error {
	type plain slowInfo
	read := struct {
		*plain
		Spelled Text `json:"kernel"`
	}{plain: (*plain)(i)}
	err := tolerant(json.Unmarshal(data, &read))
	if i.Kernel.None() {
		i.Kernel = read.Spelled
	}
	return err
}

func (p *slowPartition) UnmarshalJSON(data []byte) error {
	type plain slowPartition
	read := struct {
		*plain
		Partition Text `json:"partition"`
		Drive     Text `json:"drive"`
		Device    Text `json:"device"`
	}{plain: (*plain)(p)}
	err := tolerant(json.Unmarshal(data, &read))
	p.From, p.TargetDevice = firstOf(p.From, read.Partition, read.Drive), firstOf(p.TargetDevice, read.Device)
	return err
}

func (s slowRecovery) recovery() Recovery {
	r := Recovery{System: s.System, Job: RecoveryState{Info: RecoveryInfo(s.Job.Info)}}
	for _, p := range s.Job.Detail {
		r.Job.Detail = append(r.Job.Detail, RecoveryPartition(p))
	}
	return r
}

// Scanning a recovery and its partitions returns the same result as encoding/json.
func FuzzScanRecovery(f *testing.F) {
	for _, seed := range []string{
		documentedRecovery,
		`{"job":{"info":{"schedule":null,"kernel":"6.1","status":null},"details":[{"partition":"/","device":"sda"},{"drive":"C:"},null,"-"]}}`,
		`{"job":{"info":{"schedule":"-","kernal":"-","kernel":1,"script":"-"},"detail":"-","details":{"from":"C:","partition":"D:"}},"system":null}`,
		`{"Job":{"info":{"id":1}},"job":{"info":{"ID":2,"id":3,"name":"\u0061"}},"more":[{"job":1}]}`,
		`{"from":"-","partition":"-","drive":"D:","repository":[],"option":{"overwrite":false}}`, `{"from":"a","From":"b","to":{"a":[1]},"backup":null}`,
		`{"system":{"source":"web-01","target":{"ip":{"private":"10.0.0.1"},"id":null}},"job":{"detail":[]}}`, `[]`, `{}`, `null`, `"x"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) {
			return
		}
		var r Recovery
		var slow slowRecovery
		scanned, err := json.Unmarshal(data, &r), tolerant(json.Unmarshal(data, &slow))
		if scanned != nil || err != nil || !reflect.DeepEqual(r, slow.recovery()) {
			t.Fatalf("recovery %q\n%+v %v\n%+v %v", data, r, scanned, slow, err)
		}
		var p RecoveryPartition
		var slowly slowPartition
		scanned, err = json.Unmarshal(data, &p), json.Unmarshal(data, &slowly)
		if scanned != nil || err != nil || !reflect.DeepEqual(p, RecoveryPartition(slowly)) {
			t.Fatalf("partition %q\n%+v %v\n%+v %v", data, p, scanned, slowly, err)
		}
	})
}

// The documented recovery, and every value in it, is read by the scan.
func TestScanReadsTheDocumentedRecovery(t *testing.T) {
	var r Recovery
	err := json.Unmarshal([]byte(documentedRecovery), &r)
	if err != nil || len(r.Job.Detail) != 1 || r.Job.Info.Schedule == nil {
		t.Fatalf("got %+v, %v", r, err)
	}
	for name, empty := range map[string]bool{
		"source": reflect.ValueOf(r.System.Source).IsZero(), "private": len(r.System.Source.IP.Private) == 0, "status": r.Job.Info.Status.Time.End == "",
		"script": r.Job.Info.Script.Run == "", "mail": r.Job.Info.Notification.Mail == "", "option": r.Job.Detail[0].Option.FileSystem == "",
		"backup": r.Job.Detail[0].Backup.Latest == "", "repository": r.Job.Detail[0].Repository.Type == "", "kernel": r.Job.Info.Kernel == "",
	} {
		if empty {
			t.Errorf("no %s", name)
		}
	}
}

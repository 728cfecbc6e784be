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
		if r, ok := scanRecovery(data); ok {
			type plain Recovery
			var slow plain
			if err := tolerant(json.Unmarshal(data, &slow)); err != nil || !reflect.DeepEqual(r, Recovery(slow)) {
				t.Fatalf("recovery %q\n%+v\n%+v %v", data, r, slow, err)
			}
		}
		if p, ok := scanPartition(data); ok {
			var slow RecoveryPartition
			if err := slow.decode(data); err != nil || !reflect.DeepEqual(p, slow) {
				t.Fatalf("partition %q\n%+v\n%+v %v", data, p, slow, err)
			}
		}
	})
}

// The documented recovery, and every value in it, is read by the scan.
func TestScanReadsTheDocumentedRecovery(t *testing.T) {
	r, ok := scanRecovery([]byte(documentedRecovery))
	if !ok || len(r.Job.Detail) != 1 || r.Job.Info.Schedule == nil {
		t.Fatalf("got %+v, %t", r, ok)
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

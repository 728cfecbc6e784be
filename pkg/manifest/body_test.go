package manifest_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// Body returns the same bytes as building and encoding the request.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		"center: 1\nsource: a\ntarget: b\nplatform: aws\nrepository: {id: 13, type: smb, path: //1/b}\nmode: full\njobName: x\nschedule: {type: 3, basic: {time: '10:00'}}\n" +
			"networkLimit: 0\nlistOnly: true\njobList:\n- {sourcePartition: /, targetPartition: /dev/sda1, mode: increment, repository: {id: 1}}\n",
		`{"jobName":"a<b>&é\"\\","center":"1","source":"s","target":"t","platform":"aws","repository":{"id":1},"mode":"full","schedule":42}`,
		"source: a\ncenter: 007\ntarget: b\nplatform: vmware\nrepository: {path: /x, id: 13}\nmode: inc\noverwrite: true\nafterReboot: none\nnetworkLimit: 10\n" +
			"schedule: {basic: 12, type: 4}\njobList: []\n",
		"mode: full\nplatform: aws\nrepository: {id: 1}\ntarget: t\nsource: s\ncenter: c\nexcludePartition: ' /a , /b,/a '\nmailEvent: a@b.example\nautoStart: use\n" +
			"scriptPath: '\\'\nscriptRun: before\ncloudAuth: 9\nuser: 1\nlistOnly: false\nschedule: {type: 1, basic: {interval: {minute: 10}, time: '01:00'}}\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for draft, err := range manifest.Documents("x.yaml", strings.NewReader(text)) {
			if err != nil {
				continue
			}
			o := manifest.Options{Now: time.Unix(0, 0)}
			request, _, err := draft.Request(o)
			if err != nil {
				continue
			}
			want, err := request.Body()
			if err != nil || draft.Name() != request.JobName || !bytes.Equal(draft.Body(), want) {
				t.Fatalf("%q: %q\n%s\n%s %v", text, draft.Name(), draft.Body(), want, err)
			}
		}
	})
}

// Journals of earlier versions store digests of these bytes.
func TestBody(t *testing.T) {
	t.Parallel()
	const text = `
jobList:
- {targetPartition: /dev/sda1, sourcePartition: /, repository: {id: 14, type: nfs}, backupFile: <é&"\>.ZIA}
listOnly: true
networkLimit: 0
excludePartition: ' /a , /b,/a '
schedule: {basic: {time: "10:00", interval: {minute: "10"}}, type: 1}
mode: full
jobName: nightly 밤
repository: {path: //192.0.2.1/backup, id: 13, type: smb}
platform: vmware
target: web-01-dr
source: web-01
center: 1
`
	const want = `{"center":"1","source":"web-01","target":"web-01-dr","platform":"vmware","repository":{"id":13,"type":"smb","path":"//192.0.2.1/backup"},"mode":"full",` +
		`"jobName":"nightly 밤","schedule":{"type":1,"basic":{"time":"10:00","interval":{"minute":"10"}}},"networkLimit":0,"excludePartition":"/a,/b","listOnly":true,` +
		`"jobList":[{"sourcePartition":"/","targetPartition":"/dev/sda1","backupFile":"<é&\"\\>.ZIA","repository":{"id":14,"type":"nfs"}}]}`
	draft, err := manifest.ReadOne("x.yaml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Check(manifest.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := string(draft.Body()); got != want || draft.Name() != "nightly 밤" {
		t.Errorf("%q\n%s\n%s", draft.Name(), got, want)
	}
}

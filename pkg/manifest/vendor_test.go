package manifest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// notesOf returns the notes on translated words, as "path@line:column message".
func notesOf(found []exit.Problem) string {
	var all []string
	for _, p := range found {
		if p.Note {
			all = append(all, brief(p)+" "+p.Message.String())
		}
	}
	return strings.Join(all, "\n")
}

// vendors returns requests with zdm-cli words, the values sent for them and the notes.
func vendors() []struct{ name, text, want, notes string } {
	return []struct{ name, text, want, notes string }{
		{"overwrite true", with("overwrite: true\n"), `"overwrite":"allow"`, `overwrite@8:12 true is zdm-cli's value; using "allow"`},
		{"overwrite false", with("overwrite: false\n"), `"overwrite":"not allow"`, `overwrite@8:12 false is zdm-cli's value; using "not allow"`},
		{"overwrite notAllow", with("overwrite: notAllow\n"), `"overwrite":"not allow"`, `overwrite@8:12 notAllow is zdm-cli's value; using "not allow"`},
		{"mode", but("mode: full", "mode: inc"), `"mode":"increment"`, `mode@5:7 inc is zdm-cli's value; using "increment"`},
		{"after reboot", with("afterReboot: none\n"), `"afterReboot":"maintain"`, `afterReboot@8:14 none is zdm-cli's value; using "maintain"`},
		{"an alias", with("overwrite: &o true\njobList: [{sourcePartition: /, targetPartition: /a, overwrite: *o}]\n"), `"targetPartition":"/a","overwrite":"allow"`,
			`overwrite@8:12 true is zdm-cli's value; using "allow"
jobList[0].overwrite@9:64 true is zdm-cli's value; using "allow"`},
		{"job list", with(`jobList: [{"sourcePartition": "/", "targetPartition": "/a", "overwrite": true, "mode": "inc", "backupFile": "a.ZIA", "repository": {"id": 14, "path": "/b"}}]`),
			`"jobList":[{"sourcePartition":"/","targetPartition":"/a","overwrite":"allow","backupFile":"a.ZIA","mode":"increment","repository":{"id":14,"path":"/b"}}]`,
			`jobList[0].overwrite@8:74 true is zdm-cli's value; using "allow"
jobList[0].mode@8:88 inc is zdm-cli's value; using "increment"`},
		{"the API's words", with("overwrite: not allow\nafterReboot: maintain\n"), `"overwrite":"not allow"`, ""},
	}
}

func TestVendorWords(t *testing.T) {
	for _, tt := range vendors() {
		t.Run(tt.name, func(t *testing.T) {
			draft, err := manifest.ReadOne("web.yaml", strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			for _, strict := range []bool{false, true, true} {
				request, found, err := draft.Request(manifest.Options{Now: noon, Strict: strict})
				if err != nil {
					t.Fatal(err, usage(t, err))
				}
				body, err := request.Body()
				if err != nil || !strings.Contains(string(body), tt.want) {
					t.Errorf("%v: %s lacks %s", err, body, tt.want)
				}
				if got := notesOf(found); got != tt.notes {
					t.Errorf("got  %s\nwant %s", got, tt.notes)
				}
			}
		})
	}
}

// Flags accept the API's words only. Values a flag replaces get no notes.
func TestVendorWordsAndFlags(t *testing.T) {
	draft, err := manifest.ReadOne("web.yaml", strings.NewReader(with("overwrite: true\n")))
	if err != nil {
		t.Fatal(err)
	}
	_, found, err := byFlags(draft, "overwrite", "not-allow").Request(manifest.Options{})
	if err != nil || len(found) > 0 {
		t.Errorf("%v, %v", found, err)
	}
	for _, flags := range [][]string{{"overwrite", "true"}, {"mode", "inc"}, {"after-reboot", "none"}, {"job", "source=/,target=/a,overwrite=true"}} {
		if _, _, err := byFlags(least(), flags...).Request(manifest.Options{}); len(usage(t, err)) != 1 {
			t.Errorf("%s: %v", flags, err)
		}
	}
}

// The content of zdm-cli's --job-list as a file.
func TestJobFile(t *testing.T) {
	write := func(text string) string {
		name := filepath.Join(t.TempDir(), "jobs.json")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return "@" + name
	}
	list := write(`[{"sourcePartition":"/","targetPartition":"/a","overwrite":true},
 {"sourcePartition":"/home","targetPartition":"/b"}]`)
	request, found, err := byFlags(least(), "job", "source=/x,target=/y", "job", list).Request(manifest.Options{})
	if err != nil {
		t.Fatal(err, usage(t, err))
	}
	body, err := request.Body()
	want := `"jobList":[{"sourcePartition":"/x","targetPartition":"/y"},{"sourcePartition":"/","targetPartition":"/a","overwrite":"allow"},{"sourcePartition":"/home","targetPartition":"/b"}]`
	if err != nil || !strings.Contains(string(body), want) {
		t.Errorf("%v: %s", err, body)
	}
	if got, want := notesOf(found), `jobList[1].overwrite@--job #2 1:60 true is zdm-cli's value; using "allow"`; got != want {
		t.Errorf("got %s", got)
	}
	for _, tt := range []struct{ value, want, message string }{
		{"@nowhere.json", "jobList@--job", "does not exist"},
		{"@", "jobList@--job", "without a name"},
		{"@.", "jobList@--job", "cannot read"},
		{write(""), "jobList@--job", "is empty"},
		{write("[]"), "jobList@--job 1:1", "no value"},
		{write("null"), "jobList@--job 1:1", "no value"},
		{write(`{"jobList": []}`), "jobList@--job 1:1", "not an object"},
		{write("[{"), "jobList@--job 1:3", "the JSON is incomplete"},
		{write("[]\n---\n[]"), "jobList@--job", "more than one document"},
		{write(`[{"sourcePartition":"/"}]`), "jobList[0].targetPartition@--job 1:2", "required"},
		{write(`[7]`), "jobList[0]@--job 1:2", "must be an object"},
	} {
		_, _, err := byFlags(least(), "job", tt.value).Request(manifest.Options{})
		problems := usage(t, err)
		if got := briefs(problems); got != tt.want || !strings.Contains(problems[0].Message.String(), tt.message) {
			t.Errorf("%s: %s, want %s: %v", tt.value, got, tt.want, problems)
		}
	}
	twice := write(`[{"sourcePartition":"/x","targetPartition":"/z"}]`)
	_, found, err = byFlags(least(), "job", "source=/x,target=/y", "job", twice).Request(manifest.Options{})
	if got := briefs(found); err != nil || got != "jobList[1].sourcePartition@--job #2 1:21" {
		t.Errorf("got %s, %v", got, err)
	}
}

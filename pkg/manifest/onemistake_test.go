package manifest_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// A required field under a wrong name is one problem, not also a missing field.
func TestMisspelledFieldIsNotAlsoMissing(t *testing.T) {
	for _, tt := range []struct{ name, text, want, meant string }{
		{"misspelled", but("target:", "traget:"), "traget@3:1", "target"},
		{"in other case", but("mode:", "Mode:"), "Mode@5:1", "mode"},
		{"an object", but("repository:", "repositroy:"), "repositroy@6:1", "repository"},
		{"in an object", but("  id:", "  idd:"), "repository.idd@7:3", "id"},
		{"in an object, as its ID", but("repository:\n  id: 13", "repositoryId: 13"), "repositoryId@6:1", "repository.id"},
		{"in the jobList", with("jobList: [{sourcePartition: /, targetPartion: /a}]\n"), "jobList[0].targetPartion@8:32", "targetPartition"},
		{"in a schedule", with("schedule: {type: 3, basik: {time: 10:00}}\n"), "schedule.basik@8:21", "basic"},
		{"in the times of a schedule", with("schedule: {type: 3, basic: {tim: 10:00}}\n"), "schedule.basic.tim@8:29", "time"},
		{"misspelled and given", with("traget: x\n"), "traget@8:1", "target"},
		{"twice", but("target: web-01-dr", "traget: x\ntargt: y"), "traget@3:1 targt@4:1", "target"},
		{"another one is missing", strings.Replace(but("target:", "traget:"), "mode: full\n", "", 1), "mode@1:1 traget@3:1", ""},
		{"near to no field", but("target:", "onto:"), "target@1:1 onto@3:1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			problems, _ := problemsOf(t, "a.yaml", tt.text)
			if got := briefs(problems); got != tt.want {
				t.Fatalf("got  %s\nwant %s", got, tt.want)
			}
			if problems[0].Suggestion != tt.meant {
				t.Errorf("it suggests %q", problems[0].Suggestion)
			}
		})
	}
}

// A flag or a setting for a misspelled field does not hide that the file is wrong.
func TestFlagDoesNotHideMisspelledField(t *testing.T) {
	draft, err := manifest.ReadOne("a.yaml", strings.NewReader(but("target:", "traget:")))
	if err != nil {
		t.Fatal(err)
	}
	draft.SetFlag("--target", "target", "web-01-dr")
	draft.Default("context prod", "target", "web-01-dr")
	if _, _, err := draft.Request(manifest.Options{}); briefs(usage(t, err)) != "traget@3:1" {
		t.Errorf("got %v", err)
	}
}

// A document in the form of a Kubernetes resource is one problem.
func TestKubernetesResource(t *testing.T) {
	for name, text := range map[string]string{
		"YAML":              "apiVersion: zdm/v1\nkind: Recovery\nmetadata:\n  name: x\nspec:\n  source: web-01\n",
		"JSON":              `{"apiVersion": "v1", "kind": "Recovery", "metadata": {"name": "x"}}`,
		"without version":   "kind: Recovery\nspec: {}\n",
		"beside the fields": "apiVersion: v1\nkind: Recovery\n" + valid,
		"repeated":          "kind: a\nkind: b\nspec: {}\n",
	} {
		problems, _ := problemsOf(t, "a.yaml", text)
		if len(problems) != 1 || problems[0].Line != 1 || !strings.Contains(problems[0].Message.String(), "top level") || len(problems[0].Allowed) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
	if problems, _ := problemsOf(t, "a.yaml", with("kind: x\n")); briefs(problems) != "kind@8:1" || len(problems[0].Allowed) == 0 {
		t.Errorf("one such field: %v", problems)
	}
}

// A request below a name of its own is one problem.
func TestWrappedRequest(t *testing.T) {
	indented := "  " + strings.ReplaceAll(strings.TrimSpace(valid), "\n", "\n  ") + "\n"
	for name, text := range map[string]string{"recovery": "recovery:\n" + indented, "JSON": `{"request": {"source": "web-01", "target": "b"}}`} {
		problems, _ := problemsOf(t, "a.yaml", text)
		if len(problems) != 1 || problems[0].Line != 1 || !strings.Contains(problems[0].Message.String(), "top level") || len(problems[0].Allowed) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for name, text := range map[string]string{"of other fields": "options:\n  colour: red\n", "beside a field": "source: a\nrecovery:\n" + indented} {
		if problems, _ := problemsOf(t, "a.yaml", text); len(problems) < 2 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// The fields of a request are listed once, however many fields are unknown.
func TestFieldsAreListedOnce(t *testing.T) {
	problems, _ := problemsOf(t, "a.yaml", with("colour: red\nsize: 3\n  \nshape: round\n"))
	if briefs(problems) != "colour@8:1 size@9:1 shape@11:1" {
		t.Fatal(briefs(problems))
	}
	for i, p := range problems {
		if (len(p.Allowed) > 0) != (i == 0) {
			t.Errorf("%s lists %v", p.Path, p.Allowed)
		}
	}
}

// What a merge key would add is unknown, so nothing is missing.
func TestMergeKeyIsOneProblem(t *testing.T) {
	problems, _ := problemsOf(t, "a.yaml", "<<: {center: 1}\nsource: web-01\n")
	if briefs(problems) != "@1:1" {
		t.Errorf("got %s", briefs(problems))
	}
}

package manifest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// One mistake is one problem.
func TestOneMistakeIsOneProblem(t *testing.T) {
	t.Parallel()
	const rest = "source: a\nplatform: vmware\nmode: full\ncenter: \"1\"\n"
	for _, tt := range []struct{ document, path, suggestion string }{
		{rest + "traget: b\nrepository: {id: 1}\n", "traget", "target"},
		{rest + "target: b\nrepositoryId: 1\n", "repositoryId", "repository.id"},
		{rest + "target: b\nrepository: {idd: 1}\n", "repository.idd", "id"},
		{"apiVersion: v1\nkind: Recovery\nmetadata:\n  name: x\nspec:\n  source: a\n", "", ""},
	} {
		draft, err := manifest.ReadOne("r.yaml", strings.NewReader(tt.document))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = draft.Request(manifest.Options{Now: time.Unix(0, 0)})
		failed, ok := err.(*exit.Error)
		if !ok || len(failed.Problems) != 1 || failed.Problems[0].Path != tt.path || failed.Problems[0].Suggestion != tt.suggestion {
			t.Errorf("%q: %+v", tt.document, failed)
		}
	}
	draft, err := manifest.ReadOne("r.yaml", strings.NewReader(rest+"traget: b\nrepository: {id: 1}\nmodus: full\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = draft.Request(manifest.Options{Now: time.Unix(0, 0)})
	if failed, ok := err.(*exit.Error); !ok || len(failed.Problems) != 2 {
		t.Errorf("two mistakes: %+v", err)
	}
}

package completion

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Other versions of cobra may write another script. In this one, each fragment to change occurs
// once, and in no replacement.
func TestBashChangesApply(t *testing.T) {
	var before, after bytes.Buffer
	root := &cobra.Command{Use: "zdmctl"}
	if err := root.GenBashCompletionV2(&before, true); err != nil {
		t.Fatal(err)
	}
	if err := bashScript(root, &after); err != nil {
		t.Fatal(err)
	}
	changes := bashChanges()
	for i := 0; i < len(changes); i += 2 {
		if n := strings.Count(before.String(), changes[i]); n != 1 {
			t.Errorf("%d times in cobra's script:\n%s", n, changes[i])
		}
		if strings.Contains(after.String(), changes[i]) || !strings.Contains(after.String(), changes[i+1]) {
			t.Errorf("not replaced:\n%s", changes[i])
		}
	}
}

package inventory_test

import (
	"os"
	"strings"
	"testing"
)

// The documented example is a valid inventory.
func TestDocumentedExample(t *testing.T) {
	text, err := os.ReadFile("../../../docs/sandbox.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "```yaml\n")
	example, _, found := strings.Cut(after, "```")
	if !found {
		t.Fatal("no example")
	}
	if found := problems(t, example); found != nil {
		t.Error(found)
	}
}

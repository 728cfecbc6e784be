package openapitest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
)

// asked holds "METHOD path" of the document for every request that was checked, and answered for every success.
var asked, answered sync.Map

// Tests is a run of all tests of a package.
type Tests interface{ Run() int }

// EveryRequest fails a whole run in which an operation of the document was never asked for, but for "METHOD path" in except.
func EveryRequest(m *testing.M, except ...string) Tests { return covering{m, &asked, except} }

// EveryAnswer fails a whole run in which an operation of the document was never answered with a success.
func EveryAnswer(m *testing.M) Tests { return covering{M: m, seen: &answered} }

type covering struct {
	*testing.M

	seen   *sync.Map
	except []string
}

// Run runs the tests and gives the exit code.
func (c covering) Run() int {
	code := c.M.Run()
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return code // of a part of the tests
		}
	}
	contract, err := tolerant()
	if err != nil || code != 0 {
		return code
	}
	for path, item := range contract.doc.Paths.Map() {
		for method := range item.Operations() {
			operation := method + " " + path
			if _, ok := c.seen.Load(operation); !ok && !slices.Contains(c.except, operation) {
				fmt.Fprintln(os.Stderr, "openapi.yaml: no test covers", operation)
				code = 1
			}
		}
	}
	return code
}

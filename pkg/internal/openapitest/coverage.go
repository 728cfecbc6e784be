package openapitest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
)

// asked holds "METHOD path" of every checked request, and answered of every successful response.
var asked, answered sync.Map

// Tests runs all tests of a package.
type Tests interface{ Run() int }

// EveryRequest fails the run if an operation of the document was never requested, other than
// "METHOD path" in except.
func EveryRequest(m *testing.M, except ...string) Tests { return covering{m, &asked, except} }

// EveryAnswer fails the run if an operation of the document never had a successful response.
func EveryAnswer(m *testing.M) Tests { return covering{M: m, seen: &answered} }

type covering struct {
	*testing.M

	seen   *sync.Map
	except []string
}

// Run runs the tests and returns the exit code.
func (c covering) Run() int {
	code := c.M.Run()
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return code // a subset of the tests ran
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

package openapitest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
)

// operation is "METHOD path" of a document.
type operation struct {
	of   *document
	name string
}

// asked holds the operation of every checked request, and answered of every successful response.
var asked, answered sync.Map

// Tests runs all tests of a package.
type Tests interface{ Run() int }

// EveryRequest fails the run if an operation of 1.0.3 to 2.0 was never requested, unless except
// lists it as "METHOD path".
func EveryRequest(m *testing.M, except ...string) Tests {
	return covering{m, []*document{before3}, &asked, except}
}

// EveryAnswer fails the run if an operation of a document never had a successful response.
func EveryAnswer(m *testing.M) Tests {
	return covering{M: m, documents: []*document{before3, of3}, seen: &answered}
}

type covering struct {
	*testing.M

	documents []*document
	seen      *sync.Map
	except    []string
}

// Run runs the tests and returns the exit code.
func (c covering) Run() int {
	code := c.M.Run()
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return code // a subset of the tests ran
		}
	}
	for _, of := range c.documents {
		contract, err := of.tolerant()
		if err != nil || code != 0 {
			return code
		}
		code = c.missing(of, contract)
	}
	return code
}

// missing reports the operations that no test covers, and returns the exit code.
func (c covering) missing(of *document, contract *contract) (code int) {
	for path, item := range contract.doc.Paths.Map() {
		for method := range item.Operations() {
			one := operation{of, method + " " + path}
			if _, ok := c.seen.Load(one); !ok && !slices.Contains(c.except, one.name) {
				fmt.Fprintf(os.Stderr, "%s: no test covers %s\n", of.file, one.name)
				code = 1
			}
		}
	}
	return code
}

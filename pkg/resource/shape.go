package resource

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// shape counts the items without a name, and the columns that they lack. A server may respond in a
// form that this program does not know, and an item that cannot be shown must not look like none.
type shape struct {
	items, nameless int
	blank           int   // items without any of the columns
	filled          []int // nameless items that have the column, by column
}

// add counts an item by its name and its cells.
func (s *shape) add(name string, cells []string) {
	s.items++
	if !none(name) {
		return
	}
	s.nameless++
	if s.filled == nil {
		s.filled = make([]int, len(cells))
	}
	blank := true
	for i, cell := range cells {
		if !none(cell) {
			s.filled[i]++
			blank = false
		}
	}
	if blank {
		s.blank++
	}
}

// check warns of items without a name. lost is the number of items that the result leaves out; if
// it shows none, check returns an error.
func (s *shape) check(f *cli.Factory, headings []string, lost int) error {
	if s.nameless == 0 {
		return nil
	}
	var missing []string
	for i, heading := range headings {
		if s.filled[i] == 0 && heading != "" {
			missing = append(missing, heading)
		}
	}
	found := msgItemsLack.With(s.nameless, s.items, strings.Join(missing, ", "))
	if lost == s.items {
		return exit.New(exit.Refused, found).Note(msgUnknownShape.With())
	}
	f.Warn(found)
	return nil
}

// none reports whether a cell has no value.
func none(cell string) bool { return zdm.Text(cell).None() }

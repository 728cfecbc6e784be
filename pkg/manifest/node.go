package manifest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// shape is the syntactic type of a value.
type shape int

const (
	object shape = iota
	list
	text
	number
	boolean
	null
	reported // an unreadable value, whose problem is already reported
)

// node is a value of a request, from a document, a flag or a setting.
type node struct {
	shape  shape
	text   string // of a scalar: a string's content, or the literal
	vendor string // the zdm-cli word from which text was translated
	origin origin
	keys   []string // of an object, in order
	items  []*node  // of a list, or the values of keys
	open   bool     // a rejected merge key may provide fields that the object lacks
}

// origin is where a value was set: a position in a document, a flag or a setting.
type origin struct {
	document     *document
	line, column int    // position in the document's file, from 1, column in characters
	token        string // the text at that position, to be underlined
	flag         string // "--mode"
	setting      string // "context prod"
}

func (n *node) get(name string) *node {
	if n == nil || n.shape != object {
		return nil
	}
	if i := slices.Index(n.keys, name); i >= 0 {
		return n.items[i]
	}
	return nil
}

// at follows a dotted path. It returns nil if there is no value.
func (n *node) at(path string) *node {
	for _, name := range strings.Split(path, ".") {
		n = n.get(name)
	}
	return n
}

// set sets the value at a dotted path. It keeps an existing value that should be an object and is
// not, so that the check reports it.
func (n *node) set(path string, value *node) {
	name, rest, nested := strings.Cut(path, ".")
	if n.shape != object {
		return
	}
	child := n.get(name)
	switch {
	case nested && child == nil:
		child = &node{shape: object, origin: n.origin}
		n.put(name, child)
		child.set(rest, value)
	case nested:
		child.set(rest, value)
	case child != nil:
		*child = *value
	default:
		n.put(name, value)
	}
}

func (n *node) put(name string, value *node) {
	n.keys = append(n.keys, name)
	n.items = append(n.items, value)
}

// isBlank reports whether the node holds null or a text of spaces only.
func (n *node) isBlank() bool {
	return n.shape == null || n.shape == text && strings.TrimSpace(n.text) == ""
}

// isID reports whether the node holds a number, quoted or not.
func (n *node) isID() bool { return n.shape == number || n.shape == text && zdm.IsID(n.text) }

// isTrue reports whether the node holds the boolean true.
func (n *node) isTrue() bool { return n != nil && n.shape == boolean && n.text == "true" }

// word returns the text of a scalar, or "" for anything else.
func (n *node) word() string {
	if n == nil || n.shape != text && n.shape != number {
		return ""
	}
	return n.text
}

// locate sets the location of a problem.
func (o origin) locate(p *exit.Problem) {
	p.Flag, p.Origin = o.flag, o.setting
	if o.document == nil {
		return
	}
	line := o.document.lineText(o.line)
	p.File, p.Line, p.Column = o.document.name, o.line, o.column
	p.Source = clip(line, maxSource)
	p.Width = markWidth(clip(afterColumns(line, o.column-1), maxSource), o.token)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

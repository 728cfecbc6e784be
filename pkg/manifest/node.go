package manifest

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// shape is what a value is, before anything is said about what it should be.
type shape int

const (
	object shape = iota
	list
	text
	number
	boolean
	null
	reported // a value that could not be read; its problem is known already
)

// node is a value of a request, from a file, a flag or a setting.
type node struct {
	shape  shape
	text   string // of a scalar: a string's content, or the literal as written
	vendor string // the word of zdm-cli that the text was taken from
	origin origin
	keys   []string // of an object, in the order given
	items  []*node  // of a list, or the values of keys
	open   bool     // a refused merge key may stand for fields that the object lacks
}

// origin is where a value was given: a place in a document, a flag or a setting.
type origin struct {
	document     *document
	line, column int    // in the document's file, from 1, the column in characters
	token        string // what stands there, to mark it
	flag         string // "--mode"
	setting      string // "context prod"
}

func (n *node) get(name string) *node {
	if n == nil || n.shape != object {
		return nil
	}
	for i, key := range n.keys {
		if key == name {
			return n.items[i]
		}
	}
	return nil
}

// at follows a dotted path; nil when there is nothing.
func (n *node) at(path string) *node {
	for _, name := range strings.Split(path, ".") {
		n = n.get(name)
	}
	return n
}

// set puts a value at a dotted path. A value that is in the way and is no object stays, for the check to find.
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

// word is the content of a scalar, "" for anything else.
func (n *node) word() string {
	if n == nil || n.shape != text && n.shape != number {
		return ""
	}
	return n.text
}

// locate sets in a problem where its value was given.
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

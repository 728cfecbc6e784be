package manifest

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// maxVisits limits the values read from a document, including those reached through aliases.
const maxVisits = 250_000

// builder converts parsed nodes. It only descends as far as the schema, so that no document expands
// without bound. It reports what no schema allows: tags, merge keys, repeated and unknown fields.
type builder struct {
	document *document // nil for the value of a flag
	flag     string
	problems *problems
	first    int // index of the first item of a list
	visits   int
}

// visit counts a value. It returns false above the limit, and reports that once.
func (b *builder) visit(at origin, path string) bool {
	b.visits++
	if b.visits == maxVisits+1 {
		b.problems.add(at, path, msgTooManyValues.With(maxVisits))
	}
	return b.visits <= maxVisits
}

func (b *builder) value(y *yaml.Node, f field, path string) *node {
	at := b.origin(y)
	if y.Kind == yaml.AliasNode {
		y = y.Alias
	}
	n := &node{shape: reported, origin: at}
	switch {
	case !b.visit(at, path):
		return n
	case y.Style&yaml.TaggedStyle != 0 && y.Tag != "!!str":
		b.problems.add(at, path, msgTagRefused.With(quote(y.Tag)))
		return n
	}
	switch y.Kind {
	case yaml.MappingNode:
		b.object(n, y, f, path)
	case yaml.SequenceNode:
		n.shape = list
		if f.kind == listKind || f.kind == imageKind || f.kind == imagesKind {
			b.elements(n, y, f, path)
		}
	default:
		return b.scalar(n, y, f)
	}
	return n
}

func (b *builder) object(n *node, y *yaml.Node, f field, path string) {
	if instead := wrapped(y, f); instead != "" {
		b.problems.add(n.origin, path, msgScheduleUnwrapped.With()).Notes = []msg.Message{msgWriteInstead.With(instead)}
		return
	}
	if b.document != nil && path == "" && isResource(y) {
		b.problems.add(b.origin(y.Content[0]), path, msgRootIsResource.With()).Notes = []msg.Message{msgStartFromInit.With()}
		return
	}
	if b.document != nil && path == "" && wrapsRequest(y, f) {
		b.problems.add(b.origin(y.Content[0]), path, msgRootIsWrapped.With(clip([]byte(y.Content[0].Value), maxQuoted)))
		return
	}
	n.shape = object
	if f.kind != listKind {
		b.members(n, y, f, path)
	}
}

func (b *builder) scalar(n *node, y *yaml.Node, f field) *node {
	n.shape, n.text = scalarShape(y), y.Value
	switch trimmed := strings.TrimSpace(n.text); {
	case b.document == nil:
	case f.kind == scheduleKind && n.shape == text && trimmed != "" && !zdm.IsID(trimmed):
		return scheduleWords(b.problems, n.origin, f, trimmed)
	default:
		f.translate(n)
	}
	return n
}

// translate replaces a zdm-cli word with the API's. It accepts true and false as booleans, and
// other words as text.
func (f field) translate(n *node) {
	truth := n.text == "true" || n.text == "false"
	if word, known := f.vendor[n.text]; known && truth == (n.shape == boolean) {
		n.shape, n.text, n.vendor = text, word, n.text
	}
}

func (b *builder) elements(n *node, y *yaml.Node, f field, path string) {
	for i, item := range y.Content {
		if b.visits > maxVisits {
			return
		}
		n.items = append(n.items, b.value(item, field{fields: f.fields}, index(path, b.first+i)))
	}
}

func (b *builder) members(n *node, y *yaml.Node, f field, path string) {
	if len(f.fields) == 0 {
		return
	}
	seen := map[string]int{}
	meant := map[string]bool{}
	listed := false
	likely := min(len(y.Content)/2, len(f.fields))
	n.keys, n.items = make([]string, 0, likely), make([]*node, 0, likely)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		at := b.origin(key)
		if !b.visit(at, path) {
			return
		}
		name := join(path, clip([]byte(key.Value), maxQuoted))
		switch {
		case key.Tag == "!!merge":
			b.problems.add(at, path, msgMergeRefused.With())
			n.open = true
			continue
		case key.Kind != yaml.ScalarNode || scalarShape(key) != text:
			b.problems.add(at, path, msgKeyNotText.With())
			continue
		case seen[key.Value] > 0:
			b.problems.add(at, name, msgRepeatedField.With(seen[key.Value]))
			continue
		}
		seen[key.Value] = max(at.line, 1)
		member, known := find(f.fields, key.Value)
		if !known {
			p := b.unknown(f, key.Value, at, name)
			if listed {
				p.Allowed = nil
			}
			listed = listed || p.Suggestion == ""
			meant[p.Suggestion] = true
			continue
		}
		n.put(key.Value, b.value(value, member, name))
	}
	n.assume(meant)
}

// assume marks the fields for which unknown ones were probably meant, so that they are not also
// reported as missing.
func (n *node) assume(meant map[string]bool) {
	for path := range meant {
		if path != "" && n.at(path) == nil {
			n.set(path, &node{shape: reported, origin: n.origin})
		}
	}
}

// isResource reports whether a document has the form of a Kubernetes resource.
func isResource(y *yaml.Node) bool {
	found := map[string]bool{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		switch key := y.Content[i].Value; key {
		case "apiVersion", "kind", "metadata", "spec":
			found[key] = true
		}
	}
	return len(found) > 1
}

// wrapsRequest reports whether a document has all fields below one name that is not a field.
func wrapsRequest(y *yaml.Node, f field) bool {
	if len(y.Content) != 2 || y.Content[1].Kind != yaml.MappingNode {
		return false
	}
	if _, known := find(f.fields, y.Content[0].Value); known {
		return false
	}
	for i := 0; i < len(y.Content[1].Content); i += 2 {
		if _, known := find(f.fields, y.Content[1].Content[i].Value); known {
			return true
		}
	}
	return false
}

// unknown reports an unknown field, with a suggestion, and returns the problem.
func (b *builder) unknown(f field, name string, at origin, path string) *exit.Problem {
	p := b.problems.add(at, path, msg.UnknownField.With())
	if b.problems.more > 0 {
		return p
	}
	meant := plain(name)
	if r := lookalike(name); r != 0 {
		p.Notes = []msg.Message{msgLineHolds.With(r)}
	}
	spellings := map[string]string{}
	var names []string
	for _, candidate := range f.fields {
		p.Allowed = append(p.Allowed, candidate.name)
		names = append(names, candidate.name)
		if candidate.flag != "" {
			spellings[near.Fold(candidate.flag)] = candidate.name
		}
		for _, inner := range candidate.fields {
			if candidate.kind != listKind {
				spellings[near.Fold(inner.name)] = join(candidate.name, inner.name)
				spellings[near.Fold(candidate.name+inner.name)] = join(candidate.name, inner.name)
			}
		}
	}
	p.Suggestion = spellings[near.Fold(meant)]
	if p.Suggestion == "" {
		p.Suggestion = near.Word(meant, names)
	}
	return p
}

func (b *builder) origin(y *yaml.Node) origin {
	at := origin{document: b.document, flag: b.flag}
	if b.document == nil {
		return at
	}
	at.line, at.column = b.document.line+y.Line-1, y.Column
	switch y.Kind {
	case yaml.AliasNode:
		at.token = "*" + y.Value
	case yaml.ScalarNode:
		at.token = y.Value
	}
	return at
}

// scalarShape derives the shape of a scalar from the tag its text implies.
func scalarShape(y *yaml.Node) shape {
	switch y.Tag {
	case "!!int", "!!float", "":
		return number
	case "!!bool":
		return boolean
	case "!!null":
		return null
	}
	return text
}

package inventory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/yamlpos"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxBytes = 1 << 20 // maximum size of a file

// document is a file being read, with the problems found so far.
type document struct{ yamlpos.Report }

// parse returns the root of a file, or nil if it has none.
func (d *document) parse(data []byte) *yaml.Node {
	start := &yaml.Node{Line: 1, Column: 1}
	switch {
	case len(data) > maxBytes:
		d.Add(start, "", msgInventoryTooLarge.With(maxBytes>>20))
		return nil
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		d.Add(start, "", msgInventoryNotUTF8.With())
		return nil
	}
	root, err := yamlpos.Parse(bytes.NewReader(data))
	switch {
	case err == nil:
		return root.Content[0]
	case errors.Is(err, io.EOF):
		d.Add(start, "", msgInventoryEmpty.With())
	case errors.Is(err, yamlpos.ErrSecond):
		d.Add(start, "", msgInventoryOneDocument.With())
	default:
		_, line := yamlpos.SplitError(err)
		d.Add(&yaml.Node{Line: max(line, 1)}, "", msgInventoryNotYAML.With())
	}
	return nil
}

// object is a mapping being read. It records which keys were read.
type object struct {
	doc   *document
	node  *yaml.Node
	path  string
	pairs map[string]*yaml.Node
	asked []string
}

// object reads a mapping. A missing value counts as empty. Aliases are rejected, so that reading
// cannot expand a file.
func (d *document) object(node *yaml.Node, path string) *object {
	o := &object{doc: d, node: node, path: path, pairs: map[string]*yaml.Node{}}
	if yamlpos.IsNull(node) {
		return o
	}
	if node.Kind != yaml.MappingNode {
		d.Add(node, path, msgInventoryWantMapping.With())
		return o
	}
	wrong := func(key *yaml.Node, first int) {
		if first == 0 {
			d.Add(key, path, msgInventoryWantTextKey.With())
			return
		}
		d.Add(key, o.at(key.Value), msgInventoryDuplicateKey.With(key.Value))
	}
	for key, value := range yamlpos.Pairs(node, wrong) {
		o.pairs[key.Value] = value
	}
	return o
}

func (o *object) at(key string) string { return strings.TrimPrefix(o.path+"."+key, ".") }

// fail reports a problem with a key, or with the object itself if the key is absent.
func (o *object) fail(key string, message msg.Message) *exit.Problem {
	node := o.pairs[key]
	if node == nil {
		node = o.node
	}
	return o.doc.Add(node, o.at(key), message)
}

// value returns the node of a key, or nil if it is absent.
func (o *object) value(key string) *yaml.Node {
	if !slices.Contains(o.asked, key) {
		o.asked = append(o.asked, key)
	}
	if node := o.pairs[key]; node != nil && !yamlpos.IsNull(node) {
		return node
	}
	return nil
}

// scalar returns the text of a key whose value has one of the given YAML types.
func (o *object) scalar(key string, want msg.Text, tags ...string) (text string, ok bool) {
	node := o.value(key)
	if node == nil {
		return "", false
	}
	if node.Kind != yaml.ScalarNode || !slices.Contains(tags, node.ShortTag()) {
		o.fail(key, want.With())
		return "", false
	}
	return node.Value, true
}

// text also accepts numbers, because versions are rarely quoted.
func (o *object) text(key string) string {
	text, _ := o.scalar(key, msgInventoryWantText, "!!str", "!!int", "!!float", "!!timestamp")
	return text
}

// need reads a required text.
func (o *object) need(key string) string { return required(o, key, o.text) }

// id reads a required positive number.
func (o *object) id(key string) int64 { return required(o, key, o.number) }

func required[T comparable](o *object, key string, read func(key string) T) (value T) {
	var none T
	before := len(o.doc.Problems)
	if value = read(key); value == none && len(o.doc.Problems) == before {
		o.fail(key, msgInventoryMissing.With(key))
	}
	return value
}

func (o *object) flag(key string) bool {
	text, _ := o.scalar(key, msgInventoryWantBoolean, "!!bool")
	return strings.EqualFold(text, "true")
}

func (o *object) number(key string) int64 {
	text, ok := o.scalar(key, msgInventoryWantNumber, "!!int")
	n, err := strconv.ParseInt(text, 10, 53)
	if ok && (err != nil || n < 0) {
		o.fail(key, msgInventoryWantNumber.With())
	}
	return max(n, 0)
}

func (o *object) oneOf(key string, allowed ...string) string {
	text := o.text(key)
	if text != "" && !slices.Contains(allowed, text) {
		o.fail(key, msgInventoryNotAllowed.With(text)).Allowed = allowed
	}
	return text
}

// or is oneOf with a default, which is the first of the allowed values.
func (o *object) or(key string, allowed ...string) string {
	if text := o.oneOf(key, allowed...); text != "" {
		return text
	}
	return allowed[0]
}

// time reads a time in the API's format, which has no zone.
func (o *object) time(key string) time.Time {
	text := o.text(key)
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.DateTime, "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() > 0 {
			return t
		}
	}
	o.fail(key, msgInventoryWantTime.With())
	return time.Time{}
}

// size reads bytes: a number, or text such as "60 GB" in powers of 1024 as the API writes it.
func (o *object) size(key string) int64 {
	text := o.text(key)
	if text == "" {
		return 0
	}
	digits := strings.TrimRight(text, " BKMGT")
	unit := strings.TrimSpace(text[len(digits):])
	n, err := strconv.ParseFloat(digits, 64)
	shift, known := map[string]int{"": 0, "B": 0, "KB": 10, "MB": 20, "GB": 30, "TB": 40}[unit]
	n *= float64(int64(1) << shift)
	if !(err == nil && known && n >= 0 && n <= 1<<53) {
		o.fail(key, msgInventoryWantSize.With())
		return 0
	}
	return int64(n)
}

// items returns the entries of a list.
func (o *object) items(key string) []*yaml.Node {
	node := o.value(key)
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		o.fail(key, msgInventoryWantList.With())
		return nil
	}
	return node.Content
}

func (o *object) texts(key string) []string {
	all := []string{}
	for i, node := range o.items(key) {
		if node.Kind != yaml.ScalarNode || node.Value == "" {
			o.doc.Add(node, fmt.Sprintf("%s[%d]", o.at(key), i), msgInventoryWantText.With())
			continue
		}
		all = append(all, node.Value)
	}
	return all
}

// child reads the mapping under a key.
func (o *object) child(key string, read func(*object)) {
	if node := o.value(key); node != nil {
		inner := o.doc.object(node, o.at(key))
		read(inner)
		inner.done()
	}
}

// objects reads the mappings of a list.
func (o *object) objects(key string, read func(*object)) {
	for i, node := range o.items(key) {
		inner := o.doc.object(node, fmt.Sprintf("%s[%d]", o.at(key), i))
		read(inner)
		inner.done()
	}
}

// done reports the keys that were never read.
func (o *object) done() {
	for i := 0; o.node.Kind == yaml.MappingNode && i < len(o.node.Content); i += 2 {
		if key := o.node.Content[i]; o.pairs[key.Value] != nil && !slices.Contains(o.asked, key.Value) {
			o.doc.Add(key, o.at(key.Value), msgInventoryUnknownKey.With(key.Value)).Allowed = o.asked
		}
	}
}

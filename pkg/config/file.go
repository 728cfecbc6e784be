package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	keyCurrent  = "current-context"
	keyContexts = "contexts"

	maxProblems = 20 // of one file; more help nobody
)

// file is config.yaml as a tree, checked as a whole: viper reports neither the place of a value nor unknown keys.
type file struct {
	name     string
	root     *yaml.Node // the mapping of the document
	document *yaml.Node // nil for a file without content
	current  *yaml.Node // value of current-context, nil when there is none
	contexts []string
	values   map[string]map[string]string // of the contexts, as written
	problems []exit.Problem
}

// all are the names of the contexts, sorted, with the one that is always there.
func (f *file) all() []string {
	names := slices.Clone(f.contexts)
	if !slices.Contains(names, Sandbox) {
		names = append(names, Sandbox)
	}
	slices.Sort(names)
	return names
}

// parse checks a config file. Its problems have a line and a column.
func parse(name string, data []byte) *file {
	f := &file{name: name, root: &yaml.Node{Kind: yaml.MappingNode}, values: map[string]map[string]string{}}
	if !utf8.Valid(data) { // YAML may be UTF-16, but then it cannot be edited in place
		f.report(&yaml.Node{}, "", msgConfigNotUTF8.With())
		return f
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	document := new(yaml.Node)
	if err := decoder.Decode(document); errors.Is(err, io.EOF) {
		return f
	} else if err != nil {
		f.report(&yaml.Node{Line: errorLine(err)}, "", msgConfigNotYAML.With())
		return f
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		f.report(document, "", msgConfigOneDocument.With())
		return f
	}
	f.document, f.root = document, document.Content[0]
	f.checkRoot()
	return f
}

// errorLine takes the line out of a YAML error, 0 when it names none. The rest may quote a secret.
func errorLine(err error) int {
	line := 0
	if _, scanErr := fmt.Sscanf(err.Error(), "yaml: line %d:", &line); scanErr != nil {
		return 0
	}
	return line
}

func (f *file) checkRoot() {
	f.each(f.root, "", func(key string, k, value *yaml.Node) {
		switch key {
		case keyCurrent:
			if f.check(value, keyCurrent, nameKind()) {
				f.current = value
			}
		case keyContexts:
			f.checkContexts(value)
		default:
			f.unknown(k, key, key, []string{keyCurrent, keyContexts})
		}
	})
}

func (f *file) checkContexts(contexts *yaml.Node) {
	f.each(contexts, keyContexts, func(name string, k, context *yaml.Node) {
		path := keyContexts + "." + shown(name)
		if !isContextName(name) {
			f.report(k, path, msgConfigWantName.With())
			return
		}
		f.contexts = append(f.contexts, name)
		f.values[name] = map[string]string{}
		f.checkContext(name, path, context)
	})
}

func (f *file) checkContext(name, path string, context *yaml.Node) {
	keys := contextKeys()
	f.each(context, path, func(key string, k, value *yaml.Node) {
		at := slices.IndexFunc(keys, func(s setting) bool { return s.name == key })
		if at < 0 {
			f.unknown(k, path+"."+shown(key), key, names(keys))
			return
		}
		if f.check(value, path+"."+key, keys[at].kind) && name == Sandbox && key == "server" && value.Value != SandboxServer {
			f.report(value, path+"."+key, msgConfigSandboxFixed.With())
		}
		f.values[name][key] = value.Value
	})
}

// each visits the pairs of a mapping. A missing value counts as an empty mapping.
func (f *file) each(node *yaml.Node, path string, visit func(key string, k, value *yaml.Node)) {
	if isNull(node) {
		return
	}
	if node.Kind != yaml.MappingNode {
		f.report(node, path, f.notA(node, msgConfigWantMapping))
		return
	}
	lines := make(map[string]int)
	for i := 0; i+1 < len(node.Content); i += 2 {
		k := node.Content[i]
		if k.Kind != yaml.ScalarNode || k.ShortTag() != tagText {
			f.report(k, path, msgConfigWantTextKey.With())
			continue
		}
		if line, seen := lines[k.Value]; seen {
			f.report(k, strings.TrimPrefix(path+"."+shown(k.Value), "."), msgConfigDuplicateKey.With(shown(k.Value), line))
			continue
		}
		lines[k.Value] = k.Line
		visit(k.Value, k, node.Content[i+1])
	}
}

// check reports a value of the wrong type or form.
func (f *file) check(value *yaml.Node, path string, k kind) bool {
	fits := value.ShortTag() == k.tag || k.tag == tagText && value.ShortTag() == tagNumber && isNumber(value.Value)
	if value.Kind == yaml.ScalarNode && fits && k.ok(value.Value) {
		return true
	}
	p := f.report(value, path, f.notA(value, k.want))
	p.Allowed = k.allowed
	return false
}

// notA describes what a node must be instead. An alias is refused as such: a config file of a few lines
// needs none, and without them it cannot grow when it is read.
func (f *file) notA(node *yaml.Node, want msg.Text) msg.Message {
	if node.Kind == yaml.AliasNode {
		return msgConfigWantPlainValue.With()
	}
	return want.With()
}

func (f *file) unknown(k *yaml.Node, path, key string, known []string) {
	p := f.report(k, path, msg.ConfigUnknownKey.With(shown(key)))
	p.Allowed, p.Suggestion = known, nearest(key, known)
}

// report adds a problem and returns it for completion.
func (f *file) report(node *yaml.Node, path string, message msg.Message) *exit.Problem {
	p := exit.Problem{Path: path, File: f.name, Line: node.Line, Column: node.Column, Message: message}
	if len(f.problems) == maxProblems {
		return &p
	}
	f.problems = append(f.problems, p)
	return &f.problems[len(f.problems)-1]
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null" || node.Kind == 0
}

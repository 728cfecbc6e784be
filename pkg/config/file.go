package config

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/internal/yamlpos"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	keyCurrent  = "current-context"
	keyContexts = "contexts"
)

// file is config.yaml as a tree, which is validated as a whole. viper would report neither
// positions nor unknown keys.
type file struct {
	yamlpos.Report
	root     *yaml.Node // the mapping of the document
	document *yaml.Node // nil for an empty file
	current  *yaml.Node // value of current-context, or nil
	contexts []string
	values   map[string]map[string]string // by context, as written
}

// all returns the names of the contexts, sorted, including the predefined one.
func (f *file) all() []string {
	names := slices.Clone(f.contexts)
	if !slices.Contains(names, Sandbox) {
		names = append(names, Sandbox)
	}
	slices.Sort(names)
	return names
}

// parse parses and validates a config file. Its problems include line and column.
func parse(name string, data []byte) *file {
	f := &file{Report: yamlpos.Report{File: name}, root: &yaml.Node{Kind: yaml.MappingNode}, values: map[string]map[string]string{}}
	if !utf8.Valid(data) { // YAML may be UTF-16, which cannot be edited in place
		f.Add(&yaml.Node{}, "", msgConfigNotUTF8.With())
		return f
	}
	document, err := yamlpos.Parse(bytes.NewReader(data))
	switch {
	case errors.Is(err, io.EOF):
	case errors.Is(err, yamlpos.ErrSecond):
		f.Add(document, "", msgConfigOneDocument.With())
	case err != nil:
		_, line := yamlpos.SplitError(err) // the rest of the error may quote a secret
		f.Add(&yaml.Node{Line: line}, "", msgConfigNotYAML.With())
	default:
		f.document, f.root = document, document.Content[0]
		f.checkRoot()
	}
	return f
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
		path := keyContexts + "." + shorten(name)
		if !isContextName(name) {
			f.Add(k, path, msgConfigWantName.With())
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
			f.unknown(k, path+"."+shorten(key), key, names(keys))
			return
		}
		if f.check(value, path+"."+key, keys[at].kind) && name == Sandbox && key == "server" && value.Value != SandboxServer {
			f.Add(value, path+"."+key, msgConfigSandboxFixed.With())
		}
		f.values[name][key] = value.Value
	})
}

// each visits the pairs of a mapping. A missing value counts as empty.
func (f *file) each(node *yaml.Node, path string, visit func(key string, k, value *yaml.Node)) {
	if yamlpos.IsNull(node) {
		return
	}
	if node.Kind != yaml.MappingNode {
		f.Add(node, path, mustBe(node, msgConfigWantMapping))
		return
	}
	wrong := func(k *yaml.Node, first int) {
		if first == 0 {
			f.Add(k, path, msgConfigWantTextKey.With())
			return
		}
		f.Add(k, strings.TrimPrefix(path+"."+shorten(k.Value), "."), msgConfigDuplicateKey.With(shorten(k.Value), first))
	}
	for k, value := range yamlpos.Pairs(node, wrong) {
		visit(k.Value, k, value)
	}
}

// check reports a value of the wrong type or form.
func (f *file) check(value *yaml.Node, path string, k kind) bool {
	fits := value.ShortTag() == k.tag || k.tag == tagText && value.ShortTag() == tagNumber && IsNumber(value.Value)
	if value.Kind == yaml.ScalarNode && fits && k.ok(value.Value) {
		return true
	}
	p := f.Add(value, path, mustBe(value, k.want))
	p.Allowed = k.allowed
	return false
}

// mustBe returns a message about what a node must be instead. Aliases are rejected: a short config
// file needs none, and without them reading cannot expand it.
func mustBe(node *yaml.Node, want msg.Text) msg.Message {
	if node.Kind == yaml.AliasNode {
		return msgConfigWantPlainValue.With()
	}
	return want.With()
}

func (f *file) unknown(k *yaml.Node, path, key string, known []string) {
	p := f.Add(k, path, msg.ConfigUnknownKey.With(shorten(key)))
	p.Allowed, p.Suggestion = known, near.Word(key, known)
}

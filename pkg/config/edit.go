package config

import (
	"bytes"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// SetContext creates or changes a context in config.yaml, and makes it current if no context is.
//
// The keys of values are those of the file ("server", "ca-file"). An empty value removes a key, and
// absent keys stay unchanged. If the server changes, the secrets and the trust of the old one are
// removed. Comments and other contexts are preserved, and c does not change. If a value is invalid,
// nothing is written and the error is an *exit.Error with exit.Usage.
func (c *Config) SetContext(name string, values map[string]string) error {
	if err := c.CheckContext(name, values); err != nil {
		return err
	}
	return c.edit(set(name, values))
}

// CheckSet returns the error SetContext would return now, as far as it can be determined without a
// change.
func (c *Config) CheckSet(name string, values map[string]string) error {
	if err := c.CheckContext(name, values); err != nil {
		return err
	}
	if c.File == "" {
		return c.noPlace
	}
	return checkUpdate(c.env.context(), c.File, c.editor(set(name, values)))
}

func set(name string, values map[string]string) func(*file) error {
	return func(f *file) error {
		f.setContext(name, values)
		return nil
	}
}

// CheckContext returns the error SetContext would return for a name and values.
func (c *Config) CheckContext(name string, values map[string]string) error {
	problems := checkValues(name, values)
	if problems == nil {
		return nil
	}
	e := invalid(problems...)
	e.Message = msgConfigNotWritten.With()
	return e
}

func checkValues(name string, values map[string]string) []exit.Problem {
	var problems []exit.Problem
	path := keyContexts + "." + shorten(name)
	if !isContextName(name) {
		problems = append(problems, exit.Problem{Path: path, Message: msgConfigWantName.With()})
	}
	if server := values["server"]; name == Sandbox && server != "" && server != SandboxServer {
		problems = append(problems, exit.Problem{Path: path + ".server", Message: msgConfigSandboxFixed.With()})
	}
	keys := contextKeys()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		at := slices.IndexFunc(keys, func(s setting) bool { return s.name == key })
		p := exit.Problem{Path: path + "." + shorten(key)}
		switch {
		case at < 0:
			p.Message, p.Allowed, p.Suggestion = msg.ConfigUnknownKey.With(shorten(key)), names(keys), near.Word(key, names(keys))
		case values[key] != "" && !keys[at].kind.ok(values[key]):
			p.Message, p.Allowed = keys[at].kind.want.With(), keys[at].kind.allowed
		default:
			continue
		}
		problems = append(problems, p)
	}
	return problems
}

func (f *file) setContext(name string, values map[string]string) {
	if f.current == nil {
		put(f.root, keyCurrent, scalar(tagText, name))
	}
	context := mapping(mapping(f.root, keyContexts), name)
	server := find(context, "server")
	moves := server != nil && moves(server.Value, values)
	for _, s := range contextKeys() {
		if value, given := values[s.name]; given || moves && s.bound {
			put(context, s.name, scalar(s.kind.tag, value))
		}
	}
}

// encode writes the tree. A file without content can only hold comments, which stay at the top.
func (f *file) encode(old []byte) ([]byte, error) {
	var out bytes.Buffer
	top := f.document
	if top == nil {
		top = f.root
		if out.Write(bytes.TrimSpace(old)); out.Len() > 0 {
			out.WriteString("\n\n")
		}
	}
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(top); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}

func scalar(tag, value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
}

// index returns the index of a key in the content of a mapping, or -1.
func index(node *yaml.Node, key string) int {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// find returns the value of a key in a mapping, or nil.
func find(node *yaml.Node, key string) *yaml.Node {
	if i := index(node, key); i >= 0 {
		return node.Content[i+1]
	}
	return nil
}

// put sets a scalar in a mapping and preserves its comments. An empty value removes the key.
func put(node *yaml.Node, key string, value *yaml.Node) {
	switch i := index(node, key); {
	case i >= 0 && value.Value == "":
		node.Content = slices.Delete(node.Content, i, i+2)
	case i >= 0:
		if old := node.Content[i+1]; old.Value != value.Value {
			old.Tag, old.Value, old.Style = value.Tag, value.Value, 0
		}
	case value.Value != "":
		block(node)
		node.Content = append(node.Content, scalar(tagText, key), value)
	}
}

// mapping returns the mapping under a key, and creates it if necessary.
func mapping(node *yaml.Node, key string) *yaml.Node {
	inner := find(node, key)
	if inner == nil {
		inner = &yaml.Node{Kind: yaml.MappingNode}
		block(node)
		node.Content = append(node.Content, scalar(tagText, key), inner)
	}
	return inner
}

// block turns null or a flow mapping into a block mapping.
func block(node *yaml.Node) {
	if node.Kind != yaml.MappingNode {
		node.Kind, node.Tag, node.Value = yaml.MappingNode, "", ""
	}
	node.Style &^= yaml.FlowStyle
}

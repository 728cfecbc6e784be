package config

import (
	"bytes"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// SetContext creates or changes a context in config.yaml and makes it current when no context is.
//
// Values have the keys of the file ("server", "ca-file"); "" removes a key, one that is not named stays.
// A context that gets another server loses the secrets and the trust that belong to the old one.
// Comments and other contexts are kept, and c stays as it was loaded. Wrong values are an *exit.Error with exit.Usage and nothing is written.
func (c *Config) SetContext(name string, values map[string]string) error {
	if err := c.CheckContext(name, values); err != nil {
		return err
	}
	return c.edit(set(name, values))
}

// CheckSet is the error that SetContext would have now, as far as that can be known without a change.
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

// CheckContext is the error that SetContext would return for a name and values.
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
	path := keyContexts + "." + shown(name)
	if !isContextName(name) {
		problems = append(problems, exit.Problem{Path: path, Message: msgConfigWantName.With()})
	}
	if server := values["server"]; name == Sandbox && server != "" && server != SandboxServer {
		problems = append(problems, exit.Problem{Path: path + ".server", Message: msgConfigSandboxFixed.With()})
	}
	keys := contextKeys()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		at := slices.IndexFunc(keys, func(s setting) bool { return s.name == key })
		p := exit.Problem{Path: path + "." + shown(key)}
		switch {
		case at < 0:
			p.Message, p.Allowed, p.Suggestion = msg.ConfigUnknownKey.With(shown(key)), names(keys), nearest(key, names(keys))
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
	moves := server != nil && values["server"] != "" && serverID(server.Value) != serverID(values["server"])
	for _, s := range contextKeys() {
		if value, given := values[s.name]; given || moves && s.bound {
			put(context, s.name, scalar(s.kind.tag, value))
		}
	}
}

// encode writes the tree. What was in a file without content can only be comments, and they stay on top.
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

func find(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

// put sets a scalar in a mapping and keeps its comments; an empty one removes the key.
func put(node *yaml.Node, key string, value *yaml.Node) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value != key {
			continue
		}
		if value.Value == "" {
			node.Content = append(node.Content[:i], node.Content[i+2:]...)
			return
		}
		old := node.Content[i+1]
		if old.Value == value.Value {
			return
		}
		old.Tag, old.Value, old.Style = value.Tag, value.Value, 0
		return
	}
	if value.Value != "" {
		block(node)
		node.Content = append(node.Content, scalar(tagText, key), value)
	}
}

// mapping returns the mapping under a key, a new one where there is none.
func mapping(node *yaml.Node, key string) *yaml.Node {
	inner := find(node, key)
	if inner == nil {
		inner = &yaml.Node{Kind: yaml.MappingNode}
		block(node)
		node.Content = append(node.Content, scalar(tagText, key), inner)
	}
	return inner
}

// block makes a null or a mapping in braces one that grows line by line.
func block(node *yaml.Node) {
	if node.Kind != yaml.MappingNode {
		node.Kind, node.Tag, node.Value = yaml.MappingNode, "", ""
	}
	node.Style &^= yaml.FlowStyle
}

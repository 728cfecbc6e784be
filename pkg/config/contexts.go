package config

import (
	"bytes"
	"maps"
	"net"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Keys returns the keys a context may have ("server", "ca-file"), in the order of the file.
func Keys() []string { return names(contextKeys()) }

// KeyCurrent is the key of the current context's name in the file.
const KeyCurrent = keyCurrent

// ContextValues returns the keys of a context with their values in the file, or nil if the context
// does not exist.
func (c *Config) ContextValues(name string) map[string]string {
	values := maps.Clone(c.values[name])
	if name == Sandbox {
		if values == nil {
			values = map[string]string{}
		}
		values["server"] = SandboxServer
	}
	return values
}

// Moves reports whether values change the server of a context.
func (c *Config) Moves(name string, values map[string]string) bool {
	return moves(c.values[name]["server"], values)
}

func moves(server string, values map[string]string) bool {
	return server != "" && values["server"] != "" && serverID(server) != serverID(values["server"])
}

// UnsetKeys returns the keys of a context that values do not set. If values change its server,
// SetContext keeps some of them and removes the others.
func (c *Config) UnsetKeys(name string, values map[string]string) (kept, removed []string) {
	for _, s := range contextKeys() {
		_, named := values[s.name]
		switch {
		case s.name == "server" || named || c.values[name][s.name] == "":
		case s.bound:
			removed = append(removed, s.name)
		default:
			kept = append(kept, s.name)
		}
	}
	return kept, removed
}

// Shared reports whether another context has the same account, and therefore the same token.
func (c *Config) Shared(name string) bool {
	mine := c.ContextValues(name)
	for other, values := range c.values {
		if other != name && keyringKey(values["server"], values["email"]) == keyringKey(mine["server"], mine["email"]) {
			return true
		}
	}
	return false
}

// KnowContext returns an *exit.Error with exit.Usage if the context does not exist.
func (c *Config) KnowContext(name string) error { return known(name, c.contexts) }

func known(name string, contexts []string) error {
	if slices.Contains(contexts, name) {
		return nil
	}
	e := exit.New(exit.Usage, msgConfigUnknownContext.With(shorten(name)))
	if similar := near.Word(name, contexts); similar != "" {
		e.Note(msg.DidYouMean.With(similar))
	}
	return e.Note(msg.KnownContexts.With(strings.Join(contexts, ", ")))
}

// UseContext makes a context the current one. An empty name clears the current context. If the
// context does not exist, the error is an *exit.Error with exit.Usage.
func (c *Config) UseContext(name string) error {
	return c.edit(func(f *file) error {
		if name != "" {
			if err := known(name, f.all()); err != nil {
				return err
			}
		}
		put(f.root, keyCurrent, scalar(tagText, name))
		return nil
	})
}

// RenameContext renames a context, and updates current-context if it names it. The error is an
// *exit.Error with exit.Usage if the context is not in the file, or the new name is invalid or
// exists.
func (c *Config) RenameContext(name, to string) error {
	if err := c.CheckContext(to, nil); err != nil {
		return err
	}
	return c.edit(func(f *file) error {
		if err := known(name, f.contexts); err != nil {
			return err
		}
		if to != name && slices.Contains(f.all(), to) {
			return exit.New(exit.Usage, msg.ContextExists.With(to)).Note(msg.KnownContexts.With(strings.Join(f.all(), ", ")))
		}
		all := mapping(f.root, keyContexts)
		key := all.Content[index(all, name)]
		key.Value, key.Tag, key.Style = to, tagText, 0
		if f.current != nil && f.current.Value == name {
			put(f.root, keyCurrent, scalar(tagText, to))
		}
		return nil
	})
}

// DeleteContext removes a context, and current-context if it names it. If the context is not in the
// file, the error is an *exit.Error with exit.Usage.
func (c *Config) DeleteContext(name string) error {
	return c.edit(func(f *file) error {
		if err := known(name, f.contexts); err != nil {
			return err
		}
		all := mapping(f.root, keyContexts)
		at := index(all, name)
		all.Content = slices.Delete(all.Content, at, at+2)
		if len(all.Content) == 0 {
			all.Style |= yaml.FlowStyle
		}
		if f.current != nil && f.current.Value == name {
			put(f.root, keyCurrent, scalar(tagText, ""))
		}
		return nil
	})
}

// edit changes the current content of config.yaml.
func (c *Config) edit(change func(*file) error) error {
	if c.File == "" {
		return c.noPlace
	}
	return update(c.env.context(), c.File, c.editor(change))
}

// editor returns an editor that leaves the file unchanged, including its style, if the change has
// no effect.
func (c *Config) editor(change func(*file) error) editor {
	return func(old []byte) ([]byte, error) {
		f := parse(c.File, old)
		if f.Problems != nil {
			return nil, invalid(f.Problems...)
		}
		block(f.root)
		if contexts := find(f.root, keyContexts); contexts != nil {
			block(contexts)
		}
		before, err := f.encode(old)
		if err != nil {
			return nil, err
		}
		if err := change(f); err != nil {
			return nil, err
		}
		after, err := f.encode(old)
		if bytes.Equal(before, after) {
			return old, err
		}
		return after, err
	}
}

const unnamedContext = "default"

// Current returns the name of the current context in the file, or "".
func (c *Config) Current() string {
	if c.current == nil {
		return ""
	}
	return c.current.Value
}

// ContextNameFor returns the default name of a server's context: its host, followed by the port if
// another server has that name already.
func (c *Config) ContextNameFor(server string) string {
	id := serverID(server)
	u, err := url.Parse(id)
	if err != nil {
		return unnamedContext
	}
	host, port, _ := net.SplitHostPort(u.Host)
	for _, name := range []string{host, host + "-" + port} {
		taken := c.values[name]["server"]
		if isContextName(name) && name != Sandbox && (taken == "" || serverID(taken) == id) {
			return name
		}
	}
	return unnamedContext
}

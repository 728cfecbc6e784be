package inventory_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// small is an inventory to which each test adds one item.
const small = `centers: [{id: 1, name: c1}, {id: 2, name: c2}]
repositories: [{id: 5, center: 1, path: /r}, {id: 6, center: 2, path: /r}]
servers: [{id: 11, center: 1, name: s1, partitions: [{letter: /, device: /dev/sda1, size: 2 GB, used: 1.5 GB}]}]
`

func problems(t *testing.T, text string) []exit.Problem {
	t.Helper()
	_, err := inventory.Read("inv.yaml", []byte(text))
	if err == nil {
		return nil
	}
	var failed *exit.Error
	if !errors.As(err, &failed) || failed.Code != exit.Usage || len(failed.Problems) == 0 {
		t.Fatalf("got %#v", err)
	}
	return failed.Problems
}

func TestDefault(t *testing.T) {
	inv, err := inventory.Default()
	if err != nil {
		t.Fatal(err)
	}
	source, ok := inventory.Find(inv.Servers, "source-server")
	if !ok || source.Partitions[1].Size != 200<<30 || source.Memory != 32<<30 || len(inv.Centers) != 2 {
		t.Errorf("got %+v", source)
	}
}

func TestProblems(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"empty":              {"", "1:1 : is empty"},
		"comment":            {"# nothing\n", "1:1 : is empty"},
		"text":               {"hello", "1:1 : must be a mapping of names to values, without aliases"},
		"not YAML":           {"centers:\n  - {id: 1", "1:0 : is not valid YAML, here or in the lines below"},
		"tab":                {"centers:\n\t- id: 1", "2:0 : is not valid YAML, here or in the lines below"},
		"UTF-16":             {"\xff\xfec\x00", "1:1 : is not UTF-8 text"},
		"NUL":                {"a: \x00", "1:1 : is not UTF-8 text"},
		"two documents":      {small + "---\na: 1\n", "1:1 : must be a single YAML document"},
		"too large":          {"#" + strings.Repeat("x", 1<<20), "1:1 : is larger than 1 MB"},
		"nested":             {strings.Repeat("[", 20_000), "1:0 : is not valid YAML, here or in the lines below"},
		"alias":              {"centers: &a [{id: 1, name: c}]\nservers: *a", "2:10 servers: must be a list, without aliases"},
		"unknown section":    {small + "vms: []", `4:1 vms: unknown field "vms"`},
		"unknown key":        {small + "users:\n  - {id: 1, email: a@b.c, password: x, phone: 1}", `5:40 users[0].phone: unknown field "phone"`},
		"duplicate key":      {"updated: 2026-01-01 00:00\nupdated: 2026-01-01 00:00", `2:1 updated: "updated" is already set above`},
		"number as key":      {"1: a", "1:1 : a name must be text"},
		"mapping for list":   {"centers: {}", "1:10 centers: must be a list, without aliases"},
		"text in list":       {"centers: [a]", "1:11 centers[0]: must be a mapping of names to values, without aliases"},
		"no id":              {"centers: [{name: c}]", "1:11 centers[0].id: id is missing"},
		"id zero":            {"centers: [{id: 0, name: c}]", "1:16 centers[0].id: id is missing"},
		"negative id":        {"centers: [{id: -1, name: c}]", "1:16 centers[0].id: must be an integer from 0 to 2^52"},
		"id as text":         {`centers: [{id: "1", name: c}]`, "1:16 centers[0].id: must be an integer from 0 to 2^52"},
		"id as list":         {`centers: [{id: [1], name: c}]`, "1:16 centers[0].id: must be an integer from 0 to 2^52"},
		"huge id":            {"centers: [{id: 99999999999999999999, name: c}]", "1:16 centers[0].id: must be an integer from 0 to 2^52"},
		"no name":            {"centers: [{id: 1}]", "1:11 centers[0].name: name is missing"},
		"name as list":       {"centers: [{id: 1, name: []}]", "1:25 centers[0].name: must be text"},
		"name of digits":     {"centers: [{id: 1, name: 007}]", `1:25 centers[0].name: "007" consists of digits only: the API treats such a name as an ID`},
		"id taken":           {"centers: [{id: 1, name: c}, {id: 1, name: d}]", "1:34 centers[1].id: 1 is already in use"},
		"name taken":         {"centers: [{id: 1, name: c}, {id: 2, name: c}]", "1:43 centers[1].name: c is already in use"},
		"enum":               {"centers: [{id: 1, name: c, connection: up}]", `1:40 centers[0].connection: "up" is not allowed`},
		"updated":            {"updated: yesterday", `1:10 updated: must be a time such as "2026-03-11 01:05:00"`},
		"unknown center":     {small + "cloudAuths: [{id: 1, center: 9, name: a}]", "4:30 cloudAuths[0].center: unknown center 9"},
		"size":               {small + "users: []\nbackups: [{id: 1, name: b, server: 11, partition: /, repository: 5, images: [{name: i, created: 2026-01-01 00:00, size: 9 XB}]}]", `5:121 backups[0].images[0].size: must be a number of bytes, or a size such as "60 GB"`},
		"no image time":      {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 5, images: [{name: i}]}]", "4:78 backups[0].images[0].created: created is missing"},
		"compression":        {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 5, images: [{name: i, created: 2026-01-01 00:00, compression: much}]}]", `4:128 backups[0].images[0].compression: must be a percentage such as "41.20%"`},
		"image taken":        {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 5, images: [{name: i, created: 2026-01-01 00:00}, {name: i, created: 2026-01-01 00:00}]}]", "4:123 backups[0].images[1].name: i is already in use"},
		"no server":          {small + "backups: [{id: 1, name: b, partition: /, repository: 5}]", "4:11 backups[0].server: set either server or formerServer"},
		"unknown server":     {small + "backups: [{id: 1, name: b, server: 9, partition: /, repository: 5}]", "4:36 backups[0].server: unknown server 9"},
		"unknown partition":  {small + "backups: [{id: 1, name: b, server: 11, partition: /x, repository: 5}]", `4:51 backups[0].partition: the server has no partition "/x"`},
		"unknown repository": {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 9}]", "4:66 backups[0].repository: unknown repository 9"},
		"other center":       {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 6}]", "4:66 backups[0].repository: repository 6 belongs to a different center than the server"},
		"unknown schedule":   {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 5, schedule: 3}]", "4:79 backups[0].schedule: unknown schedule 3"},
		"used":               {strings.Replace(small, "1.5 GB", "3 GB", 1), "3:103 servers[0].partitions[0].used: more space is used than the partition has"},
		"letter taken":       {small[:len(small)-4] + ", {letter: /, device: /dev/sda2}]}]", "3:121 servers[0].partitions[1].letter: / is already in use"},
		"device taken":       {small[:len(small)-4] + ", {letter: /a, device: /dev/sda1}]}]", "3:133 servers[0].partitions[1].device: /dev/sda1 is already in use"},
		"schedule":           {small + "schedules: [{id: 1, center: 1, type: 3, basic: {time: later}}]", "4:48 schedules[0].basic: time does not fit a schedule of type 3"},
		"schedule, no basic": {small + "schedules: [{id: 1, center: 1, type: 4}]", "4:13 schedules[0].basic: day does not fit a schedule of type 4"},
		"schedule, advanced": {small + "schedules: [{id: 1, center: 1, type: 7, basic: {day: mon, time: \"10:00\"}}]", "4:13 schedules[0].advanced: a schedule of type 7 needs an advanced part"},
		"schedule taken":     {small + "schedules: [{id: 1, center: 1, type: 12}, {id: 1, center: 1, type: 12}]", "4:48 schedules[1].id: 1 is already in use"},
		"repository taken":   {small + "\nusers: [{id: 1, email: nobody, password: x}]", "5:24 users[0].email: must be an email address"},
		"user taken":         {small + "users: [{id: 1, email: a@b.c, password: x}, {id: 2, email: a@b.c, password: x}]", "4:60 users[1].email: a@b.c is already in use"},
		"no password":        {small + "users: [{id: 1, email: a@b.c}]", "4:9 users[0].password: password is missing"},
		"flag":               {small + "backups: [{id: 1, name: b, server: 11, partition: /, repository: 5, failed: 1}]", "4:77 backups[0].failed: must be true or false"},
		"address":            {small + "repositories: []", `4:1 repositories: "repositories" is already set above`},
		"nothing in a list":  {"centers: [{id: 1, name: c, privateIPs: [a, []]}]", "1:44 centers[0].privateIPs[1]: must be text"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := problems(t, test.text)
			if len(found) == 0 {
				t.Fatal("no problem")
			}
			p := found[0]
			if got := fmt.Sprintf("%d:%d %s: %s", p.Line, p.Column, p.Path, p.Message); got != test.want || p.File != "inv.yaml" {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
	if found := problems(t, small); found != nil {
		t.Errorf("the inventory of the tests: %v", found)
	}
}

func TestSameNameInTwoCenters(t *testing.T) {
	text := small + "\n" // the same server name in two centers is no conflict
	text = strings.Replace(text, "servers: [", "servers: [{id: 12, center: 2, name: s1}, ", 1)
	if found := problems(t, text); found != nil {
		t.Error(found)
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	if found := problems(t, "centers: ["+strings.Repeat("{}, ", 100)+"]"); len(found) != 20 {
		t.Errorf("%d problems", len(found))
	}
}

// schema is the subset of JSON Schema that the file uses.
type schema struct {
	Properties           map[string]*schema
	Items                *schema
	Required             []string
	Enum                 []string
	AdditionalProperties *bool
}

// objects visits the mappings of a document with the schema and path of each.
func objects(node *yaml.Node, s *schema, path string, visit func(*yaml.Node, *schema, string)) {
	switch node.Kind {
	case yaml.MappingNode:
		visit(node, s, path)
		for i := 0; i+1 < len(node.Content); i += 2 {
			if inner := s.Properties[node.Content[i].Value]; inner != nil {
				objects(node.Content[i+1], inner, strings.TrimPrefix(path+"."+node.Content[i].Value, "."), visit)
			}
		}
	case yaml.SequenceNode:
		for i, item := range node.Content {
			if s.Items != nil {
				objects(item, s.Items, fmt.Sprintf("%s[%d]", path, i), visit)
			}
		}
	}
}

func loaded(t *testing.T) (root *yaml.Node, s *schema) {
	t.Helper()
	text, err := os.ReadFile("../../../docs/sandbox-inventory.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(inventory.DefaultYAML()), &document); err != nil {
		t.Fatal(err)
	}
	return document.Content[0], s
}

func encoded(t *testing.T, root *yaml.Node) string {
	t.Helper()
	text, err := yaml.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func hasProblem(found []exit.Problem, path string) bool {
	for _, p := range found {
		if p.Path == path {
			return true
		}
	}
	return false
}

// The reader and the schema have the same keys, the same required keys and the same allowed values.
func TestSchemaAndReaderAgree(t *testing.T) {
	root, s := loaded(t)
	seen := map[*schema]bool{}
	objects(root, s, "", func(node *yaml.Node, s *schema, path string) {
		if seen[s] {
			return
		}
		seen[s] = true
		if s.AdditionalProperties == nil || *s.AdditionalProperties {
			t.Errorf("%s: the schema lets unknown keys through", path)
		}
		saved := node.Content
		for key, inner := range s.Properties {
			at := strings.TrimPrefix(path+"."+key, ".")
			node.Content = without(saved, key)
			if found := problems(t, encoded(t, root)); hasProblem(found, at) != contains(s.Required, key) && key != "server" && key != "basic" {
				t.Errorf("%s: without it %v, required by the schema: %v", at, found, contains(s.Required, key))
			}
			node.Content = append(node.Content, scalar(key), &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!binary", Value: "eA=="})
			for _, p := range problems(t, encoded(t, root)) {
				if p.Path == at && strings.Contains(p.Message.String(), "not known here") {
					t.Errorf("%s: the reader does not know it", at)
				}
			}
			for _, word := range inner.Enum {
				node.Content = append(without(saved, key), scalar(key), scalar(word))
				if found := problems(t, encoded(t, root)); hasProblem(found, at) {
					t.Errorf("%s: %q is allowed by the schema alone", at, word)
				}
			}
			if len(inner.Enum) > 0 {
				node.Content = append(without(saved, key), scalar(key), scalar("other"))
				p := problems(t, encoded(t, root))
				if !hasProblem(p, at) || len(p[0].Allowed) != len(inner.Enum) {
					t.Errorf("%s: the reader allows %v, the schema %v", at, p, inner.Enum)
				}
			}
		}
		node.Content = append(without(saved, ""), scalar("invented"), scalar("x"))
		for _, p := range problems(t, encoded(t, root)) {
			for _, key := range p.Allowed {
				if s.Properties[key] == nil {
					t.Errorf("%s: the schema does not know %q", path, key)
				}
			}
		}
		node.Content = saved
	})
	if len(seen) < 14 {
		t.Errorf("the default inventory shows %d kinds of objects", len(seen))
	}
}

func scalar(text string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: text} }

func contains(all []string, one string) bool {
	for _, item := range all {
		if item == one {
			return true
		}
	}
	return false
}

// without returns the pairs of a mapping except one key.
func without(pairs []*yaml.Node, key string) (kept []*yaml.Node) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i].Value != key {
			kept = append(kept, pairs[i], pairs[i+1])
		}
	}
	return kept
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(inventory.DefaultYAML()))
	f.Add([]byte(small))
	f.Add([]byte("centers: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		inv, err := inventory.Read("x", data)
		if (inv == nil) == (err == nil) {
			t.Errorf("%v with %v", inv, err)
		}
		var failed *exit.Error
		if err != nil && (!errors.As(err, &failed) || len(failed.Problems) == 0 || len(failed.Problems) > 20) {
			t.Errorf("got %v", err)
		}
	})
}

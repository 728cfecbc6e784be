package manifest

import (
	"bytes"
	"errors"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/internal/jsonnode"
	"go.yaml.in/yaml/v3"
)

// parse parses the document as JSON if it starts like JSON, and as YAML otherwise. It reports a
// syntax error and returns false.
func parse(doc *document, found *problems) (tree *yaml.Node, ok bool) {
	data := bytes.Clone(doc.text)
	if bytes.HasPrefix(data, []byte("---")) {
		copy(data, "   ")
	}
	var notJSON *jsonnode.Error
	if startsWith(data, "{[") {
		tree, err := jsonnode.Parse(data)
		if err == nil {
			return tree, true
		}
		notJSON, _ = errors.AsType[*jsonnode.Error](err)
	}
	isJSON := notJSON != nil && strings.HasSuffix(doc.name, ".json")
	if !isJSON {
		tree, err := parseYAML(bytes.NewReader(doc.text))
		if err == nil {
			return tree, true
		}
	}
	// Malformed JSON is malformed YAML too, and the JSON parser reports the exact position.
	if isJSON || notJSON != nil && startsWith(bytes.TrimLeft(data, "{[ \t\r\n"), `"`) {
		at := origin{document: doc, line: doc.line + notJSON.Line - 1, column: notJSON.Column}
		found.add(at, "", msgNotJSON.With(notJSON.Message))
		return nil, false
	}
	reportYAML(doc, found)
	return nil, false
}

// startsWith reports whether the first byte that is not white space is in set.
func startsWith(data []byte, set string) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && strings.IndexByte(set, data[0]) >= 0
}

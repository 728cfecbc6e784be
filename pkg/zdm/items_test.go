package zdm

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
)

// documents returns values of every type, in every spelling that JSON allows.
func documents() []string {
	return []string{
		``, ` `, `null`, `[]`, ` [ ] `, `{}`, ` { } `, `[1]`, `[null,"a,b",{"c":[1,2]},-1.5e3 , true]`, `"x"`, `[[],[[]],{}]`, `["\"]","\\"]`,
		`{"id":1}`, `{"id":"7","job":{"info":{"id":"8"}}}`, `{"job":{"info":{"id":8,"name":"a"}}}`, `{"id":null,"job":{"info":{"id":"8"}}}`,
		`{"ID":1}`, `{"id":1,"Id":2}`, `{"id":1,"id":2}`, `{"\u0069d":3}`, `{"job":{"info":{"id":1}},"job":{"info":{"name":"a"}}}`, `{"job":{"INFO":{"id":9}}}`,
		`{"job":"x"}`, `{"job":null,"id":"-"}`, `{"job":{"info":[{"id":1}]}}`, `{"id":{"a": 1}}`, `{"id":[1, 2]}`, `{"id":"\u0061"}`, `{"job":{"info":null}}`, `{"a":{"id":1},"id" : 2 }`,
		"{\"id\":\"\xff\"}", `{"":1,"id":""}`, `{"job":{"info":{"id":1},"info":{}}}`, `[{"id":1},{"id":2},null]`,
	}
}

// Splitting and reading a valid document returns the same result as encoding/json.
func FuzzItems(f *testing.F) {
	for _, document := range documents() {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		if !json.Valid(document) {
			return
		}
		cut, isList := elements(document)
		var want []json.RawMessage
		list := json.Unmarshal(document, &want) == nil && bytes.TrimSpace(document)[0] == '['
		if isList != list || list && !slices.EqualFunc(cut, want, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
			t.Errorf("%s: cut into %q, %t; want %q, %t", document, cut, isList, want, list)
		}
		id, ofJob := idsOf(document)
		var decoded struct {
			ID  Text `json:"id"`
			Job struct {
				Info struct {
					ID Text `json:"id"`
				} `json:"info"`
			} `json:"job"`
		}
		if err := tolerant(json.Unmarshal(document, &decoded)); err != nil || id != decoded.ID || ofJob != decoded.Job.Info.ID {
			t.Errorf("%s: ids %q and %q, want %+v, %v", document, id, ofJob, decoded, err)
		}
	})
}

// The ids of an item are those of the item itself and of its job, and of nothing else in it.
func TestIDsOfItems(t *testing.T) {
	for item, want := range map[string][2]Text{
		`{"id":"1","name":"a"}`: {"1", ""}, `{"id":1}`: {"1", ""}, `{"name":"a"}`: {"", ""},
		`{"system":{"id":"x"},"job":{"info":{"id":"905","name":"a"},"detail":[{"id":1}]}}`: {"", "905"},
	} {
		if id, ofJob := idsOf([]byte(item)); id != want[0] || ofJob != want[1] {
			t.Errorf("%s: %q, %q", item, id, ofJob)
		}
	}
}

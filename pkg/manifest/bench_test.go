package manifest_test

import (
	"bytes"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/manifest"
	"go.yaml.in/yaml/v3"
)

// Reads and checks one request, compared with the YAML parser alone.
func BenchmarkDocuments(b *testing.B) {
	asYAML := func(body string) string {
		var value any
		if err := yaml.Unmarshal([]byte(body), &value); err != nil {
			b.Fatal(err)
		}
		text, err := yaml.Marshal(value)
		if err != nil {
			b.Fatal(err)
		}
		return string(text)
	}
	for _, bm := range []struct{ name, text string }{
		{"basic YAML", asYAML(basicBody)}, {"basic JSON", basicBody},
		{"detailed YAML", asYAML(detailedBody)}, {"detailed JSON", detailedBody},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			one := "---\n" + bm.text + "\n"
			n := 0
			for draft, err := range manifest.Documents("-", &endless{text: one, n: len(one) * b.N}) {
				if err == nil {
					_, err = draft.Check(manifest.Options{Now: noon})
				}
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != b.N {
				b.Errorf("%d documents of %d", n, b.N)
			}
		})
		b.Run(bm.name+", reader alone", func(b *testing.B) {
			b.ReportAllocs()
			text := []byte(bm.text)
			for b.Loop() {
				var node yaml.Node
				if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&node); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

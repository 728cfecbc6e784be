package msg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sources parses the Go files below a directory that are not tests.
func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	var files []*ast.File
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, path), nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// entries are the sentences of the catalogue: name to language to format.
func entries(t *testing.T) map[string]map[string]string {
	t.Helper()
	found := map[string]map[string]string{}
	for _, file := range sources(t, ".") {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			literal, ok := spec.Values[0].(*ast.CompositeLit)
			if !ok {
				return true
			}
			found[spec.Names[0].Name] = map[string]string{}
			for _, element := range literal.Elts {
				pair := element.(*ast.KeyValueExpr)
				found[spec.Names[0].Name][pair.Key.(*ast.Ident).Name] = pair.Value.(*ast.BasicLit).Value
			}
			return true
		})
	}
	return found
}

func TestEveryEntryIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, file := range sources(t, filepath.Join("..", "..", "pkg")) {
		ast.Inspect(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if ok {
				if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "msg" {
					used[selector.Sel.Name] = true
				}
			}
			return true
		})
	}
	catalogue := entries(t)
	if len(catalogue) < 100 {
		t.Fatalf("only %d entries found", len(catalogue))
	}
	for name := range catalogue {
		if !used[name] {
			t.Errorf("msg.%s is said nowhere", name)
		}
	}
}

func TestLanguagesTakeTheSameValues(t *testing.T) {
	verb := regexp.MustCompile(`%[-+# 0]*\d*(\[\d+\])?[a-zA-Z]`)
	for name, texts := range entries(t) {
		if texts["EN"] == "" || texts["EN"] == `""` {
			t.Errorf("msg.%s has no English text", name)
		}
		english, korean := verb.FindAllString(texts["EN"], -1), verb.FindAllString(texts["KO"], -1)
		slices.Sort(english)
		slices.Sort(korean)
		if texts["KO"] != "" && len(english) != len(korean) {
			t.Errorf("msg.%s: %v in English and %v in Korean", name, english, korean)
		}
	}
}

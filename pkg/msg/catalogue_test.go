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
	"strconv"
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

// Every sentence is there in both languages; examples are command lines and have one.
func TestLanguagesTakeTheSameValues(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*[a-zA-Z]`)
	hangul := regexp.MustCompile(`\p{Hangul}`)
	for name, texts := range entries(t) {
		english, korean := texts["EN"], texts["KO"]
		switch example := strings.HasSuffix(name, "Example"); {
		case english == "" || english == `""`:
			t.Errorf("msg.%s has no English text", name)
		case example && korean != "":
			t.Errorf("msg.%s is an example and has two texts", name)
		case !example && korean == "":
			t.Errorf("msg.%s has no Korean text", name)
		case hangul.MatchString(english):
			t.Errorf("msg.%s has Korean in its English text", name)
		case korean != "":
			if of := values(t, name, verb.FindAllString(korean, -1)); !slices.Equal(of, values(t, name, verb.FindAllString(english, -1))) {
				t.Errorf("msg.%s: the languages take other values: %s and %s", name, english, korean)
			}
		}
	}
}

// values gives the verbs of a format in the order of the values that they show.
func values(t *testing.T, name string, verbs []string) []string {
	t.Helper()
	ordered := make([]string, len(verbs))
	for i, verb := range verbs {
		at, rest, indexed := strings.Cut(strings.TrimPrefix(verb, "%["), "]")
		if !indexed {
			ordered[i] = verb
			continue
		}
		if n, err := strconv.Atoi(at); err != nil || n < 1 || n > len(verbs) {
			t.Fatalf("msg.%s: %s", name, verb)
		} else {
			ordered[n-1] = "%" + rest
		}
	}
	return ordered
}

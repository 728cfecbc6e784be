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

// sources parses the Go files below a directory, except tests, by path.
func sources(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		path = filepath.Join(dir, path)
		files[path], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sentence is a catalog entry in the source.
type sentence struct {
	name           string // as package.variable
	pkg            string
	english, local string // literals; local is "" if one text serves every language
	one            string // English singular, or ""
	same           bool
}

// sentences returns the results of T, N and Same with their positions. A call outside a variable of
// a texts.go is an error.
func sentences(t *testing.T) []sentence {
	t.Helper()
	var found []sentence
	for _, dir := range []string{"pkg", "cmd"} {
		for path, file := range sources(t, filepath.Join("..", "..", dir)) {
			pkg := file.Name.Name
			home := filepath.Base(path) == "texts.go"
			for _, decl := range file.Decls {
				variables, ok := decl.(*ast.GenDecl)
				for _, spec := range specs(variables, ok && home) {
					if s, ok := sentenceOf(spec.Values[0], pkg); ok {
						s.name, s.pkg = pkg+"."+spec.Names[0].Name, pkg
						found = append(found, s)
					}
				}
				ast.Inspect(decl, func(n ast.Node) bool {
					if e, ok := n.(ast.Expr); ok && !home {
						if _, made := sentenceOf(e, pkg); made {
							t.Errorf("%s makes a sentence outside of a texts.go", path)
						}
					}
					return true
				})
			}
		}
	}
	if len(found) < 1000 {
		t.Fatalf("only %d sentences found", len(found))
	}
	return found
}

// specs returns the variable declarations that have one value.
func specs(d *ast.GenDecl, ok bool) []*ast.ValueSpec {
	if !ok || d.Tok != token.VAR {
		return nil
	}
	var all []*ast.ValueSpec
	for _, s := range d.Specs {
		if v := s.(*ast.ValueSpec); len(v.Values) == 1 {
			all = append(all, v)
		}
	}
	return all
}

// sentenceOf parses a call of T, N or Same.
func sentenceOf(e ast.Expr, pkg string) (sentence, bool) {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return sentence{}, false
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "msg" {
			name = f.Sel.Name
		}
	case *ast.Ident:
		if pkg == "msg" {
			name = f.Name
		}
	}
	literals := make([]string, len(call.Args))
	for i, arg := range call.Args {
		literal, ok := arg.(*ast.BasicLit)
		if !ok {
			return sentence{}, false
		}
		literals[i] = literal.Value
	}
	switch {
	case name == "T" && len(literals) == 2:
		return sentence{english: literals[0], local: literals[1]}, true
	case name == "N" && len(literals) == 3:
		return sentence{one: literals[0], english: literals[1], local: literals[2]}, true
	case name == "Same" && len(literals) == 1:
		return sentence{english: literals[0], same: true}, true
	}
	return sentence{}, false
}

// The linter finds unused unexported sentences. This test finds shared ones that fewer than two
// packages use.
func TestSharedSentences(t *testing.T) {
	users := map[string]map[string]bool{}
	for path, file := range sources(t, filepath.Join("..", "..", "pkg")) {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "msg" {
					if users["msg."+s.Sel.Name] == nil {
						users["msg."+s.Sel.Name] = map[string]bool{}
					}
					users["msg."+s.Sel.Name][filepath.Dir(path)] = true
				}
			}
			return true
		})
	}
	for _, s := range sentences(t) {
		if s.pkg == "msg" && ast.IsExported(strings.TrimPrefix(s.name, "msg.")) && len(users[s.name]) == 0 {
			t.Errorf("%s is used nowhere", s.name)
		}
	}
}

// Every sentence exists in both languages with the same verbs. Examples are command lines and have
// one text.
func TestLanguagesHaveSameVerbs(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*[a-zA-Z]`)
	hangul := regexp.MustCompile(`\p{Hangul}`)
	for _, s := range sentences(t) {
		english, korean := verb.FindAllString(s.english, -1), verb.FindAllString(s.local, -1)
		switch {
		case len(s.english) < 3:
			t.Errorf("%s has no English text", s.name)
		case hangul.MatchString(s.english):
			t.Errorf("%s has Korean in its English text", s.name)
		case s.same:
		case len(s.local) < 3:
			t.Errorf("%s has no Korean text", s.name)
		case strings.HasSuffix(s.name, "Example"):
			t.Errorf("%s is an example and has two texts", s.name)
		case !slices.Equal(values(t, s.name, korean), values(t, s.name, english)):
			t.Errorf("%s: the languages take other values: %s and %s", s.name, s.english, s.local)
		case s.one != "" && !slices.Equal(verb.FindAllString(s.one, -1), english):
			t.Errorf("%s: the number 1 takes other values: %s and %s", s.name, s.one, s.english)
		}
	}
}

// A number before a plural noun may be 1, for which N has a singular. Limits, numbers that are
// always plural and messages about several things of one name are exempt.
func TestPluralsHaveASingular(t *testing.T) {
	plural := regexp.MustCompile(`%(\[\d+\])?d( more)? [a-z]+s\b|%(\[\d+\])?[ds] (have|are|were)\b|%s of %s partitions`)
	limit := regexp.MustCompile(`(than|block|repository|type) %(\[\d+\])?d`)
	several := []string{
		"apply.msgNamedAlike", "apply.msgTooManyOnto", "change.msgSeveralOfRequest", "follow.msgWatchNewest", "msg.PlanAmbiguous", "msg.SeveralOfName",
		"msg.minutes", "msg.hours", "msg.days", "outcome.msgRegisteredTwice", "recovery.msgDeleteSeveral", "run.msgSeveralExist", "run.msgTwoOfName",
		"watch.msgSeveral", "watch.msgSeveralNamed", "watch.msgWatchOneRequest",
	}
	counted := 0
	for _, s := range sentences(t) {
		switch {
		case s.one != "":
			counted++
			if s.one == s.english || !strings.Contains(s.one, "%") {
				t.Errorf("%s has no number, or no form of its own for 1", s.name)
			}
		case plural.MatchString(limit.ReplaceAllString(s.english, "")) && !slices.Contains(several, s.name):
			t.Errorf("%s reads badly for 1; use N: %s", s.name, s.english)
		}
	}
	if counted < 15 {
		t.Errorf("only %d sentences have a singular", counted)
	}
}

// values returns the verbs of a format in the order of their values.
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
			t.Fatalf("%s: %s", name, verb)
		} else {
			ordered[n-1] = "%" + rest
		}
	}
	return ordered
}

// A call with too few values would print %!s(MISSING), and one with too many %!(EXTRA.
func TestCallsMatchVerbs(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*[a-zA-Z]`)
	takes := map[string]int{}
	for _, s := range sentences(t) {
		takes[s.name] = len(verb.FindAllString(strings.ReplaceAll(s.english, "%%", ""), -1))
	}
	checked := 0
	for path, file := range sources(t, filepath.Join("..", "..", "pkg")) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis.IsValid() {
				return true
			}
			with, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || with.Sel.Name != "With" {
				return true
			}
			name := ""
			switch x := with.X.(type) {
			case *ast.Ident:
				name = file.Name.Name + "." + x.Name
			case *ast.SelectorExpr:
				if p, ok := x.X.(*ast.Ident); ok {
					name = p.Name + "." + x.Sel.Name
				}
			}
			if n, ok := takes[name]; ok {
				checked++
				if n != len(call.Args) {
					t.Errorf("%s: %s takes %d values and gets %d", path, name, n, len(call.Args))
				}
			}
			return true
		})
	}
	if checked < 500 {
		t.Errorf("only %d calls found", checked)
	}
}

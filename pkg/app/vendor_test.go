package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

const vendorDocument = "../../docs/from-zdm-cli.md"

// Every command and flag that the document pairs with one of zdm-cli exists.
func TestVendorDocument(t *testing.T) {
	code := regexp.MustCompile("`([^`]+)`")
	word := regexp.MustCompile(`^[a-z-]+$`)
	groups := strings.Fields("recovery server center repository backup schedule user cloud-auth auth context config sandbox")
	helps := map[string]string{}
	help := func(command []string) string {
		name := strings.Join(command, " ")
		if _, known := helps[name]; !known {
			r := clitest.New(t).Run(append(command, "--help")...)
			if r.Code != exit.OK || !strings.Contains(r.Stdout, "zdmctl "+name+" ") {
				t.Errorf("no command %q: %s", name, r.Stderr)
			}
			helps[name] = r.Stdout + clitest.New(t).Run("options").Stdout
		}
		return helps[name]
	}
	flags := 0
	for _, row := range rows(t, "Commands", "Options") {
		command := []string{"recovery", "create"}
		for _, cell := range row[1:] {
			for _, span := range code.FindAllStringSubmatch(cell, -1) {
				words := strings.Fields(span[1])
				switch {
				case strings.HasPrefix(words[0], "-"):
				case len(words) > 1 && word.MatchString(words[1]) && strings.Contains(strings.Join(groups, " "), words[0]):
					command = words[:2]
				case words[0] == "api":
					command = words[:1]
				default:
					continue // part of a sentence
				}
				text := help(command)
				for _, flag := range words {
					if !strings.HasPrefix(flag, "-") {
						continue
					}
					flags++
					if !regexp.MustCompile(`(?m)(^ +|, )` + regexp.QuoteMeta(flag) + `[ ,]`).MatchString(text) {
						t.Errorf("%q has no flag %s", strings.Join(command, " "), flag)
					}
				}
			}
		}
	}
	if len(helps) < 25 || flags < 25 {
		t.Errorf("only %d commands and %d flags found", len(helps), flags)
	}
}

// For every command and option of zdm-cli in the document that zdmctl does not have, the error
// suggests one that it has.
func TestVendorWordsAreAnswered(t *testing.T) {
	answered := 0
	code := regexp.MustCompile("`([^`]+)`")
	for _, section := range []string{"Commands", "Options"} {
		for _, row := range rows(t, section) {
			command := []string{"recovery", "create"} // completes a flag, or a verb without a command
			if strings.Contains(row[0], "of the lists") {
				command[1] = "list"
			}
			for _, span := range code.FindAllStringSubmatch(row[0], -1) {
				args := strings.Fields(span[1])
				switch {
				case strings.HasPrefix(args[0], "-"):
					args = append(command[:2:2], args...)
				case len(args) > 1:
					command = args
				case args[0] == "region":
					args = []string{command[0], "region"}
				}
				r := clitest.New(t).Run(args...)
				unknown := strings.Contains(r.Stderr, "error: unknown")
				if unknown && (r.Code != exit.Usage || !strings.Contains(r.Stderr, "did you mean")) {
					t.Errorf("%q: %+v", args, r)
				}
				if unknown {
					answered++
				}
			}
		}
	}
	if answered < 20 {
		t.Errorf("only %d unknown words", answered)
	}
}

// rows returns the cells of the tables in sections of the document, without the headings.
func rows(t *testing.T, sections ...string) [][]string {
	t.Helper()
	text, err := os.ReadFile(vendorDocument)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, section := range sections {
		_, rest, found := strings.Cut(string(text), "\n## "+section+"\n")
		body, _, _ := strings.Cut(rest, "\n## ")
		_, table, ruled := strings.Cut(body, "|---|\n")
		if !found || !ruled {
			t.Fatalf("no table in the section %s", section)
		}
		for line := range strings.Lines(table) {
			if strings.HasPrefix(line, "|") {
				all = append(all, strings.Split(strings.Trim(line, "|\n"), "|"))
			}
		}
	}
	return all
}

// Vendor words that the document lists are accepted, and its request produces the notes that it
// shows.
func TestVendorWordsInDocument(t *testing.T) {
	w := clitest.New(t)
	for _, row := range rows(t, "Files") {
		given, taken := strings.Split(row[0], ","), strings.Split(row[1], ",")
		for i := range given {
			given, taken := strings.Trim(given[i], " `"), strings.Trim(taken[i], " `")
			file := w.File("request.yaml", "center: 1\nsource: a\ntarget: b\nplatform: kvm\nrepository: {id: 1}\n"+given+"\n")
			args := []string{"recovery", "create", "-f", file, "--dry-run", "-o", "yaml"}
			if !strings.HasPrefix(given, "mode") {
				args = append(args, "--mode", "full")
			}
			if r := w.Run(args...); r.Code != exit.OK || !strings.Contains(r.Stdout, taken+"\n") || strings.Count(r.Stderr, "note: ") != 1 {
				t.Errorf("%s: %+v", given, r)
			}
		}
	}
	text, err := os.ReadFile(vendorDocument)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```yaml\n")
	request, rest, _ := strings.Cut(rest, "```\n")
	_, rest, _ = strings.Cut(rest, "$ zdmctl recovery validate -f request.yaml\n")
	want, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal("no transcript in the document")
	}
	t.Chdir(w.Dir)
	w.File("request.yaml", request)
	if r := w.Run("recovery", "validate", "-f", "request.yaml"); r.Code != exit.OK || r.Stderr+r.Stdout != want {
		t.Errorf("got\n%s%s\nwant\n%s", r.Stderr, r.Stdout, want)
	}
}

// Command zdmctl-gen writes the files that are generated from the command tree, below the directory
// in its argument (default: the current one): completions/, docs/man/ and docs/cli/. The output is
// deterministic. Files of removed commands are deleted.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/zdmctl/zdmctl/pkg/app"
)

func main() {
	dir := "."
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := generate(dir); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// generate writes all files and replaces each directory completely.
func generate(root string) error {
	made, err := completions()
	if err != nil {
		return err
	}
	man, markdown := map[string][]byte{}, map[string][]byte{}
	for _, page := range app.Manual() {
		man[manName(page.Name)+".1"] = []byte(manPage(page))
		markdown[markdownName(page.Name)] = []byte(markdownPage(page))
	}
	for dir, files := range map[string]map[string][]byte{"completions": made, "docs/man": man, "docs/cli": markdown} {
		if err := replace(filepath.Join(root, filepath.FromSlash(dir)), files); err != nil {
			return err
		}
	}
	return nil
}

// completions returns the scripts by the file names that shells look for.
func completions() (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, shell := range map[string]string{"zdmctl.bash": "bash", "_zdmctl": "zsh", "zdmctl.fish": "fish", "zdmctl.ps1": "powershell"} {
		script, err := app.CompletionScript(shell)
		if err != nil {
			return nil, err
		}
		files[name] = script
	}
	return files, nil
}

// replace makes files the only content of a directory.
func replace(dir string, files map[string][]byte) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

package manifest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Find returns the files to which paths refer, in order. A directory refers to the *.yaml, *.yml
// and *.json files below it, sorted, except hidden ones, directories and special files. "-" is
// standard input and may occur once. Duplicate files are returned once. errs has an *exit.Error
// with exit.Usage for each path without files. The files of the other paths are returned
// nevertheless.
func Find(paths []string) (files []string, errs []error) {
	known := map[string]bool{}
	for _, path := range paths {
		found, err := expand(path)
		if err != nil {
			errs = append(errs, err)
		}
		if path == "-" && known[path] {
			errs = append(errs, exit.New(exit.Usage, msgStdinTwice.With()))
		}
		for _, file := range found {
			if !known[file] {
				files = append(files, file)
			}
			known[file] = true
		}
	}
	return files, errs
}

func expand(path string) ([]string, error) {
	if path == "-" {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, Unreadable(path, err)
	}
	if !info.IsDir() {
		return []string{filepath.Clean(path)}, nil
	}
	var files []string
	// The trailing slash makes WalkDir follow root if it is a link.
	root := strings.TrimRight(path, string(filepath.Separator)) + string(filepath.Separator)
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return Unreadable(name, err)
		case name == root:
		case strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return filepath.SkipDir
		case isManifest(name, entry):
			files = append(files, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, exit.New(exit.Usage, msgEmptyDirectory.With(path))
	}
	return files, nil
}

// isManifest reports whether a directory entry is a file, or a link to one, with the extension of a
// manifest.
func isManifest(name string, entry fs.DirEntry) bool {
	kinds := []string{".yaml", ".yml", ".json"}
	if strings.HasPrefix(entry.Name(), ".") || !slices.Contains(kinds, strings.ToLower(filepath.Ext(name))) {
		return false
	}
	info, err := os.Stat(name)
	// Dangling links are included, because failing to read one deserves an error.
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular()
}

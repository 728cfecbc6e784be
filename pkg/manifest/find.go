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

// Find returns the files that paths stand for, in their order. A directory stands for the *.yaml, *.yml and *.json
// files below it, sorted, without hidden entries and without what is neither a file nor a link to one. "-" is
// standard input and may come once; a file that comes twice is one. Each error is an *exit.Error with the code
// Usage, for a path that stands for nothing; the files of the others are given all the same.
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
	// The slash makes the walk follow a link that was named itself.
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

// isManifest reports a file, or a link to one, that a directory is searched for.
func isManifest(name string, entry fs.DirEntry) bool {
	kinds := []string{".yaml", ".yml", ".json"}
	if strings.HasPrefix(entry.Name(), ".") || !slices.Contains(kinds, strings.ToLower(filepath.Ext(name))) {
		return false
	}
	info, err := os.Stat(name)
	// A link that leads nowhere is kept: that it cannot be read is worth an error.
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular()
}

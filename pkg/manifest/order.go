package manifest

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Group is a wave of requests as the command line names it.
type Group struct {
	Name  string
	Path  string   // a file, a directory, "-"
	Files []string // see Find
}

// Groups returns the waves for paths, in order. Each path is one wave, named by its base name. A
// single directory that contains only directories is one wave for each, ordered by the number at
// the start of the name, then by name. The error is an *exit.Error with exit.Usage.
func Groups(paths []string) ([]Group, error) {
	if len(paths) == 1 && paths[0] != "-" {
		below, err := subdirectories(paths[0])
		if err != nil {
			return nil, err
		}
		if len(below) > 0 {
			paths = below
		}
	}
	var groups []Group
	names, owner := map[string]string{}, map[string]string{}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if path == "-" {
			name = "stdin"
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			name = filepath.Base(path)
			if abs, err := filepath.Abs(path); err == nil {
				name = filepath.Base(abs)
			}
		}
		if names[name] != "" {
			return nil, exit.New(exit.Usage, msgWaveTwice.With(name, names[name], path))
		}
		names[name] = path
		files, failed := Find([]string{path})
		if len(failed) > 0 {
			return nil, failed[0]
		}
		for _, file := range files {
			if owner[file] != "" {
				return nil, exit.New(exit.Usage, msgFileInWaves.With(file, owner[file], name))
			}
			owner[file] = name
		}
		groups = append(groups, Group{Name: name, Path: path, Files: files})
	}
	return groups, nil
}

// subdirectories returns the directories in a directory, in the order of waves, or none if it
// contains requests. A directory with both is an error, because their order would be unclear.
func subdirectories(path string) (below []string, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return nil, nil // Find reports it
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, Unreadable(path, err)
	}
	file := ""
	for _, entry := range entries {
		name := filepath.Join(path, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			below = append(below, name)
		} else if isManifest(name, entry) {
			file = entry.Name()
		}
	}
	if len(below) > 0 && file != "" {
		return nil, exit.New(exit.Usage, msgFilesAndWaves.With(path, file, filepath.Base(below[0]))).Note(msgEachAWave.With())
	}
	slices.SortFunc(below, func(a, b string) int { return byNumber(filepath.Base(a), filepath.Base(b)) })
	return below, nil
}

// byNumber compares names by their leading numbers, and then as text. Names without a number come
// last.
func byNumber(a, b string) int {
	x, y := leading(a), leading(b)
	switch {
	case x == "" && y != "":
		return 1
	case x != "" && y == "":
		return -1
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y), cmp.Compare(a, b))
}

// leading returns the number at the start of a name, without leading zeros, or "".
func leading(name string) string {
	digits := name[:len(name)-len(strings.TrimLeft(name, "0123456789"))]
	if digits == "" {
		return ""
	}
	return cmp.Or(strings.TrimLeft(digits, "0"), "0")
}

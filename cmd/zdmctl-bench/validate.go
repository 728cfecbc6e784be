package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	validateSize   = 10_000     // number of documents
	validateMemory = 64_000_000 // limit in bytes for any number of documents
	validatePairs  = 5          // number of pairs of long runs
)

//go:embed testdata/request.yaml
var requestYAML string

//go:embed testdata/partitions.yaml
var partitionsYAML string

// readerProgram only parses the documents of a file, or of the files in a directory.
//
//go:embed testdata/reader.go.txt
var readerProgram string

// validations returns the comparisons of recovery validate with its YAML parser.
func (s *scene) validations() []comparison {
	check := func(name, path string, budget float64) comparison {
		return comparison{
			name: name, budget: budget, pairs: validatePairs, documents: validateSize, memory: validateMemory,
			ours: program{"zdmctl recovery validate", []string{s.zdmctl, "recovery", "validate", "-f", path}},
			peer: program{"YAML reader alone", []string{s.reader, path}},
		}
	}
	return []comparison{
		check("validate", filepath.Join(s.documents, "short.yaml"), 2.0),
		check("validate-partitions", filepath.Join(s.documents, "long.yaml"), 2.0),
		check("validate-directory", filepath.Join(s.documents, "short"), 2.5),
	}
}

// writeDocuments creates a file of short requests, one of long ones, and a directory of short ones.
func writeDocuments(dir string, size int) error {
	short := filepath.Join(dir, "short")
	err := os.MkdirAll(short, 0o700)
	var all [2]bytes.Buffer
	for i := range size {
		for k, text := range []string{requestYAML, partitionsYAML} {
			fmt.Fprintf(&all[k], "---\n%sjobName: wave-%05d\n", text, i)
		}
		one := fmt.Sprintf("%sjobName: wave-%05d\n", requestYAML, i)
		err = errors.Join(err, os.WriteFile(filepath.Join(short, fmt.Sprintf("%05d.yaml", i)), []byte(one), 0o600))
	}
	return errors.Join(err,
		os.WriteFile(filepath.Join(dir, "short.yaml"), all[0].Bytes(), 0o600),
		os.WriteFile(filepath.Join(dir, "long.yaml"), all[1].Bytes(), 0o600))
}

// reportDocuments reports, for each comparison that counts documents, their number per second and
// the maximum memory. It returns false if that exceeded the budget beyond the tolerance.
func reportDocuments(out io.Writer, results []result) (bool, error) {
	ok := true
	for _, r := range results {
		if r.documents == 0 {
			continue
		}
		word := verdict(float64(r.peak), float64(r.memory))
		ok = ok && word != missed
		_, err := fmt.Fprintf(out, "%s: %.0f documents a second; peak memory %.1f MB, budget %.0f MB: %s\n",
			r.name, float64(r.documents)/quantile(r.oursTook, 0.5).Seconds(), float64(r.peak)/1e6, float64(r.memory)/1e6, word)
		if err != nil {
			return false, err
		}
	}
	return ok, nil
}

// line returns the command line.
func (p program) line() string { return strings.Join(p.argv, " ") }

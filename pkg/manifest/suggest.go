package manifest

import (
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

const maxSuggested = 64 // maximum length in bytes of a value to compare

// Nearest returns the most similar of words, or "" if none is similar.
func Nearest(value string, words []string) string {
	value = fold(value)
	if len(value) > maxSuggested {
		return ""
	}
	best, distance := "", 3
	for _, word := range words {
		d := levenshtein.ComputeDistance(value, fold(word))
		// With two of three letters changed it is a different word, not a typo.
		if d < distance && (d == 0 || 2*d <= len(value)) {
			best, distance = word, d
		}
	}
	return best
}

// fold maps spellings of the same name to one: "job-name", "job_name" and "jobName".
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(name))
}

// isDigits reports whether s is a nonempty sequence of ASCII digits.
func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

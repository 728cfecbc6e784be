package manifest

import (
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

const maxSuggested = 64 // bytes of a value that is compared with others

// Nearest is the word that was probably meant, "" when none is near.
func Nearest(value string, words []string) string {
	value = fold(value)
	if len(value) > maxSuggested {
		return ""
	}
	best, distance := "", 3
	for _, word := range words {
		d := levenshtein.ComputeDistance(value, fold(word))
		// Two letters of three changed are another word, not a slip.
		if d < distance && (d == 0 || 2*d <= len(value)) {
			best, distance = word, d
		}
	}
	return best
}

// fold makes spellings of one name alike: "job-name", "job_name" and "jobName".
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(name))
}

// isDigits reports a text of ASCII digits only, at least one.
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

// Package near finds the word that was probably meant by a mistyped one.
package near

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

const longest = 64 // maximum length in bytes of a word to compare

// Word returns the most similar of words, or "" if none is similar. Up to two letters may differ,
// but at most half of the letters. In a longer word, up to one in three may differ.
func Word(typed string, words []string) string {
	typed = Fold(typed)
	if len(typed) > longest {
		return ""
	}
	best, distance := "", max(min(2, len(typed)/2), len(typed)/3)+1
	for _, word := range words {
		if d := levenshtein.ComputeDistance(typed, Fold(word)); d < distance {
			best, distance = word, d
		}
	}
	return best
}

// Fold maps spellings of the same name to one: "job-name", "job_name" and "jobName".
func Fold(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(name))
}

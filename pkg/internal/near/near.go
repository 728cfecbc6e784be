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
		if d := differences(typed, Fold(word)); d < distance {
			best, distance = word, d
		}
	}
	return best
}

// differences returns the edit distance of two words, in which two swapped letters are one
// difference.
func differences(typed, word string) int {
	for i := range len(typed) - 1 {
		if swapped := typed[:i] + typed[i+1:i+2] + typed[i:i+1] + typed[i+2:]; swapped == word {
			return 1
		}
	}
	return levenshtein.ComputeDistance(typed, word)
}

// Fold maps spellings of the same name to one: "job-name", "job_name" and "jobName".
func Fold(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(name))
}

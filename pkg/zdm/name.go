package zdm

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const leastCut = 16 // minimum letters of a truncated name: a shorter one could belong to another name

// SameName reports whether two names of a recovery are the same, apart from Unicode normalization
// and from leading, trailing and repeated white space.
func SameName(a, b string) bool { return a == b || plainName(a) == plainName(b) }

func plainName(name string) string { return strings.Join(strings.Fields(norm.NFC.String(name)), " ") }

// MadeFrom reports whether a server may have made name from the name in the request (ZDM API,
// server name shapes). The server may change its case and Unicode form, drop unsupported
// characters, truncate it, or append a partition of the request.
func MadeFrom(name string, request *RecoveryRequest) bool {
	made, asked := NameKey(name), NameKey(request.JobName)
	switch part, longer := strings.CutPrefix(made, asked+"_"); {
	case made == "" || asked == "":
		return false
	case made == asked:
		return true
	case longer:
		return part == "root" || slices.ContainsFunc(request.JobList, func(j RecoveryJob) bool { return part == NameKey(j.SourcePartition) })
	}
	return strings.HasPrefix(asked, made) && utf8.RuneCountInString(made) >= leastCut
}

// hasNumberOf reports whether name is that of a restore from images plus the number that a server
// appends if the name is taken (ZDM API 3.0, POST /recoveries/image).
func hasNumberOf(name string, request *RecoveryRequest) bool {
	number, found := strings.CutPrefix(NameKey(name), NameKey(request.JobName)+"_")
	return found && request.FromImages() && request.JobName != "" && IsID(number)
}

// NameKey returns a name without the parts that servers change: letters and digits in lower case,
// with a single underscore for anything between them.
func NameKey(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKC.String(name) {
		switch {
		case unicode.Is(unicode.Cf, r):
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

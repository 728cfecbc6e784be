package zdm

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const leastCut = 16 // letters of a name that a server has cut: fewer could be another name's

// SameName reports whether two names of a recovery are one: they may differ in their Unicode form,
// and in outer and repeated blanks.
func SameName(a, b string) bool { return a == b || plainName(a) == plainName(b) }

func plainName(name string) string { return strings.Join(strings.Fields(norm.NFC.String(name)), " ") }

// MadeFrom reports whether a server may have made a name from the one that a request asks for: in
// another case or form, without characters that it does not take, cut, or with a part for a
// partition of the request (ZDM API, server name shapes).
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

// hasNumberOf reports whether a name is that of a restore from images with the number that a server
// adds to one that is taken (ZDM API 3.0, POST /recoveries/image).
func hasNumberOf(name string, request *RecoveryRequest) bool {
	number, found := strings.CutPrefix(NameKey(name), NameKey(request.JobName)+"_")
	return found && request.FromImages() && request.JobName != "" && IsID(number)
}

// NameKey is a name without what servers change in one: letters and digits in lower case, with one
// underscore for whatever is between them.
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

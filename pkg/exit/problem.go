package exit

import (
	"cmp"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Problem is a problem in a request and its location.
type Problem struct {
	Path string // as in the request: "repository.id", "jobList[1].targetPartition"
	// Source partition to which the problem applies, if any. Users see it instead of Path.
	Partition string

	// Where the value was set: a file position, a flag or a setting.
	File   string // name as the user wrote it; "<stdin>" for standard input
	Line   int    // from 1; 0 if not in a file
	Column int    // from 1, in characters
	Width  int    // characters to underline, at least 1
	Source string // text of the line in the file
	Flag   string // "--mode"; "" if not from a flag
	Origin string // another source, such as "$ZDMCTL_CENTER" or "context prod"; "" otherwise

	Message    msg.Message   // `"vmwrae" is not a platform`
	Allowed    []string      // valid values, if they can be listed
	Suggestion string        // value that was probably meant
	Notes      []msg.Message // consequences and advice
	Warning    bool          // does not block the request without --strict
	Note       bool          // never blocks the request
}

// About returns the message with its subject: the partition, or else the path.
func (p *Problem) About() msg.Message {
	if subject := cmp.Or(p.Partition, p.Path); subject != "" {
		return msg.Reason.With(subject, p.Message)
	}
	return p.Message
}

// Of returns the problem of one of several recoveries. Its message starts with the given name.
func (p Problem) Of(name any) Problem {
	p.Message, p.Partition, p.Path = msg.Reason.With(name, p.About()), "", ""
	return p
}

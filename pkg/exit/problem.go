package exit

import "github.com/zdmctl/zdmctl/pkg/msg"

// Problem is one thing wrong with a request, and where.
type Problem struct {
	Path      string // as in the request: "repository.id", "jobList[1].targetPartition"
	Partition string // of the source, where it concerns one of those that would be restored; people are shown it in place of Path

	// Where the value was given: a file position, a flag or a setting.
	File   string // name as the user wrote it; "<stdin>" for standard input
	Line   int    // from 1; 0 when not from a file
	Column int    // from 1, in characters
	Width  int    // characters to mark, at least 1
	Source string // the text of that line, as in the file
	Flag   string // "--mode", or "" when not from a flag
	Origin string // another source: "$ZDMCTL_CENTER", "context prod"; "" otherwise

	Message    msg.Message   // `"vmwrae" is not a platform`
	Allowed    []string      // the values that would do, where they can be listed
	Suggestion string        // the value that was probably meant
	Notes      []msg.Message // why it matters, or the way out
	Warning    bool          // does not stop the request unless --strict
	Note       bool          // stops nothing, and is good to know
}

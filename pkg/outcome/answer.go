package outcome

import (
	"cmp"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// ForeignBody returns the beginning of an answer that is not ZDM's.
func ForeignBody(failed *zdm.Error) msg.Message {
	body := strings.TrimSpace(failed.Body)
	kind := cmp.Or(failed.ContentType, "-")
	if body == "" {
		return msgForeignEmpty.With(kind)
	}
	return msgForeignBody.With(kind, strings.Join(strings.Fields(body), " "))
}

// Attribute adds the HTTP status, the server's id and the error code of the answer to an error.
func Attribute(e *exit.Error, failed *zdm.Error) {
	e.Status, e.RequestID, e.ServerCode = failed.Status, failed.RequestID, failed.Code
}

// ServerProblems returns the reasons of an answer after its first sentence.
func ServerProblems(failed *zdm.Error) []exit.Problem {
	var problems []exit.Problem
	for _, line := range failed.Details {
		problems = append(problems, exit.Problem{Message: msg.Verbatim.With(line)})
	}
	if failed.More > 0 {
		problems = append(problems, exit.Problem{Message: msgMoreReasons.With(failed.More)})
	}
	return problems
}

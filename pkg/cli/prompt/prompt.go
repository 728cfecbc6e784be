// Package prompt asks the user for confirmation before something that cannot be undone.
package prompt

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

const maxAnswer = 1 << 10 // bytes

// Confirm asks on a terminal whether to continue. The error is an *exit.Error with exit.Usage if
// the answer is no, or if there is no terminal, where --yes is required.
func Confirm(ctx context.Context, f *cli.Factory, question msg.Message) error {
	if !f.IO.InTerminal {
		return exit.New(exit.Usage, question).Note(msgNobodyToAsk.With())
	}
	return Ask(ctx, f, msgAskYes.With(question))
}

// Ask asks a question on the terminal. For any answer but yes, or none, the error is an *exit.Error
// with exit.Usage.
func Ask(ctx context.Context, f *cli.Factory, question msg.Message) error {
	fmt.Fprint(f.IO.Err, render.Safe(question.In(f.Lang)))
	answer, err := bufio.NewReader(io.LimitReader(iostreams.Interruptible(ctx, f.IO.In), maxAnswer)).ReadString('\n')
	if err != nil { // the line was not terminated
		fmt.Fprintln(f.IO.Err)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "예", "네":
		return nil
	}
	return exit.New(exit.Usage, msgNotConfirmed.With()).Because(err)
}

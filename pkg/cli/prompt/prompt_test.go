package prompt_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/prompt"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Only a plain yes confirms, and the question ends its line.
func TestConfirm(t *testing.T) {
	for answer, yes := range map[string]bool{
		"y\n": true, "Y\r\n": true, " yes \n": true, "예\n": true, "네\n": true, "y": true, "": false, "\n": false, "n\n": false, "yes please\n": false,
		strings.Repeat(" ", 1<<20) + "y\n": false, "\x00y\n": false,
	} {
		streams, stdout, stderr := iostreams.Test(answer)
		streams.InTerminal = true
		err := prompt.Confirm(t.Context(), &cli.Factory{IO: streams, Lang: msg.English}, msg.Verbatim.With("delete \x1b[31mnightly"))
		if yes != (err == nil) || err != nil && (exit.CodeOf(err) != exit.Usage || !strings.Contains(err.Error(), "nothing was changed")) {
			t.Errorf("%.20q: %v", answer, err)
		}
		asked := strings.Contains(stderr.String(), "nightly. Continue? [y/N] ") && !strings.Contains(stderr.String(), "\x1b")
		cut := len(answer) > 1<<10 || !strings.HasSuffix(answer, "\n")
		if ended := strings.HasSuffix(stderr.String(), "\n"); !asked || stdout.Len() > 0 || ended != cut {
			t.Errorf("%.20q: asked %q", answer, stderr)
		}
	}
}

// Without a terminal, or after the run has ended, no question is asked.
func TestNobodyAnswers(t *testing.T) {
	streams, _, stderr := iostreams.Test("y\n")
	f := &cli.Factory{IO: streams, Lang: msg.English}
	err := prompt.Confirm(t.Context(), f, msg.Verbatim.With("delete nightly"))
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || failed.Code != exit.Usage || len(failed.Notes) != 1 || !strings.Contains(failed.Notes[0].In(msg.English), "--yes") || stderr.Len() > 0 {
		t.Errorf("%v, %q", err, stderr)
	}
	streams.InTerminal = true
	ended := errors.New("ended")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ended)
	if err := prompt.Confirm(ctx, f, msg.Verbatim.With("delete nightly")); !errors.Is(err, ended) {
		t.Errorf("%v", err)
	}
}

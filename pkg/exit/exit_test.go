package exit_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Scripts rely on the numbers and on the kinds in the JSON error object.
func TestCodes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code   exit.Code
		number int
		kind   string
	}{
		{exit.OK, 0, "ok"},
		{exit.Internal, 1, "internal"},
		{exit.Usage, 2, "usage"},
		{exit.Failed, 3, "failed"},
		{exit.Credentials, 4, "credentials"},
		{exit.Refused, 5, "refused"},
		{exit.Unreachable, 6, "unreachable"},
		{exit.Unknown, 7, "unknown"},
		{exit.Deadline, 8, "deadline"},
		{exit.FromSignal(1), 129, "interrupted"},
		{exit.FromSignal(2), 130, "interrupted"},
		{exit.FromSignal(15), 143, "interrupted"},
		{128, 128, "internal"}, // no signal has the number 0
		{-1, -1, "internal"},
		{100, 100, "internal"},
	} {
		if int(tt.code) != tt.number || tt.code.Kind() != tt.kind {
			t.Errorf("code %d is %q, want %d, %q", tt.code, tt.code.Kind(), tt.number, tt.kind)
		}
	}
}

func TestCodeOf(t *testing.T) {
	t.Parallel()
	refused := exit.New(exit.Refused, msg.NothingWasSent.With())
	unknown := exit.New(exit.Unknown, msg.NothingWasSent.With())
	for _, tt := range []struct {
		name string
		err  error
		want exit.Code
	}{
		{"no error", nil, exit.OK},
		{"an error without a code", io.ErrUnexpectedEOF, exit.Internal},
		{"an error with a code", refused, exit.Refused},
		{"one that is wrapped", fmt.Errorf("web-01: %w", refused), exit.Refused},
		{"one among others", errors.Join(io.EOF, unknown), exit.Unknown},
		{"one whose cause has another", exit.New(exit.Unknown, msg.NothingWasSent.With()).Because(refused), exit.Unknown},
		{"a code of OK", exit.New(exit.OK, msg.NothingWasSent.With()), exit.OK},
	} {
		if got := exit.CodeOf(tt.err); got != tt.want {
			t.Errorf("%s: code %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestError(t *testing.T) {
	t.Parallel()
	first, second := msg.NothingWasSent.With(), msg.NothingChanged.With()
	e := exit.New(exit.Usage, msg.NamedTwice.With("web-01"))
	if e.Code != exit.Usage || e.Err != nil || e.Notes != nil || e.Next != nil || e.Problems != nil {
		t.Errorf("a new error holds more than its code and message: %+v", e)
	}
	if got := e.Note(first).Try("zdmctl a", "zdmctl b").Because(io.EOF).Note(second).Note(first).Try("zdmctl c").Try(); got != e {
		t.Errorf("a method returns another error: %+v", got)
	}
	if len(e.Notes) != 2 || e.Notes[0].String() != first.String() || e.Notes[1].String() != second.String() {
		t.Errorf("notes: %v", e.Notes)
	}
	if want := []string{"zdmctl a", "zdmctl b", "zdmctl c"}; !slices.Equal(e.Next, want) {
		t.Errorf("next: %q, want %q", e.Next, want)
	}
	if !errors.Is(e, io.EOF) || errors.Is(e, io.ErrUnexpectedEOF) {
		t.Errorf("the cause is %v", errors.Unwrap(e))
	}
	// The text is the message only, because a cause may quote a secret.
	if want := msg.NamedTwice.With("web-01").In(msg.English); e.Error() != want {
		t.Errorf("the text is %q, want %q", e.Error(), want)
	}
}

package msg_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// An English sentence about a number has a singular for 1. The number is its last value.
func TestSingular(t *testing.T) {
	sentence := msg.N("%s: %d of %d check", "%s: %d of %d checks", "%s: 점검 %[3]d개 중 %[2]d개")
	for _, tt := range []struct {
		values     []any
		en, korean string
	}{
		{[]any{"a", 0, 0}, "a: 0 of 0 checks", "a: 점검 0개 중 0개"},
		{[]any{"a", 1, 1}, "a: 1 of 1 check", "a: 점검 1개 중 1개"},
		{[]any{"1", 1, int64(1)}, "1: 1 of 1 check", "1: 점검 1개 중 1개"},
		{[]any{"1", 1, 2}, "1: 1 of 2 checks", "1: 점검 2개 중 1개"},
		{[]any{"a", 1, 11}, "a: 1 of 11 checks", "a: 점검 11개 중 1개"},
	} {
		m := sentence.With(tt.values...)
		if m.String() != tt.en || m.In(msg.Korean) != tt.korean {
			t.Errorf("%v: %q, %q", tt.values, m, m.In(msg.Korean))
		}
	}
}

func TestSpan(t *testing.T) {
	for _, tt := range []struct {
		span       time.Duration
		en, korean string
	}{
		{0, "0 seconds", "0초"}, {time.Second, "1 second", "1초"}, {1999 * time.Millisecond, "1 second", "1초"}, {2 * time.Second, "2 seconds", "2초"},
		{119 * time.Second, "119 seconds", "119초"}, {2 * time.Minute, "2 minutes", "2분"}, {119 * time.Minute, "119 minutes", "119분"},
		{2 * time.Hour, "2 hours", "2시간"}, {48 * time.Hour, "2 days", "2일"},
	} {
		if m := msg.Span(tt.span); fmt.Sprint(m) != tt.en || m.In(msg.Korean) != tt.korean {
			t.Errorf("%s: %q, %q", tt.span, m, m.In(msg.Korean))
		}
	}
}

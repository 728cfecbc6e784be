package duration_test

import (
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/internal/duration"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"0": 0, "0s": 0, "90s": 90 * time.Second, "36h": 36 * time.Hour, "1.5h": 90 * time.Minute, "1d": duration.Day, "7d": 7 * duration.Day,
		"2w": 14 * duration.Day, "1w1d": 8 * duration.Day, "1d12h": 36 * time.Hour, "1w2d3h4m5s": 9*duration.Day + 3*time.Hour + 4*time.Minute + 5*time.Second,
		"106751d": 106751 * duration.Day, "0d": 0, "100000d": 100_000 * duration.Day, "90m": 90 * time.Minute, "1h30m": 90 * time.Minute,
	} {
		if got, err := duration.Parse(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", " ", "d", "w", "5", "1 d", "-1d", "-5m", "1d-5m", "+1d", "1.5d", "1D", "1d1w", "1d1d", "1h1d", "106752d", "15251w", "106751d24h", "4294967296d",
		"99999999999999999999d", "1d ", "１d", "1e3d", "0x1d", "tomorrow", "1y", "1mo", "a week", "NaNh", "-1h",
	} {
		if got, err := duration.Parse(text); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}

// A flag accepts every text that it prints.
func TestText(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "0s", 30 * time.Second: "30s", 90 * time.Second: "1m30s", 2 * time.Minute: "2m", 26 * time.Hour: "26h", duration.Day: "1d", 14 * duration.Day: "14d",
		25*time.Hour + time.Minute: "25h1m", time.Hour: "1h", time.Hour + 30*time.Second: "1h0m30s", 10 * time.Minute: "10m", time.Millisecond: "1ms",
	} {
		if got := duration.Text(d); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
		if back, err := duration.Parse(want); err != nil || back != d {
			t.Errorf("%q is read as %v, %v", want, back, err)
		}
	}
}

func TestVar(t *testing.T) {
	t.Parallel()
	flags, age := pflag.NewFlagSet("", pflag.ContinueOnError), time.Duration(0)
	duration.Var(flags, &age, "age", 26*time.Hour, "the age")
	if f := flags.Lookup("age"); age != 26*time.Hour || f.DefValue != "26h" || f.Value.Type() != "duration" {
		t.Errorf("%v, %+v", age, f)
	}
	if err := flags.Parse([]string{"--age=2w"}); err != nil || age != 14*duration.Day {
		t.Errorf("%v, %v", err, age)
	}
	if err := flags.Parse([]string{"--age=-1d"}); err == nil || age != 14*duration.Day {
		t.Errorf("%v, %v", err, age)
	}
}

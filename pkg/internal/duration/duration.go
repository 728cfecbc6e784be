// Package duration parses durations in flags and settings: 90s, 36h, 7d, 2w, 1d12h.
package duration

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// Day is the unit "d".
const Day = 24 * time.Hour

var errNone = errors.New("not a duration")

// Parse parses a duration in the form of time.ParseDuration, optionally preceded by whole weeks and
// days. It must not be negative.
func Parse(text string) (time.Duration, error) {
	rest, total := text, time.Duration(0)
	for _, unit := range []struct {
		name   string
		length time.Duration
	}{{"w", 7 * Day}, {"d", Day}} {
		number, after, given := strings.Cut(rest, unit.name)
		if !given {
			continue
		}
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil || time.Duration(n) > (math.MaxInt64-total)/unit.length {
			return 0, errNone
		}
		total, rest = total+time.Duration(n)*unit.length, after
	}
	if rest == "" && text != "" {
		return total, nil
	}
	d, err := time.ParseDuration(rest)
	if err != nil || d < 0 || d > math.MaxInt64-total {
		return 0, errNone
	}
	return total + d, nil
}

// Text formats a duration as Parse reads it: in days if they are whole, and without zero units.
func Text(d time.Duration) string {
	if d != 0 && d%Day == 0 {
		return strconv.FormatInt(int64(d/Day), 10) + "d"
	}
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-len(zero)+1]
		}
	}
	return text
}

// Var declares a flag.
func Var(flags *pflag.FlagSet, p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	flags.Var((*flag)(p), name, usage)
}

// flag implements pflag.Value.
type flag time.Duration

func (f *flag) Set(text string) error {
	d, err := Parse(text)
	if err == nil {
		*f = flag(d)
	}
	return err
}

func (f *flag) Type() string { return "duration" }

func (f *flag) String() string { return Text(time.Duration(*f)) }

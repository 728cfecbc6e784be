package plan

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	day = 24 * time.Hour

	// DefaultMaxAge is how old an image may be before it is worth a warning.
	DefaultMaxAge = MaxAge(7 * day)

	maxDays = 100_000

	stampLayout = "2006-01-02_15_04" // in an image's name: job_[2026-03-11_01_05].ZIA
	zones       = 26 * time.Hour     // between the times of day of any two zones: server times have none
)

// MaxAge is how old something may be, as a flag takes it: 7d, 36h, 90m; 0 is any age.
type MaxAge time.Duration

var errAge = errors.New("not a length of time such as 7d or 36h")

// Set reads what a flag was given.
func (m *MaxAge) Set(text string) error {
	if days, isDays := strings.CutSuffix(text, "d"); isDays {
		n, err := strconv.Atoi(days)
		if err != nil || n < 0 || n > maxDays {
			return errAge
		}
		*m = MaxAge(time.Duration(n) * day)
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return errAge
	}
	*m = MaxAge(d)
	return nil
}

// Type is what pflag calls the value.
func (m *MaxAge) Type() string { return "age" }

// String is the age as Set reads it, in days where these are whole.
func (m *MaxAge) String() string {
	d := time.Duration(*m)
	switch {
	case d%day == 0:
		return strconv.Itoa(int(d/day)) + "d"
	case d%time.Hour == 0:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	}
	return d.String()
}

// Age is a length of time in the largest unit that fits, roughly, as tables show it: 45m, 7h, 37d.
func Age(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case d < 2*day:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	}
	return strconv.Itoa(int(d/day)) + "d"
}

// created is when an image was made: as the server reports it, else by the stamp in its name. False if neither is known.
func created(i zdm.ImageFile, zone *time.Location) (time.Time, bool) {
	if at, ok := i.CreatedAt.Time(zone); ok {
		return at, true
	}
	name := string(i.Name)
	opened, closed := strings.LastIndexByte(name, '['), strings.LastIndexByte(name, ']')
	if opened < 0 || closed < opened {
		return time.Time{}, false
	}
	at, err := time.ParseInLocation(stampLayout, name[opened+1:closed], zone)
	return at, err == nil
}

// age is how old something is now. What lies a little ahead is new: the server's clock may be in another zone.
func age(now, at time.Time) (time.Duration, bool) {
	d := now.Sub(at)
	return max(0, d), d > -zones
}

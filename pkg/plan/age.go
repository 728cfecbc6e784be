package plan

import (
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	// DefaultMaxAge is the age from which an image gets a warning.
	DefaultMaxAge = 7 * duration.Day

	stampLayout = "2006-01-02_15_04" // in an image's name: job_[2026-03-11_01_05].ZIA
	// maximum difference between time zones, because server times have none
	zones = 26 * time.Hour
)

// Age formats a duration for tables, rounded to the largest unit: 45m, 7h, 37d.
func Age(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case d < 2*duration.Day:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	}
	return strconv.Itoa(int(d/duration.Day)) + "d"
}

// created returns when an image was created: the server's time, or else the stamp in its name. It
// returns false if neither is known.
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

// MadeAt returns when an image was created: as the server reports it, or else the stamp in its
// name. It returns "" if neither is known.
func MadeAt(i zdm.ImageFile) string {
	if at, stamped := created(zdm.ImageFile{Name: i.Name}, time.UTC); stamped && i.CreatedAt.None() {
		return at.Format(time.DateTime)
	}
	return value(i.CreatedAt)
}

// When returns when an image was created: as the server reports it, or else the stamp in its name.
// It returns "" if neither is known.
func (i *Image) When() string {
	return MadeAt(zdm.ImageFile{Name: zdm.Text(i.Name), CreatedAt: zdm.Text(i.Created)})
}

// age returns the age at now. A time in the near future has age 0, because the server's clock may
// be in another zone.
func age(now, at time.Time) (time.Duration, bool) {
	d := now.Sub(at)
	return max(0, d), d > -zones
}

package report

import (
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The range of time zones: from 12 hours behind UTC to 14 hours ahead.
const (
	farthestBehind = -12 * time.Hour
	farthestAhead  = 14 * time.Hour
)

// imageSlack is how far the server's clock may be ahead before the time of an image counts as
// unknown.
const imageSlack = time.Hour

// elapsedSlack is the tolerated difference between the server's own duration of a run and the
// observed one. Polls are up to ten seconds apart, and servers round to whole intervals.
const elapsedSlack = time.Minute

// bounds are a lower and an upper bound of a duration. nil means unknown.
type bounds struct{ min, max *time.Duration }

func seconds(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	return new(int64(d.Round(time.Second) / time.Second))
}

// duration is the inverse of seconds.
func duration(seconds *int64) *time.Duration {
	if seconds == nil {
		return nil
	}
	return new(time.Duration(*seconds) * time.Second)
}

// Took returns bounds of the duration of the recovery. The upper bound starts at the last poll
// before it was running and ends at the first that showed its end. The lower bound spans the polls
// that showed it running.
func (r *Recovery) Took() (least, most *time.Duration) {
	if r.Start.By != nil && r.End.After != nil {
		least = length(*r.Start.By, *r.End.After)
	}
	if r.Start.After != nil && r.End.By != nil {
		most = length(*r.Start.After, *r.End.By)
	}
	if least != nil {
		least = larger(plus(least, -r.jump), new(time.Duration))
	}
	return least, plus(most, r.jump)
}

func length(from, to time.Time) *time.Duration { return new(max(0, to.Sub(from))) }

// plus moves a bound by how far a clock was set.
func plus(d *time.Duration, by time.Duration) *time.Duration {
	if d == nil {
		return nil
	}
	return new(*d + by)
}

// verdict compares bounds with an objective in seconds. 0 means none is set.
func verdict(target int64, b bounds) string {
	limit := time.Duration(target) * time.Second
	switch {
	case target == 0:
		return NotSet
	case b.max != nil && *b.max <= limit:
		return Met
	case b.min != nil && *b.min > limit:
		return Missed
	}
	return Undetermined
}

// recoveryTime returns bounds of the time from T0 to the end of the last recovery. They are unknown
// unless all recoveries are complete; unknown lists those that are not.
func (d *Document) recoveryTime() (b bounds, unknown []string) {
	for _, r := range d.All() {
		switch {
		case r.Result == Skipped:
		case r.Result != Complete || r.End.By == nil:
			unknown = append(unknown, r.Job)
		default:
			most := r.End.By.Sub(d.Times.Since)
			if most < 0 { // a clock was set back by an unknown amount
				unknown = append(unknown, r.Job)
				continue
			}
			b.max = larger(b.max, new(most+r.jump))
			if r.End.After != nil {
				b.min = larger(b.min, new(max(0, r.End.After.Sub(d.Times.Since)-r.jump)))
			}
		}
	}
	if len(unknown) > 0 {
		return bounds{}, unknown
	}
	return b, nil
}

// recoveryPoint returns bounds of the age of the oldest image. If the age of some recoveries is
// unknown, there is no upper bound, and the others determine the lower one.
func (d *Document) recoveryPoint() (b bounds, unknown []string) {
	for _, r := range d.All() {
		if r.Result == Skipped {
			continue
		}
		own, known := r.age()
		b.min = larger(b.min, own.min)
		b.max = larger(b.max, own.max)
		if !known || r.Result != Complete && d.Report.Kind != KindReadiness {
			unknown = append(unknown, r.Job)
		}
	}
	if len(unknown) > 0 {
		b.max = nil
	}
	return b, unknown
}

// age returns bounds of the age of the recovery's oldest image at T0. known is false if the age of
// an image is unknown.
func (r *Recovery) age() (b bounds, known bool) {
	known = len(r.Partitions) > 0
	for _, p := range r.Partitions {
		if p.Image == nil || p.Image.AgeMin == nil {
			known = false
			continue
		}
		b.min, b.max = larger(b.min, duration(p.Image.AgeMin)), larger(b.max, duration(p.Image.AgeMax))
	}
	return b, known
}

func larger(a, b *time.Duration) *time.Duration {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// spread returns the time between the oldest and the newest image of the run, or nil if there are
// no two comparable images. The server's time zone does not affect it.
func (d *Document) spread() *time.Duration {
	var times []time.Time
	local := 0
	for _, r := range d.All() {
		for _, p := range r.Partitions {
			if p.Image == nil || p.Image.CreatedAt == nil || r.Result == Skipped {
				continue
			}
			at, zoned, ok := created(*p.Image.CreatedAt)
			if !ok {
				return nil
			}
			if times = append(times, at); !zoned {
				local++
			}
		}
	}
	if len(times) < 2 || local != 0 && local != len(times) {
		return nil
	}
	return length(slices.MinFunc(times, time.Time.Compare), slices.MaxFunc(times, time.Time.Compare))
}

// created parses the creation time of an image. zoned reports whether the text has a time zone.
// Otherwise the time is interpreted as UTC.
func created(text string) (at time.Time, zoned, ok bool) {
	if at, err := time.Parse(time.RFC3339, strings.TrimSpace(text)); err == nil {
		return at, true, at.After(time.Unix(0, 0))
	}
	at, ok = zdm.Text(text).Time(time.UTC)
	return at, false, ok && at.After(time.Unix(0, 0)) // some languages serialize a zero time as the year 1
}

// ages returns bounds of the age of an image at T0. Without a zone, they are 26 hours apart. The
// age is unknown if the creation time is after until, which is impossible.
func ages(text string, since, until time.Time, zone *Zone) (b bounds, basis *string) {
	at, zoned, ok := created(text)
	if !ok {
		return b, nil
	}
	exact := func(at time.Time, by string) (bounds, *string) {
		if at.After(until) {
			return b, nil
		}
		age := since.Sub(at)
		return bounds{&age, &age}, &by
	}
	switch {
	case zoned:
		return exact(at, "value")
	case zone != nil:
		offset, err := time.Parse("-07:00", zone.Offset)
		if err != nil {
			return b, nil
		}
		_, ahead := offset.Zone()
		return exact(at.Add(-time.Duration(ahead)*time.Second), zone.Basis)
	}
	if at.Add(-farthestAhead).After(until) {
		return b, nil
	}
	least, most := since.Sub(at.Add(-farthestBehind)), since.Sub(at.Add(-farthestAhead))
	return bounds{&least, &most}, nil
}

// zone returns the zone of the server's times from the best source, or nil if it is unknown.
func (f *fold) zone() *Zone {
	for _, basis := range []string{journal.ZoneTimestamp, journal.ZoneDate, journal.ZoneJobStart, journal.ZoneStated} {
		for _, r := range f.clocks {
			if r.Clock.Zone != "" && r.Clock.ZoneBasis == basis {
				return &Zone{r.Clock.Zone, basis}
			}
		}
	}
	if last := f.run(); last.Zone != "" {
		return &Zone{last.Zone, journal.ZoneStated}
	}
	return nil
}

// run returns the latest parameters of the run, or the zero value if there is no run.
func (f *fold) run() journal.Run {
	if len(f.runs) == 0 {
		return journal.Run{}
	}
	return *f.runs[len(f.runs)-1].Run
}

// elapsed parses a duration as HH:MM:SS.
func elapsed(text string) (time.Duration, bool) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) != 3 {
		return 0, false
	}
	d, err := time.ParseDuration(parts[0] + "h" + parts[1] + "m" + parts[2] + "s")
	return d, err == nil && d >= 0
}

// differs reports whether the server's own duration of the run contradicts the observed bounds.
func (r *Recovery) differs() bool {
	if r.Reported.Elapsed == nil {
		return false
	}
	own, ok := elapsed(*r.Reported.Elapsed)
	least, most := r.Took()
	return ok && (least != nil && own < *least-elapsedSlack || most != nil && own > *most+elapsedSlack)
}

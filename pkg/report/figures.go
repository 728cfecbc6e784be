package report

import (
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
	n := int64(d.Round(time.Second) / time.Second)
	return &n
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
		least = larger(shorter(least, r.jump), new(time.Duration))
	}
	return least, longer(most, r.jump)
}

func length(from, to time.Time) *time.Duration {
	d := max(0, to.Sub(from))
	return &d
}

// shorter and longer widen bounds by how far a clock was set.
func shorter(d *time.Duration, by time.Duration) *time.Duration {
	if d == nil || by == 0 {
		return d
	}
	n := *d - by
	return &n
}

func longer(d *time.Duration, by time.Duration) *time.Duration {
	if d == nil || by == 0 {
		return d
	}
	n := *d + by
	return &n
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
	for _, r := range d.recoveries() {
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
			b.max = larger(b.max, longer(&most, r.jump))
			if r.End.After != nil {
				least := r.End.After.Sub(d.Times.Since)
				b.min = larger(b.min, larger(shorter(&least, r.jump), new(time.Duration)))
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
	for _, r := range d.recoveries() {
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

// Age returns bounds of the age of the recovery's oldest image at T0. known is false if the age of
// an image is unknown.
func (r *Recovery) Age() (least, most *time.Duration, known bool) {
	b, known := r.age()
	return b.min, b.max, known
}

func (r *Recovery) age() (b bounds, known bool) {
	known = len(r.Partitions) > 0
	for _, p := range r.Partitions {
		if p.Image == nil || p.Image.AgeMin == nil {
			known = false
			continue
		}
		least, most := time.Duration(*p.Image.AgeMin)*time.Second, time.Duration(*p.Image.AgeMax)*time.Second
		b.min, b.max = larger(b.min, &least), larger(b.max, &most)
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
func spread(waves []Wave) *time.Duration {
	var oldest, newest time.Time
	local, n := 0, 0
	for _, wave := range waves {
		for _, r := range wave.Recoveries {
			for _, p := range r.Partitions {
				if p.Image == nil || p.Image.CreatedAt == nil || r.Result == Skipped {
					continue
				}
				at, zoned, ok := created(*p.Image.CreatedAt)
				if !ok {
					return nil
				}
				if n++; !zoned {
					local++
				}
				if oldest.IsZero() || at.Before(oldest) {
					oldest = at
				}
				if at.After(newest) {
					newest = at
				}
			}
		}
	}
	if n < 2 || local != 0 && local != n {
		return nil
	}
	return length(oldest, newest)
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
	var best *Zone
	rank := func(z *Zone) int {
		for i, basis := range []string{journal.ZoneTimestamp, journal.ZoneDate, journal.ZoneJobStart, journal.ZoneStated} {
			if z != nil && z.Basis == basis {
				return i
			}
		}
		return 9
	}
	for _, r := range f.clocks {
		if z := (&Zone{r.Clock.Zone, r.Clock.ZoneBasis}); z.Offset != "" && rank(z) < rank(best) {
			best = z
		}
	}
	if last := f.run(); best == nil && last.Zone != "" {
		best = &Zone{last.Zone, journal.ZoneStated}
	}
	return best
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

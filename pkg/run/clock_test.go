package run_test

import (
	"context"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/run"
)

// A response shows the server's zone only by an offset or by its difference from Date: a timestamp
// with Z shows nothing about the data. Without either, the first start shows the zone.
func TestClock(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, timestamp string
		date            time.Duration // HTTP Date minus this clock; -1h for no Date
		zone, basis     string
		offset, most    float64
	}{
		{"an offset", "2026-03-11T21:00:00.000+09:00", 0, "+09:00", journal.ZoneTimestamp, 0.4, 0.6},
		{"another offset", "2026-03-11T06:30:00-05:30", 0, "-05:30", journal.ZoneTimestamp, 0.4, 0.6},
		{"local text", "2026-03-11 21:00:01", 0, "+09:00", journal.ZoneDate, 0.4, 0.6},
		{"local text, and skew", "2026-03-11 21:05:01", 5 * time.Minute, "+09:00", journal.ZoneDate, 300.4, 0.6},
		{"a quarter of an hour", "2026-03-11 17:45:30", 0, "+05:45", journal.ZoneDate, 0.4, 0.6},
		{"Z", "2026-03-11T12:00:00.000Z", 0, "+00:00", journal.ZoneJobStart, 0.4, 0.6},
		{"too far from a quarter", "2026-03-11 21:05:00", 0, "+00:00", journal.ZoneJobStart, 0.4, 0.6},
		{"farther than any zone", "2026-03-13 21:00:00", 0, "+00:00", journal.ZoneJobStart, 0.4, 0.6},
		{"local text, no Date", "2026-03-11 21:00:01", -time.Hour, "+00:00", journal.ZoneJobStart, 0, 0},
		{"nothing", "", -time.Hour, "+00:00", journal.ZoneJobStart, 0, 0},
		{"no time", "yesterday", 0, "+00:00", journal.ZoneJobStart, 0.4, 0.6},
	} {
		s := newFixture(t)
		r := s.run(waves([]int{1}), func(c *run.Config) {
			c.Probe = func(context.Context) (run.Probe, error) {
				p := run.Probe{Sent: noon, Received: noon.Add(200 * time.Millisecond), Timestamp: tt.timestamp, Generation: "3.0"}
				if tt.date != -time.Hour {
					p.Date = noon.Add(tt.date)
				}
				return p, nil
			}
		})
		var clock journal.Clock
		zone, basis := "", ""
		for _, record := range r.records {
			if record.Event != journal.ClockRead {
				continue
			}
			if clock.API == "" {
				clock = *record.Clock
			}
			if zone == "" {
				zone, basis = record.Clock.Zone, record.Clock.ZoneBasis
			}
		}
		if r.err != nil || zone != tt.zone || basis != tt.basis || clock.Offset != tt.offset && tt.most > 0 || clock.PlusMinus != tt.most && tt.most > 0 {
			t.Errorf("%s: %s by %s, %+v, %v", tt.name, zone, basis, clock, r.err)
		}
	}
}

package run

import (
	"context"
	"math"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Probe holds a response that shows the server's clock and time zone.
type Probe struct {
	Sent, Received time.Time // by this machine's clock
	Date           time.Time // from the response's HTTP header, in seconds; zero if it has none
	Timestamp      string    // from the response's envelope, unparsed
	Generation     string    // "3.0", "2", or "" if unknown
}

// readClock records the server's clock as one call shows it.
func (r *Run) readClock(ctx context.Context) {
	r.clockAt = r.Now()
	if r.Probe == nil {
		return
	}
	p, err := r.Probe(ctx)
	if !r.heard(ctx, err) {
		return
	}
	read := p.clock()
	r.zoned = r.zoned || read.Zone != ""
	r.ahead = time.Duration(read.Offset * float64(time.Second))
	if read != (journal.Clock{}) {
		_ = r.add(false, journal.Record{Event: journal.ClockRead, At: p.Received, Clock: &read})
	}
}

// clock derives the server's clock from a probe.
func (p Probe) clock() journal.Clock {
	read := journal.Clock{API: p.Generation}
	if !p.Date.IsZero() {
		took := p.Received.Sub(p.Sent)
		middle := p.Sent.Add(took / 2)
		// A Date is truncated to the second, so on average the time is half a second later.
		read.Offset = round(p.Date.Add(time.Second / 2).Sub(middle).Seconds())
		read.PlusMinus = round(took.Seconds()/2 + 0.5)
	}
	if zone, basis := p.zone(); zone != "" {
		read.Zone, read.ZoneBasis = zone, basis
	}
	return read
}

func round(seconds float64) float64 { return math.Round(seconds*1000) / 1000 }

// zone returns the zone of the server's zone-less times, derived from the response's timestamp. It
// is the timestamp's offset, unless that is Z, which servers write whatever the zone of their data
// is. Without an offset, it is the difference between the timestamp and the Date of the same
// response.
func (p Probe) zone() (zone, basis string) {
	if at, err := time.Parse(time.RFC3339, p.Timestamp); err == nil {
		if n := len(p.Timestamp); p.Timestamp[n-1] == 'Z' || p.Timestamp[n-1] == 'z' {
			return "", ""
		}
		return at.Format("-07:00"), journal.ZoneTimestamp
	}
	local, ok := zdm.Text(p.Timestamp).Time(time.UTC)
	if !ok || p.Date.IsZero() {
		return "", ""
	}
	return offsetOf(local.Sub(p.Date)), journal.ZoneDate
}

// zoneSlack is the maximum inaccuracy of times from which a zone is derived.
const zoneSlack = 2 * time.Minute

// offsetOf converts a difference of clocks to a zone, rounded to a quarter of an hour. It returns
// "" if the difference is too far from that.
func offsetOf(difference time.Duration) string {
	const quarter = 15 * time.Minute
	rounded := difference.Round(quarter)
	if (difference-rounded).Abs() > zoneSlack || rounded.Abs() > 14*time.Hour {
		return ""
	}
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", int(rounded.Seconds()))).Format("-07:00")
}

// learnZone derives the zone from a recovery that this run started: the start time that the server
// reports, minus the observed one.
func (r *Run) learnZone(it *item, last *journal.State) {
	if r.zoned || it.origin != journal.Started || it.sent.IsZero() || it.seen.Sub(it.sent) > zoneSlack {
		return
	}
	local, ok := zdm.Text(last.Start).Time(time.UTC)
	if !ok {
		return
	}
	if zone := offsetOf(local.Sub(it.sent.UTC().Add(r.ahead))); zone != "" {
		r.zoned = true
		_ = r.add(false, journal.Record{Event: journal.ClockRead, Clock: &journal.Clock{Zone: zone, ZoneBasis: journal.ZoneJobStart}})
	}
}

// reasonOf returns why a recovery failed, in the server's words.
func reasonOf(state watch.State, row zdm.History) msg.Message {
	for _, p := range state.Parts {
		if why := p.Problem(); !why.IsZero() {
			return msg.Reason.With(p.Name, why)
		}
	}
	for _, text := range []string{state.Reason, string(row.Result.Description), state.Status} {
		if text != "" {
			return msg.Verbatim.With(text)
		}
	}
	return msg.WatchEndedUnknown.With(state.Name)
}

package journal

import (
	"math"
	"slices"
	"time"
)

// Limits of valid values.
const (
	maxObjective = int64(math.MaxInt64 / time.Second) // seconds; more do not fit a time.Duration
	maxOffset    = 1e9                                // seconds
	maxCode      = 255                                // maximum exit code of a process
)

// isValid reports whether a record has a known event and the fields that this requires, with
// plausible values.
// The hashes of a journal are not a signature, so a line with a correct hash can contain anything.
func (r *Record) isValid() bool {
	if r.Code < 0 || r.Code > maxCode {
		return false
	}
	switch r.Event {
	case Send, Update, WaveEvent, Gap, Decision:
		return true
	case Start, Observed, ImageUsed:
		return r.Job != "" && r.isOfRecovery()
	case RunBegins:
		return r.Run != nil && r.Run.isValid()
	case End:
		return r.Job != "" || slices.Contains([]string{Complete, Failed, Interrupted}, r.Outcome)
	case ClockRead:
		return r.Clock != nil && r.Clock.isValid()
	}
	return false
}

// isOfRecovery reports whether a record has the fields that an event about a recovery requires.
func (r *Record) isOfRecovery() bool {
	switch r.Event {
	case Start:
		return r.State != nil || r.Outcome != ""
	case Observed:
		return r.State != nil && slices.Contains([]string{"", Complete, Failed, Canceled, Unknown}, r.State.Result)
	}
	return r.Image != nil
}

func (c *Clock) isValid() bool {
	return math.Abs(c.Offset) <= maxOffset && c.PlusMinus >= 0 && c.PlusMinus <= maxOffset
}

func (r *Run) isValid() bool {
	within := func(objective int64) bool { return objective >= 0 && objective <= maxObjective }
	if !slices.Contains([]string{"", KindDrill, KindRecovery}, r.Kind) || !within(r.RTO) || !within(r.RPO) || r.Since.Before(time.Unix(0, 0)) || r.Since.Year() > 9999 {
		return false
	}
	waves, jobs := map[string]bool{}, map[string]bool{}
	for _, wave := range r.Waves {
		if waves[wave.Name] {
			return false
		}
		waves[wave.Name] = true
	}
	for _, one := range r.All() {
		if one.Job == "" || jobs[one.Job] {
			return false
		}
		jobs[one.Job] = true
	}
	return true
}

package journal

import (
	"math"
	"slices"
	"time"
)

// The most that anybody writes.
const (
	maxObjective = 300 * 365 * 24 * 3600 // seconds, more than a duration holds
	maxOffset    = 1e9                   // seconds
	maxCode      = 255                   // of a process
)

// isWhole reports whether a record has what its event is about, with values that can be. The hashes
// of a journal are no signature, so a line that fits them may be anything.
func (r *Record) isWhole() bool {
	if r.Code < 0 || r.Code > maxCode {
		return false
	}
	switch r.Event {
	case Start, Observed, ImageUsed:
		return r.Job != "" && r.isOfRecovery()
	case RunBegins:
		return r.Run != nil && r.Run.isWhole()
	case End:
		return r.Job != "" || slices.Contains([]string{Complete, Failed, Interrupted}, r.Outcome)
	case ClockRead:
		return r.Clock != nil && r.Clock.isWhole()
	}
	return true
}

// isOfRecovery reports whether a record has what its event reports of a recovery.
func (r *Record) isOfRecovery() bool {
	switch r.Event {
	case Start:
		return r.State != nil || r.Outcome != ""
	case Observed:
		return r.State != nil && slices.Contains([]string{"", Complete, Failed, Canceled, Unknown}, r.State.Result)
	}
	return r.Image != nil
}

func (c *Clock) isWhole() bool {
	return math.Abs(c.Offset) <= maxOffset && c.PlusMinus >= 0 && c.PlusMinus <= maxOffset
}

func (r *Run) isWhole() bool {
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
		for _, one := range wave.Recoveries {
			if one.Job == "" || jobs[one.Job] {
				return false
			}
			jobs[one.Job] = true
		}
	}
	return true
}

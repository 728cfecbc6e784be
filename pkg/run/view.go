package run

import (
	"time"

	"github.com/zdmctl/zdmctl/pkg/watch"
)

// View is the state of a run, for display.
type View struct {
	At      time.Time
	Since   time.Time // T0
	Wave    int       // the one that runs
	Waves   []WaveView
	Silent  time.Time // when the last response arrived; zero while the server responds
	Journal string
}

// WaveView is the state of a wave.
type WaveView struct {
	Name  string
	Items []ItemView
}

// ItemView is the state of a recovery.
type ItemView struct {
	Job     string
	Result  string // when it is over
	Blocked string // the recovery that its target is busy with
	Started bool
	Percent int
	Begun   time.Time   // when it was first observed running; zero: not yet
	Unseen  time.Time   // since when the server answers, but does not show it; zero: it does
	State   watch.State // the last look
}

// show reports the state of the run.
func (r *Run) show(w int) {
	if r.Show == nil {
		return
	}
	v := View{At: r.Now(), Since: r.past.run.Since, Wave: w, Journal: r.Journal, Waves: make([]WaveView, len(r.waves))}
	if r.silent {
		v.Silent = r.lastHeard
	}
	for i, wave := range r.waves {
		v.Waves[i].Name = wave.Name
	}
	for _, it := range r.items {
		wave := &v.Waves[it.wave]
		wave.Items = append(wave.Items, ItemView{
			Job: it.name(), Result: it.result, Blocked: it.blocked, Started: it.stage >= starting, Percent: percentOf(it.state), Begun: it.sent, Unseen: it.unseen, State: it.state,
		})
	}
	r.Show(v)
}

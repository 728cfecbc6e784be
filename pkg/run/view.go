package run

import (
	"time"

	"github.com/zdmctl/zdmctl/pkg/watch"
)

// View is the state of a run, for display.
type View struct {
	At      time.Time
	Since   time.Time // T0
	Wave    int       // index of the running wave
	Waves   []WaveView
	Silent  time.Time // last response; zero while the server responds
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
	Result  string // set when it is over
	Blocked string // the recovery that keeps the target busy
	Started bool
	Percent int
	Begun   time.Time   // when it was first observed running; zero if it was not
	Unseen  time.Time   // since when the server answers without showing its state; or zero
	State   watch.State // from the last poll
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

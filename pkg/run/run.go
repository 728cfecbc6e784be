// Package run runs recoveries in waves. It registers those that do not exist, starts those that are
// registered, and follows all recoveries of a wave before the next wave starts.
//
// The journal is the model. A request is recorded durably before it is sent, and observations are
// recorded as well. Resuming, the view on a terminal and the report all derive from these records.
// A run never stops a recovery, and never sends a start twice.
package run

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Wave is a group of recoveries that run in parallel.
type Wave struct {
	Name     string
	Requests []*zdm.RecoveryRequest // each with a jobName that is unique among all waves
	// Elsewhere holds the requests of the wave that belong to other shards. They are compared with
	// the others and recorded, but never sent.
	Elsewhere []*zdm.RecoveryRequest
}

func (w *Wave) all() []*zdm.RecoveryRequest { return slices.Concat(w.Requests, w.Elsewhere) }

// Config holds the parameters of a run.
type Config struct {
	*register.Registrar

	Plan     journal.Run      // kind, objectives, tool and T0; a zero Since means the start of the run
	Journal  string           // path; "" means check only
	Past     []journal.Record // content of a journal that is only read
	Through  string           // last wave to run; "" means all
	Restart  string           // "", RestartFailed or RestartAll
	Strict   bool             // treats warnings of a plan as errors
	Skip     []string         // names of recoveries to leave out
	Parallel int              // maximum number of active recoveries of a wave; 0 means all
	Timeout  time.Duration
	Center   string // owner of the recoveries; "" if none was specified

	Say    func(msg.Message) string // renders a message in the language of the run
	Probe  func(context.Context) (Probe, error)
	Record func(journal.Record) // receives each record after it is added; may be nil
	Show   func(View)           // receives the state after each round of polls; may be nil
}

// Values of Config.Restart: restart the recoveries that failed, or all that have ended. Of those
// that this journal started, only failed ones are restarted.
const (
	RestartFailed = "failed"
	RestartAll    = "all"
)

const (
	callsAtATime  = 8
	visibleWithin = 10 * time.Second // longest time until a registered recovery is visible
	loginWithin   = 10 * time.Minute // longest wait for a login in another process
	clockEvery    = time.Hour
	busyPause     = 10 * time.Second // after the server refused a start because of a busy target
	refusedFor    = 2 * time.Minute  // how long a failed lookup of a recovery is repeated
	unseenFor     = 30 * time.Minute // until the result of a recovery that is not shown is unknown
	firstPause    = time.Second      // between the first polls
	longestPause  = 10 * time.Second
)

// Run is a run of waves.
type Run struct {
	Config
	waves   []Wave
	items   []*item
	others  []*item        // of other shards, with unknown states
	journal *apply.Journal // nil means check only
	past    *past
	// restated holds decisions about the run as a whole, to be written when it begins.
	restated []journal.Record
	images   imageTimes

	now0      time.Time     // start of this process
	lastHeard time.Time     // last response; zero before the first
	silent    bool          // no response since lastHeard
	denied    time.Time     // when the token was first refused; zero if it is accepted
	clockAt   time.Time     // last reading of the server's clock
	ahead     time.Duration // server's clock minus this machine's, if known; else 0
	zoned     bool          // the zone is known from a better source than a job's start
	fault     error         // fault of this machine that ends the run
	halted    *exit.Error   // why the run has stopped, or nil
	held      *exit.Error   // why nothing more is started, or nil; see hold
}

// New opens the journal and applies the records of earlier runs. The error is an *exit.Error. The
// caller must call Close.
func New(waves []Wave, config Config) (*Run, error) {
	r := &Run{Config: config, waves: waves, now0: config.Now(), past: newPast()}
	if err := r.check(); err != nil {
		return nil, err
	}
	var requests []apply.Request
	for w, wave := range waves {
		for i, request := range wave.all() {
			it, err := newItem(w, request)
			switch {
			case err != nil:
				return nil, err
			case i < len(wave.Requests):
				r.items, requests = append(r.items, it), append(requests, it.send)
			default:
				r.others = append(r.others, it)
			}
		}
	}
	if config.Journal != "" {
		opened, err := apply.OpenJournal(config.Journal, config.Client.Base(), requests, false, r.past.take)
		if err != nil {
			return nil, err
		}
		r.journal = opened
	}
	for _, record := range config.Past {
		r.past.take(record)
	}
	if err := r.resume(); err != nil {
		_ = r.Close()
		return nil, err
	}
	return r, nil
}

// Close makes the journal durable and releases it.
func (r *Run) Close() error {
	if r.journal == nil {
		return nil
	}
	return r.journal.Close()
}

// Records returns all records of the journal, including those of earlier runs.
func (r *Run) Records() []journal.Record { return r.past.records }

// add appends records to the journal. If durable is set, they survive a crash when it returns nil.
// An error ends the run.
func (r *Run) add(durable bool, records ...journal.Record) error {
	for i := range records {
		if records[i].At.IsZero() {
			records[i].At = r.Now()
		}
	}
	if r.journal != nil {
		if err := r.journal.Add(durable, records...); err != nil {
			if r.fault == nil {
				r.fault = err
			}
			return err
		}
	}
	for _, record := range records {
		r.keep(record)
	}
	return nil
}

// keep applies a record that is in the journal.
func (r *Run) keep(record journal.Record) {
	r.past.take(record)
	if r.Record != nil {
		r.Record(record)
	}
}

// note records a decision about a job.
func (r *Run) note(what, job string, m msg.Message) {
	_ = r.add(false, r.decision(what, job, m))
}

func (r *Run) decision(what, job string, m msg.Message) journal.Record {
	return journal.Record{Event: journal.Decision, What: what, Job: job, Detail: r.Say(m)}
}

// Go runs the waves. The error is a fault of this machine. The records show the result of the run.
func (r *Run) Go(ctx context.Context) error {
	if err := r.begin(ctx); err != nil {
		return err
	}
	for w := range r.waves {
		if !r.wave(ctx, w) || r.Through == r.waves[w].Name {
			break
		}
	}
	if ctx.Err() == nil {
		r.readClock(ctx)
	}
	return r.end(ctx)
}

// wave runs a wave, and reports whether the next one may start.
func (r *Run) wave(ctx context.Context, w int) bool {
	items := r.of(w)
	if r.add(false, journal.Record{Event: journal.WaveEvent, Wave: r.waves[w].Name}) != nil {
		return false
	}
	for round := 0; ; round++ {
		before := r.begun(items)
		r.advance(ctx, items)
		r.look(ctx, items)
		r.show(w)
		switch {
		case r.stopped(ctx):
			return false
		case r.held != nil && !slices.ContainsFunc(items, (*item).isActive):
			return false
		case allOver(items):
			result := journal.Complete
			if !allGood(items) {
				result = journal.Failed
			}
			return r.add(true, journal.Record{Event: journal.WaveEvent, Wave: r.waves[w].Name, Outcome: result}) == nil && result == journal.Complete
		case r.Timeout > 0 && r.Now().Sub(r.now0) >= r.Timeout:
			r.halt(exit.New(exit.Deadline, msgDeadline.With(r.Timeout)))
			return false
		case r.begun(items) > before:
			round = 0
		}
		if r.Now().Sub(r.clockAt) >= clockEvery {
			r.readClock(ctx)
		}
		if r.Pause(ctx, r.pause(round)) != nil {
			return false
		}
	}
}

// pause returns the time to wait after a round. It grows from round to round until something
// starts.
func (r *Run) pause(round int) time.Duration {
	wait := firstPause
	for ; round > 0 && wait < longestPause; round-- {
		wait += wait / 4
	}
	wait = min(wait, longestPause)
	if r.Timeout > 0 {
		wait = max(0, min(wait, r.Timeout-r.Now().Sub(r.now0)))
	}
	return wait
}

// halt ends the run for a reason that concerns more than one recovery. Recoveries that are running
// continue on the server.
func (r *Run) halt(e *exit.Error) { r.halted = cmp.Or(r.halted, e) }

// hold prevents further starts. Running recoveries are followed to their end.
func (r *Run) hold(e *exit.Error) { r.held = cmp.Or(r.held, e) }

// mayStart reports whether more recoveries may be started.
func (r *Run) mayStart(ctx context.Context) bool { return r.held == nil && !r.stopped(ctx) }

func (r *Run) stopped(ctx context.Context) bool {
	return r.halted != nil || r.fault != nil || ctx.Err() != nil
}

// end records the result of the run.
func (r *Run) end(ctx context.Context) error {
	last := journal.Record{Event: journal.End, Outcome: journal.Complete}
	if r.silent && r.fault == nil {
		_ = r.add(false, journal.Record{Event: journal.Gap, What: journal.NoAnswer, From: r.lastHeard, At: r.Now()})
	}
	switch why := cmp.Or(r.halted, r.held); {
	case r.fault != nil:
		return r.fault
	case ctx.Err() != nil:
		last.Outcome = journal.Interrupted
	case why != nil:
		last.Outcome, last.Code, last.Detail = journal.Failed, why.Code, r.Say(why.Message)
	case !allGood(r.reached()):
		last.Outcome = journal.Failed
	}
	return r.add(true, last)
}

// reached returns the recoveries of the waves up to Through.
func (r *Run) reached() (items []*item) {
	for w, wave := range r.waves {
		items = append(items, r.of(w)...)
		if wave.Name == r.Through {
			break
		}
	}
	return items
}

// of returns the recoveries of a wave.
func (r *Run) of(w int) (items []*item) {
	for _, it := range r.items {
		if it.wave == w {
			items = append(items, it)
		}
	}
	return items
}

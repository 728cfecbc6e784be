package run

import (
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// stage is the progress of a recovery within a run.
type stage int

const (
	fresh    stage = iota // to be registered, or found
	waiting               // exists and is to be started
	starting              // a start was sent and is not visible yet
	running               // observed running
	over                  // it has a result
)

// item is a recovery of a run.
type item struct {
	wave    int
	request *zdm.RecoveryRequest // with autoStart: use
	send    apply.Request
	onto    target
	source  string // whose images it restores; of a request from images once the server shows it, else ""

	stage     stage
	result    string           // when over: a result of the journal, or journal.Skipped
	restart   bool             // it ended before, and is to be restarted
	lacking   bool             // partially registered
	named     bool             // the images are known from the server
	blocked   string           // the recovery that its target is busy with, "" for none
	next      time.Time        // before then it is not tried
	refused   time.Time        // since when a call that it needs fails, while the server answers others
	decisions []journal.Record // to be recorded when the run starts
	planned   []journal.Image  // likewise

	id      string
	history string // id of the newest history row before the start; "" if none or unknown
	before  string // the job's start time as the server showed it before the start

	seen     time.Time // the first look that showed it running
	unseen   time.Time // since when the server answers, but does not show its state
	noted    bool      // that it is in the journal
	sent     time.Time // when the start was announced, zero: not by this journal
	until    time.Time // when a start that was sent must be visible
	origin   string
	lastLook time.Time // the last poll that showed a state before that of the next record
	follower *watch.Follower
	state    watch.State
	ended    time.Time // when the end was first observed, while a history row is awaited
	after    time.Time // the last look before that
}

func newItem(wave int, asked *zdm.RecoveryRequest) (*item, error) {
	request := *asked
	request.AutoStart = zdm.Use
	body, err := request.Body()
	if err != nil {
		return nil, err
	}
	return &item{wave: wave, request: &request, source: request.Source, onto: targetOf(&request), send: apply.Request{Name: request.JobName, Target: request.Target, Body: body}}, nil
}

func (it *item) name() string { return it.request.JobName }

// shown adds what an existing recovery shows of itself.
func (it *item) shown(there *zdm.Recovery) {
	it.id = string(there.Job.Info.ID)
	if it.source == "" && !there.System.Source.Name.None() {
		it.source = string(there.System.Source.Name)
	}
}

// finish sets the result.
func (it *item) finish(result string) { it.stage, it.result, it.blocked = over, result, "" }

// isActive reports whether it was started and has not ended.
func (it *item) isActive() bool { return it.stage == starting || it.stage == running }

// good reports whether the next wave may follow it.
func (it *item) good() bool {
	return it.stage == over && (it.result == journal.Complete || it.result == journal.Skipped)
}

func allOver(items []*item) bool {
	return !slices.ContainsFunc(items, func(it *item) bool { return it.stage != over })
}

func allGood(items []*item) bool {
	return !slices.ContainsFunc(items, func(it *item) bool { return !it.good() })
}

// begun returns how many recoveries are past their registration.
func (r *Run) begun(items []*item) (n int) {
	for _, it := range items {
		if it.stage >= starting {
			n++
		}
	}
	return n
}

// resultOf returns the result of a recovery by the phase in which it ended.
func resultOf(phase zdm.Phase) (string, exit.Code) {
	switch phase {
	case zdm.PhaseComplete:
		return journal.Complete, exit.OK
	case zdm.PhaseCanceled:
		return journal.Canceled, exit.Failed
	case zdm.PhaseError:
		return journal.Failed, exit.Failed
	}
	return journal.Unknown, exit.Unknown
}

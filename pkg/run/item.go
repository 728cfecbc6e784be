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
	fresh    stage = iota // not yet known to be registered
	waiting               // exists and is to be started
	starting              // a start was sent and is not yet visible
	running               // observed running
	over                  // has a result
)

// item is a recovery of a run.
type item struct {
	wave    int
	request *zdm.RecoveryRequest // with autoStart set to use
	send    apply.Request
	onto    target
	source  string // owner of the images; for a request from images, "" until the server shows it

	stage     stage
	result    string           // set when over: a result of the journal, or journal.Skipped
	restart   bool             // it has ended before and is to be restarted
	lacking   bool             // partially registered
	named     bool             // the server has reported its images
	blocked   string           // the recovery that keeps the target busy, or ""
	next      time.Time        // earliest time of the next attempt
	refused   time.Time        // first failure of a required call while the server answers others
	decisions []journal.Record // to be recorded when the run starts
	planned   []journal.Image  // to be recorded when the run starts

	id      string
	history string // id of the newest history row before the start; "" if none or unknown
	before  string // the job's start time on the server before the start

	seen     time.Time // the first poll that showed it running
	unseen   time.Time // since when the server answers without showing its state; or zero
	noted    bool      // a decision in the journal reports that it is unseen
	sent     time.Time // when the start was announced; zero if this journal did not start it
	until    time.Time // deadline for a sent start, or a registration, to become visible
	origin   string
	lastLook time.Time // the last poll whose state precedes that of the next record
	follower *watch.Follower
	state    watch.State
	ended    time.Time // when the end was first observed; the history row may still be missing
	after    time.Time // the last poll before ended
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

// shown adds the data of the existing recovery.
func (it *item) shown(there *zdm.Recovery) {
	it.id = string(there.Job.Info.ID)
	if it.source == "" && !there.System.Source.Name.None() {
		it.source = string(there.System.Source.Name)
	}
}

// finish sets the result.
func (it *item) finish(result string) { it.stage, it.result, it.blocked = over, result, "" }

// isActive reports whether the recovery was started and has not ended.
func (it *item) isActive() bool { return it.stage == starting || it.stage == running }

// good reports whether the recovery allows the next wave to start.
func (it *item) good() bool {
	return it.stage == over && (it.result == journal.Complete || it.result == journal.Skipped)
}

func allOver(items []*item) bool {
	return !slices.ContainsFunc(items, func(it *item) bool { return it.stage != over })
}

func allGood(items []*item) bool {
	return !slices.ContainsFunc(items, func(it *item) bool { return !it.good() })
}

// begun returns the number of recoveries past their registration.
func (r *Run) begun(items []*item) (n int) {
	for _, it := range items {
		if it.stage >= starting {
			n++
		}
	}
	return n
}

// resultOf returns the result of a recovery that ended in a phase.
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

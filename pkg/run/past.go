package run

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// past is the state that the records show so far.
type past struct {
	records []journal.Record
	run     *journal.Run // the latest
	last    time.Time
	apply   bool // requests were sent before the first run
	jobs    map[string]*job
}

// job is the state of a recovery in the records.
type job struct {
	print    string // fingerprint of the request that was sent or started
	sent     time.Time
	held     bool      // registered, but not started by the server
	created  bool      // registered, or possibly so
	lacking  bool      // partially registered
	start    time.Time // when a PUT was announced; zero if none was
	answered string    // outcome of the start; "" if unknown
	history  string    // newest history row before the start
	before   string
	state    *journal.State // the latest
	at       time.Time      // the last time at which it had certainly not ended: a poll, or a sent call
	seen     time.Time      // the first poll that showed it running
	again    bool           // a user asked to restart it
	origin   string
}

func newPast() *past { return &past{jobs: map[string]*job{}} }

// take applies a record.
func (p *past) take(r journal.Record) {
	p.records = append(p.records, r)
	if r.At.After(p.last) {
		p.last = r.At
	}
	if r.Event == journal.RunBegins {
		p.run = r.Run
	}
	if r.Event == journal.Send && p.run == nil {
		p.apply = true
	}
	if r.Job == "" {
		return
	}
	j := p.jobs[r.Job]
	if j == nil {
		j = &job{}
		p.jobs[r.Job] = j
	}
	j.take(r)
}

func (j *job) take(r journal.Record) {
	switch r.Event {
	case journal.Send:
		*j = job{print: r.Request, sent: r.At, created: true, at: r.At}
	case journal.End:
		j.held = r.Held
		j.lacking = r.Outcome == "partial"
		j.created = r.Outcome == "created" || r.Outcome == "partial" || r.Outcome == "unknown"
	case journal.Start:
		j.starts(r)
	case journal.Observed:
		j.observed(r.State, r.At)
	case journal.Decision:
		if r.What == journal.Restarted {
			*j = job{print: j.print, created: j.created, lacking: j.lacking, again: true}
		}
	}
}

// starts applies a start, or the response to one.
func (j *job) starts(r journal.Record) {
	if r.Outcome != "" {
		j.answered = r.Outcome
		return
	}
	j.print, j.start, j.answered, j.held, j.at, j.seen = r.Request, r.At, "", false, r.At, time.Time{}
	j.history, j.before = r.State.History, r.State.Start
}

// observed applies an observed state.
func (j *job) observed(state *journal.State, at time.Time) {
	j.state = state
	if state.Result == "" {
		j.at = at
	}
	if state.Running && j.seen.IsZero() {
		j.seen = at
	}
	if state.Origin != "" {
		j.origin = state.Origin
	}
	if state.Origin == journal.Found {
		j.history = state.History
	}
}

// The outcomes of a start.
const (
	accepted = "accepted"
	busy     = "busy"
	notSent  = "not-sent"
	refused  = "refused"
	unknown  = "unknown"
)

// pending reports whether a start was sent that may have taken effect.
func (j *job) pending() bool {
	if !j.start.IsZero() {
		return j.answered == "" || j.answered == accepted || j.answered == unknown
	}
	return !j.sent.IsZero() && j.created && !j.held
}

// resume sets the recoveries to their state in the journal.
func (r *Run) resume() error {
	if r.past.apply {
		return exit.New(exit.Usage, msgJournalOfApply.With(r.Journal)).Note(msg.NothingWasSent.With()).Note(msgAnotherJournal.With())
	}
	if err := r.inherit(r.past.run); err != nil {
		return err
	}
	if missing := r.missing(); len(missing) > 0 {
		return exit.New(exit.Usage, msgNoRequest.With(r.Journal, names(missing))).Note(msg.NothingWasSent.With()).Note(msgRestoreRequests.With())
	}
	planned := map[string]string{} // fingerprints of the requests in the last run
	for _, recovery := range r.past.run.All() {
		planned[recovery.Job] = recovery.Request
	}
	var edited []string
	for _, it := range r.items {
		j := r.past.jobs[it.name()]
		if j == nil {
			continue
		}
		print := journal.Fingerprint(it.send.Body)
		if j.print != "" && j.print != print && (j.pending() || j.state != nil && j.state.Result != "") {
			edited = append(edited, it.name())
			continue
		}
		if before := planned[it.name()]; before != "" && before != print {
			it.decisions = append(it.decisions, r.decision(journal.Edited, it.name(), msgEdited.With(it.name())))
		}
		it.resume(j)
	}
	if len(edited) > 0 {
		return exit.New(exit.Usage, msg.RequestsChanged.With(r.Journal, names(edited))).Note(msg.NothingWasSent.With()).Note(msgUndoTheChange.With())
	}
	return nil
}

// inherit takes over the parameters of the earlier run that were not specified again, and records
// changed ones as decisions. A missed objective must not count as met because it was omitted or
// changed.
func (r *Run) inherit(before *journal.Run) error {
	if before == nil {
		return nil
	}
	now := &r.Plan
	switch {
	case before.Shard != now.Shard:
		return exit.New(exit.Usage, msgJournalOfShard.With(r.Journal, cmp.Or(before.Shard, "0/1"), cmp.Or(now.Shard, "0/1"))).Note(msg.NothingWasSent.With())
	case before.Kind == journal.KindRecovery && now.Kind == journal.KindDrill:
		return exit.New(exit.Usage, msgNoDrill.With(r.Journal)).Note(msg.NothingWasSent.With()).Note(msgOtherJournal.With())
	case before.Kind != now.Kind:
		now.Kind = before.Kind
		if err := r.check(); err != nil {
			return err
		}
	}
	restated := func(what, was, is string) {
		if was != is {
			r.restated = append(r.restated, r.decision(journal.Restated, "", msgRestated.With(what, was, is)))
		}
	}
	seconds := func(n int64) string {
		if n == 0 {
			return "-"
		}
		return (time.Duration(n) * time.Second).String()
	}
	now.RTO, now.RPO, now.Zone = cmp.Or(now.RTO, before.RTO), cmp.Or(now.RPO, before.RPO), cmp.Or(now.Zone, before.Zone)
	restated("--rto", seconds(before.RTO), seconds(now.RTO))
	restated("--rpo", seconds(before.RPO), seconds(now.RPO))
	restated("--server-zone", cmp.Or(before.Zone, "-"), cmp.Or(now.Zone, "-"))
	if now.SinceBasis != journal.SinceStated {
		now.Since, now.SinceBasis = before.Since, before.SinceBasis
	} else if !now.Since.Equal(before.Since) {
		restated("--since", before.Since.Format(time.RFC3339), now.Since.Format(time.RFC3339))
	}
	return nil
}

// missing returns the recoveries of the journal's last run that have no request now. The report
// would omit them.
func (r *Run) missing() (missing []string) {
	has := map[string]bool{}
	for _, it := range slices.Concat(r.items, r.others) {
		has[it.name()] = true
	}
	for _, recovery := range r.past.run.All() {
		if !has[recovery.Job] {
			missing = append(missing, recovery.Job)
		}
	}
	return missing
}

// resume sets a recovery to its state in the journal.
func (it *item) resume(j *job) {
	it.history, it.before, it.origin, it.lastLook = j.history, j.before, j.origin, j.at
	it.lacking, it.sent, it.seen = j.lacking, j.start, j.seen
	it.restart = j.again && j.pending()
	if it.sent.IsZero() {
		it.sent = j.sent
	}
	result := ""
	if j.state != nil {
		it.id, result = j.state.ID, j.state.Result
	}
	ran := j.pending() || j.origin != ""
	switch {
	case result == journal.Complete, result != "" && result != journal.Unknown && ran:
		it.finish(result)
	case result != "" && !ran: // nothing was registered or started, so it may be tried again
	case j.state != nil && j.state.Running:
		it.stage = running
	case !j.start.IsZero() && j.pending():
		it.stage = starting
	}
}

// sharedID returns an id that is the same for all shards of a run, derived from T0 and the
// requests.
func sharedID(about *journal.Run) string {
	var requests []string
	for wave, one := range about.All() {
		requests = append(requests, wave+"\x00"+one.Job+"\x00"+one.Request)
	}
	slices.Sort(requests)
	sum := sha256.Sum256([]byte(strings.Join(requests, "\n")))
	return about.Since.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(sum[:4])
}

// names joins the first few names.
func names(all []string) string {
	const most = 5
	if len(all) > most {
		all = append(all[:most:most], "…")
	}
	return strings.Join(all, ", ")
}

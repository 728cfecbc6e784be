package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Event is the kind of a record.
type Event string

// The events. Apply and run write the same records for a request.
const (
	Send   Event = "send"   // the request is about to be sent
	Update Event = "update" // a change of the job is about to be sent
	End    Event = "end"    // the request has an outcome; without a job, the run has ended

	RunBegins Event = "run"      // a run starts or resumes
	WaveEvent Event = "wave"     // a wave starts or, with a result, ends
	Start     Event = "start"    // a start is about to be sent or, with an outcome, its response has arrived
	Observed  Event = "state"    // the state of a recovery was observed
	ImageUsed Event = "image"    // the image of a partition
	ClockRead Event = "clock"    // the server's clock compared with this machine's
	Gap       Event = "gap"      // a time without observations
	Decision  Event = "decision" // a decision of a person or of the run

	upgrade Event = "upgrade" // the following lines are of version 2
)

// Record is one line of a journal after its header. Its event determines which fields are set.
type Record struct {
	Event   Event     `json:"event"`
	Job     string    `json:"job,omitempty"`
	Request string    `json:"request,omitempty"` // fingerprint
	At      time.Time `json:"at,omitzero"`

	Until     time.Time `json:"until,omitzero"`       // for a send: when the server has registered it if ever
	Outcome   string    `json:"outcome,omitempty"`    // of an end, a start or a wave
	Code      exit.Code `json:"exitCode,omitempty"`   // exit code of the outcome
	Detail    string    `json:"detail,omitempty"`     // a sentence in the language of the run
	As        string    `json:"as,omitempty"`         // for an end: the name that the server derived from the request's
	Slow      bool      `json:"slow,omitempty"`       // for an unknown end: timed out, so the server may still process it at any later time
	Status    int       `json:"status,omitempty"`     // HTTP status
	RequestID string    `json:"requestID,omitempty"`  // the server's id of the call
	Error     string    `json:"error,omitempty"`      // ZDM's code for the reason, such as JOB-ERROR-64
	Held      bool      `json:"notStarted,omitempty"` // for an end: autoStart was requested, but the server did not start it

	Wave  string `json:"wave,omitempty"` // for a wave event: its name
	Run   *Run   `json:"run,omitempty"`
	State *State `json:"state,omitempty"`
	Image *Image `json:"image,omitempty"`
	Clock *Clock `json:"clock,omitempty"`

	From time.Time `json:"from,omitzero"`  // for a gap: the last response before it; At is the first one after it
	What string    `json:"what,omitempty"` // for a decision or a gap; see the decisions
}

// The decisions, and the causes of a gap.
const (
	Skipped      = "skip"        // a person leaves a recovery out
	Restarted    = "restart"     // a person restarts a recovery that had ended
	Edited       = "edited"      // a request changed before it was sent
	Joined       = "joined"      // the recovery was running already
	Waits        = "waits"       // the target is busy
	Waited       = "waited"      // the target has become free
	Unconfirmed  = "unconfirmed" // no history row confirms the end
	NoAnswer     = "no-answer"   // for a gap: the server did not answer
	NotRunning   = "not-running" // for a gap: zdmctl did not run
	SeveralNamed = "same-name"   // another recovery with the same name was registered at the same time
	Remark       = "remark"      // the server did something differently than requested
	Mismatch     = "elapsed"     // the server's own times differ from the observed ones
	Interrupted  = "interrupted" // a person ended the run
	Credentials  = "credentials" // the token was rejected, and the run waits for a login
	Overridden   = "through"     // a person ends the run after a wave
	GoneSince    = "gone"        // the recovery no longer exists
	Changed      = "changed"     // a complete recovery is no longer complete
	SharedTarget = "same-target" // recoveries of different waves have the same target
	Restated     = "restated"    // T0, an objective or the zone differs from that at the start of the run
	Unseen       = "unseen"      // the server answers, but does not show the state of a recovery
)

// Run holds the parameters of a run.
type Run struct {
	ID         string    `json:"id"` // unchanged by a resume, and the same for all shards
	Kind       string    `json:"kind"`
	Resumed    bool      `json:"resumed,omitempty"`
	Since      time.Time `json:"since"`          // T0
	SinceBasis string    `json:"sinceBasis"`     // "stated" or "start"
	RTO        int64     `json:"rto,omitempty"`  // seconds; 0 means none
	RPO        int64     `json:"rpo,omitempty"`  // seconds; 0 means none
	Zone       string    `json:"zone,omitempty"` // zone of the server's times as stated by a person, such as +09:00
	Server     string    `json:"server"`         // base URL of the API
	Through    string    `json:"through,omitempty"`
	Shard      string    `json:"shard,omitempty"` // "I/N"; "" means all recoveries
	Waves      []Wave    `json:"waves"`
	Tool       Tool      `json:"tool"`
}

// The kinds of a run, and the sources of its T0.
const (
	KindDrill    = "drill"
	KindRecovery = "recovery"

	SinceStated = "stated"
	SinceStart  = "start"
)

// Tool is the program that wrote a run.
type Tool struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Host    string `json:"host,omitempty"`
	User    string `json:"user,omitempty"`
}

// Wave is a wave as planned.
type Wave struct {
	Name       string     `json:"name"`
	Recoveries []Recovery `json:"recoveries"`
}

// Recovery is a recovery of a wave as planned.
type Recovery struct {
	Job     string `json:"job"`
	Source  string `json:"source"`
	Target  string `json:"target"`
	Request string `json:"request"` // fingerprint

	Elsewhere bool `json:"elsewhere,omitempty"` // whether it belongs to another shard
}

// All returns the recoveries of all waves, each with the name of its wave. A nil run has none.
func (r *Run) All() iter.Seq2[string, Recovery] {
	return func(yield func(string, Recovery) bool) {
		if r == nil {
			return
		}
		for _, wave := range r.Waves {
			for _, one := range wave.Recoveries {
				if !yield(wave.Name, one) {
					return
				}
			}
		}
	}
}

// State is the observed state of a recovery.
type State struct {
	ID      string    `json:"id,omitempty"` // id of the job
	Status  string    `json:"status"`       // as the server reports it
	Percent float64   `json:"percent,omitempty"`
	Running bool      `json:"running,omitempty"` // whether it is or was running
	Result  string    `json:"result,omitempty"`  // once it has ended; see the results
	After   time.Time `json:"after,omitzero"`    // last poll with another state; zero if there was none
	Reason  string    `json:"reason,omitempty"`
	Origin  string    `json:"origin,omitempty"` // how it was started; see the origins

	// What the server itself reports, unchanged.
	Start   string `json:"start,omitempty"`
	Ended   string `json:"end,omitempty"`
	Elapsed string `json:"elapsed,omitempty"`
	History string `json:"history,omitempty"` // id of the history row; before a start, of the newest row

	Parts []Part `json:"parts,omitempty"` // once it has ended
}

// Part is the final state of a partition.
type Part struct {
	Source  string `json:"source"`
	Status  string `json:"status"`
	Message string `json:"message,omitempty"`
}

// The results of a recovery that has ended.
const (
	Complete = "complete"
	Failed   = "failed"
	Canceled = "canceled"
	Unknown  = "unknown"
)

// The ways in which a recovery was started.
const (
	Started  = "started"  // by this journal
	Found    = "joined"   // it was running already
	FoundEnd = "observed" // it ended unobserved
)

// Image is the backup image of a partition.
type Image struct {
	Source  string `json:"source"`
	Target  string `json:"target,omitempty"`
	Name    string `json:"name,omitempty"`    // "" if unknown
	Created string `json:"created,omitempty"` // as the server reports it; "" if unknown
	Basis   string `json:"basis"`             // see the bases of images
}

// The sources of an image. A later record with a better source replaces an earlier one.
const (
	BasisPlanned    = "planned"    // the newest one when the run started: a prediction
	BasisRequested  = "requested"  // the request
	BasisRegistered = "registered" // the response to the registration
	BasisReported   = "reported"   // the recovery on the server
)

// Clock compares the server's clock with that of this machine.
type Clock struct {
	Offset    float64 `json:"offsetSeconds"` // server's clock minus this machine's
	PlusMinus float64 `json:"plusMinus"`     // uncertainty of the offset in seconds
	Zone      string  `json:"zone,omitempty"`
	ZoneBasis string  `json:"zoneBasis,omitempty"`
	API       string  `json:"generation,omitempty"` // "3.0" or "2"; "" if unknown
}

// The sources of a time zone, best first.
const (
	ZoneTimestamp = "timestamp" // the offset in a response's timestamp
	ZoneDate      = "date"      // a response's zone-less timestamp minus its HTTP Date
	ZoneJobStart  = "job-start" // the job's first start time minus the observed start
	ZoneStated    = "stated"    // specified by a person
)

// Fingerprint identifies a request without revealing it.
func Fingerprint(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}

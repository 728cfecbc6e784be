// Package report builds the report of a run from the records of its journal.
//
// Build is a pure function of the records: it contacts no server, and the same records always
// produce the same figures. Unknown values are null and never guessed.
package report

import (
	"iter"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Document is a report. All other formats are derived from its JSON form, which
// docs/report.schema.json describes. Times are RFC 3339, durations are seconds, and null means
// unknown.
type Document struct {
	Report     Head               `json:"report"`
	Tool       Tool               `json:"tool"`
	Server     Server             `json:"server"`
	Times      Times              `json:"times"`
	Objectives []Objective        `json:"objectives"` // rto, then rpo
	Waves      []Wave             `json:"waves"`
	Deviations []Deviation        `json:"deviations"`
	Events     []Event            `json:"events"`
	Filled     map[string]*string `json:"filled"` // by the names in Fields; null if nobody has filled it in
	Journal    Evidence           `json:"journal"`
	Shards     []Evidence         `json:"shards"` // set if the report joins the journals of several shards

	until time.Time // time of the last record
}

// All returns the recoveries of all waves, each with its wave.
func (d *Document) All() iter.Seq2[*Wave, *Recovery] {
	return func(yield func(*Wave, *Recovery) bool) {
		for w := range d.Waves {
			for i := range d.Waves[w].Recoveries {
				if !yield(&d.Waves[w], &d.Waves[w].Recoveries[i]) {
					return
				}
			}
		}
	}
}

// Head identifies the run that the report covers.
type Head struct {
	Version     int       `json:"version"` // version of the JSON form: 1
	Kind        string    `json:"kind"`    // drill, recovery or readiness
	Result      string    `json:"result"`  // see the results
	ExitCode    exit.Code `json:"exitCode"`
	ID          string    `json:"id"`
	GeneratedAt time.Time `json:"generatedAt"`
}

// The results of a run. A recovery has the same ones except Deviating and Incomplete, and also
// NotStarted, Running and Skipped.
const (
	Complete    = "complete"
	Deviating   = "complete with deviations"
	Failed      = "failed"
	Canceled    = "canceled"
	Unknown     = "unknown"
	Interrupted = "interrupted"
	Incomplete  = "incomplete" // all recoveries of the requested waves are complete, but later waves were left out
	NotStarted  = "not started"
	Running     = "running"
	Skipped     = "skipped"
	Ready       = "ready"
	Blocked     = "blocked"

	KindReadiness = "readiness"
)

// Tool is the program that wrote the records.
type Tool struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Host    string `json:"host"`
	User    string `json:"user"`
}

// Server is the ZDM server of the run.
type Server struct {
	URL        string  `json:"url"`
	Generation *string `json:"generation"` // 3.0 or 2
	Zone       *Zone   `json:"zone"`       // zone of the server's zone-less times
	Clock      []Clock `json:"clock"`
}

// Zone is a time zone and its source: timestamp, date, job-start or stated.
type Zone struct {
	Offset string `json:"offset"`
	Basis  string `json:"basis"`
}

// Clock is the offset of the server's clock from the clock of the machine that wrote the records.
// It is never used for corrections.
type Clock struct {
	At            time.Time `json:"at"`
	OffsetSeconds float64   `json:"offsetSeconds"`
	PlusMinus     float64   `json:"plusMinus"`
}

// Times holds the times of the run.
type Times struct {
	Since      time.Time  `json:"since"`      // T0
	SinceBasis string     `json:"sinceBasis"` // "stated" or "start"
	Begin      time.Time  `json:"begin"`
	End        *time.Time `json:"end"` // null if the run is active or was killed
}

// Objective is an objective and its measured value.
type Objective struct {
	Name          string   `json:"name"` // "rto" or "rpo"
	TargetSeconds *int64   `json:"targetSeconds"`
	MinSeconds    *int64   `json:"minSeconds"`
	MaxSeconds    *int64   `json:"maxSeconds"`
	SpreadSeconds *int64   `json:"spreadSeconds"` // for rpo: between the oldest and the newest image
	Unknown       []string `json:"unknown"`       // recoveries without a known value
	Verdict       string   `json:"verdict"`       // see the verdicts
}

// The verdicts of an objective.
const (
	Met          = "met"          // even the upper bound meets the objective
	Missed       = "missed"       // even the lower bound exceeds the objective
	Undetermined = "undetermined" // the objective is within the bounds, or a bound is unknown
	NotSet       = "not set"
)

// Span is the interval in which something happened: after one poll and by the next. Null means
// unknown.
type Span struct {
	After *time.Time `json:"after"`
	By    *time.Time `json:"by"`
}

// Wave is a wave.
type Wave struct {
	Name       string     `json:"name"`
	Result     string     `json:"result"`
	Begin      *time.Time `json:"begin"`
	End        *time.Time `json:"end"` // when all recoveries had ended
	Recoveries []Recovery `json:"recoveries"`
}

// Recovery is a recovery.
type Recovery struct {
	Job        string      `json:"job"`
	Source     string      `json:"source"`
	Target     string      `json:"target"`
	Result     string      `json:"result"`
	Origin     *string     `json:"origin"` // "started", "joined" or "observed"
	Start      Span        `json:"start"`
	End        Span        `json:"end"`
	Error      *string     `json:"error"` // why the recovery is not complete
	Reported   Reported    `json:"reported"`
	RequestIDs []string    `json:"requestIDs"`
	Request    string      `json:"request"` // "sha256:" and the start of the request's hash
	Partitions []Partition `json:"partitions"`

	code exit.Code
	jump time.Duration // how far a clock was set during the run; adds to the uncertainty of the times
	open bool          // has no final result
}

// Reported is what the server itself reports about the run, unchanged.
type Reported struct {
	Start   *string `json:"start"`
	End     *string `json:"end"`
	Elapsed *string `json:"elapsed"`
	History *string `json:"history"` // id of the history row
}

// Partition is a partition.
type Partition struct {
	Source string  `json:"source"`
	Target *string `json:"target"`
	Result string  `json:"result"`
	Error  *string `json:"error"`
	Image  *Image  `json:"image"` // null if no response names it
}

// Image is the image that a partition was restored from.
type Image struct {
	Name      string  `json:"name"`
	CreatedAt *string `json:"createdAt"` // as the server reports it
	Zone      *string `json:"zone"`      // source of its zone: "value" for its own, or that of the server's zone
	Basis     string  `json:"basis"`     // "planned", "requested", "registered" or "reported"
	AgeMin    *int64  `json:"ageMin"`    // seconds before T0
	AgeMax    *int64  `json:"ageMax"`
}

// Deviation is something that differed from the plan, or is less certain than it should be.
type Deviation struct {
	Code    string  `json:"code"`
	Job     *string `json:"job"`
	Message string  `json:"message"`
}

// Event is an entry of the event log.
type Event struct {
	At      time.Time `json:"at"`
	Event   string    `json:"event"`
	Wave    *string   `json:"wave"`
	Job     *string   `json:"job"`
	Message string    `json:"message"`
}

// Evidence identifies the journal that the report was made from.
type Evidence struct {
	Path   string  `json:"path"`
	SHA256 *string `json:"sha256"` // hash of the last line, which covers all lines
	Shard  *string `json:"shard"`  // "I/N"; null for all recoveries
}

// Fields returns the names of the fields that only a person can fill in. A report leaves room for
// each that is empty.
func Fields() []string {
	return []string{
		"title", "scenario", "scope", "site", "participants", "dataIntegrity", "serviceAccepted", "deviations", "findings", "actions",
	}
}

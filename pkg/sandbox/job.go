package sandbox

import (
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// job is a registered recovery as stored. Its keys are short because there may be very many. It
// holds its servers' names, so that it does not depend on the inventory.
type job struct {
	ID           int64              `json:"-"` // the record's key
	ScheduleID   int64              `json:"-"` // stored before the record; 0 if it has none
	Name         string             `json:"n"`
	Registered   time.Time          `json:"r"`
	Updated      time.Time          `json:"u,omitzero"` // when a request last changed it
	Center       int64              `json:"c"`
	Source       system             `json:"s"`
	Target       system             `json:"t"`
	Platform     string             `json:"p"`
	AfterReboot  string             `json:"ar"`
	NetworkLimit int64              `json:"nl,omitempty"`
	ScriptPath   string             `json:"sp,omitempty"`
	ScriptRun    string             `json:"sr,omitempty"`
	Mail         string             `json:"m,omitempty"`
	User         int64              `json:"us"`
	CloudAuth    int64              `json:"ca,omitempty"` // 0 if none was requested
	Schedule     *calendar.Schedule `json:"sc,omitempty"`
	Partitions   []jobPartition     `json:"ps"`
	// Whether the target was unreachable when the job was registered.
	Unreachable bool `json:"x,omitempty"`
	jobState
}

type system struct {
	ID   int64  `json:"i"`
	Name string `json:"n"`
	OS   string `json:"o,omitempty"`
}

type jobPartition struct {
	Source       string `json:"s"` // letter
	Target       string `json:"t"` // letter
	TargetDevice string `json:"d"`
	// Fraction of the image that fits on the target; nil if all of it does.
	TooSmall   *float64      `json:"x,omitempty"`
	Mode       string        `json:"m"`
	Overwrite  bool          `json:"o,omitempty"`
	FileSystem string        `json:"f"`
	ImageSize  int64         `json:"i"` // bytes
	BackupJob  string        `json:"b"`
	BackupFile string        `json:"bf"`
	Latest     bool          `json:"la,omitempty"` // whether the server chose the image
	Repository jobRepository `json:"r"`

	targetLabel string // name in the request, or otherwise that of the server
	damaged     bool   // the image is damaged; such partitions are never stored
	// Whether the request asked for an overwrite that this partition cannot have.
	overwriteIgnored bool
}

// jobRepository is a repository as requested: by id, with the request's type and path if set.
type jobRepository struct {
	ID   int64  `json:"i"`
	Type string `json:"t"`
	Path string `json:"p"`
}

package sandbox

import (
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// job is a registered recovery as the store keeps it, under short names because there may be very many.
// It names its servers itself, so that it stays whole when the inventory changes.
type job struct {
	ID           int64              `json:"-"` // the record's key
	ScheduleID   int64              `json:"-"` // kept beside the record, 0 when it has none
	Name         string             `json:"n"`
	Registered   time.Time          `json:"r"`
	Updated      time.Time          `json:"u,omitzero"` // when a request changed it
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
	CloudAuth    int64              `json:"ca,omitempty"` // 0 when none was asked for
	Schedule     *calendar.Schedule `json:"sc,omitempty"`
	Partitions   []jobPartition     `json:"ps"`
	Unreachable  bool               `json:"x,omitempty"` // the target was, when the job was registered
	jobState
}

type system struct {
	ID   int64  `json:"i"`
	Name string `json:"n"`
	OS   string `json:"o,omitempty"`
}

type jobPartition struct {
	Source       string        `json:"s"` // letter
	Target       string        `json:"t"` // letter
	TargetDevice string        `json:"d"`
	TooSmall     *float64      `json:"x,omitempty"` // how much of the image the target takes, when that is not all
	Mode         string        `json:"m"`
	Overwrite    bool          `json:"o,omitempty"`
	FileSystem   string        `json:"f"`
	ImageSize    int64         `json:"i"` // bytes
	BackupJob    string        `json:"b"`
	BackupFile   string        `json:"bf"`
	Latest       bool          `json:"la,omitempty"` // the server chose the image
	Repository   jobRepository `json:"r"`

	targetLabel string // as the request or, without one, the server calls the target
	damaged     bool   // its image is; such a partition is never stored
}

// jobRepository is a repository as the request wants it: by id, with its own type and path where given.
type jobRepository struct {
	ID   int64  `json:"i"`
	Type string `json:"t"`
	Path string `json:"p"`
}

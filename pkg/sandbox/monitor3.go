package sandbox

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// messageMonitored is the message of both monitoring endpoints of 3.0.
const messageMonitored = "Recovery information retrieved"

// cleanup is the time at speed 1 after which a completed run no longer reports progress of its
// partitions.
const cleanup = time.Minute

// jobProgress is a job in the monitoring of 3.0.
type jobProgress struct {
	Info     jobProgressInfo `json:"info"`
	Progress progressView    `json:"progress"`
	TimeInfo jobTime         `json:"timeInfo"`
	Log      []string        `json:"log,omitzero"` // by job, with detail=true
}

type jobProgressInfo struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Source string `json:"source"`
	Target string `json:"target"`
	Role   string `json:"role,omitempty"` // role of the requested server
}

type progressView struct {
	Status     string         `json:"status"`
	Percent    string         `json:"percent"`
	Message    string         `json:"message"`
	Partitions []partProgress `json:"partitions"`
}

// partProgress is the progress of one image that is restored to a partition. The last fields are
// those of detail=true; overwrite is for Linux, diskNumber for Windows.
type partProgress struct {
	place
	BackupFile string  `json:"backupFile"`
	Status     string  `json:"status"`
	Percent    string  `json:"percent"`
	Message    string  `json:"message"`
	TimeInfo   jobTime `json:"timeInfo"`

	TargetDisk string `json:"targetDisk,omitempty"`
	Size       *int64 `json:"size,omitempty"`
	Mode       string `json:"mode,omitempty"`
	Overwrite  string `json:"overwrite,omitempty"`
	DiskNumber *int   `json:"diskNumber,omitempty"`
}

// monitorJob3 handles GET /recoveries/monitoring/job/:identifier of 3.0. Its filters select
// partitions, never the job.
func (s *api) monitorJob3(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	w := monitorQuery{jobFilter: jobFilter{now: s.now()}, letter: s.letterParameter(q), mode: q.oneOf("mode", zdm.Modes()...), detail: q.flag("detail")}
	found, err := s.store.job(identifier, s.readCenters(q))
	switch {
	case err != nil:
		return reply{}, err
	case found == nil:
		missing := refuse(http.StatusNotFound, "no such job").withMissing(codeNoJob, "Recovery job", identifier)
		missing.v3.text += "."
		return reply{}, missing
	case fault.Strikes(r.Context(), fault.Incomplete):
		return reply{}, refuse(http.StatusInternalServerError, "Recovery job '%s' exists, but its job information row is missing.", identifier).withCode("JOB-ERROR-16")
	}
	shown := s.jobProgress(found, w)
	if w.detail {
		shown.Log = s.runLog(found, w.now)
	}
	data := struct {
		Job any `json:"job"`
	}{s.monitored3(shown, w)}
	return reply{data: data, message: messageMonitored}, nil
}

// jobProgress returns a job at the query's instant.
func (s *api) jobProgress(j *job, w monitorQuery) jobProgress {
	shot := j.state(w.now)
	at := s.progressOf(j, shot, w.now)
	shown := jobProgress{
		Info:     jobProgressInfo{ID: j.ID, Name: j.Name, Source: j.Source.Name, Target: j.Target.Name},
		Progress: progressView{Status: shot.status, Percent: at.percent, Message: at.message, Partitions: []partProgress{}},
		TimeInfo: s.times(shot.start, shot.end, w.now),
	}
	for i := range j.Partitions {
		p := &j.Partitions[i]
		if !w.shows(*p) {
			continue
		}
		row := s.partProgress(p, shot.parts[i], at.known, w)
		if !at.known {
			row.Status = shot.status
		}
		if !at.known && shot.status == statusComplete {
			row.Percent = "100%"
		}
		shown.Progress.Partitions = append(shown.Progress.Partitions, row)
	}
	return shown
}

// progressed is the progress of a whole job.
type progressed struct {
	known   bool // whether that of at least one partition is known
	percent string
	message string
}

// progressOf computes the progress of a job from the number of restored partitions. While none is
// restored, it returns the progress of the one in progress.
func (s *api) progressOf(j *job, shot snapshot, now time.Time) progressed {
	at := progressed{percent: "-", message: "-"}
	over := shot.status == statusComplete || shot.status == statusScheduled
	if over && !shot.end.IsZero() && now.Sub(shot.end) > shot.run.scaled(cleanup.Seconds()) || shot.start.IsZero() {
		if shot.status == statusComplete {
			at.percent = "100%"
		}
		return at
	}
	done := 0
	for i, part := range shot.parts {
		if part.start.IsZero() {
			continue
		}
		at.known = true
		at.message = part.message
		if part.status == statusComplete {
			done++
			continue
		}
		at.percent = fmt.Sprintf("%d%%", part.percent)
		if part.status == statusProcessing {
			at.message = fmt.Sprintf("[%s] %s, %s", j.Partitions[i].BackupJob, at.percent, j.Partitions[i].transferred(part, now))
		}
	}
	if done > 0 {
		at.percent = fmt.Sprintf("%.0f%%", math.Round(100*float64(done)/float64(len(shot.parts))))
	}
	if at.known && (shot.status != statusProcessing || done == len(shot.parts)) {
		at.message = shot.text
	}
	return at
}

// transferred returns how much of an image is restored, as the daemon reports it.
func (p *jobPartition) transferred(at progress, now time.Time) string {
	const mega = 1 << 20
	size := float64(p.ImageSize) / mega * float64(at.percent) / 100
	speed := 0.0
	if seconds := now.Sub(at.start).Seconds(); seconds > 0 {
		speed = size / seconds
	}
	return fmt.Sprintf("Processed Size: %.3f MB | Speed: %.2f MB/s", size, speed)
}

// partProgress returns a row. A partition that has not started while others have is Registered,
// without a percentage.
func (s *api) partProgress(p *jobPartition, at progress, known bool, w monitorQuery) partProgress {
	row := partProgress{place: placeOf(p.Source), BackupFile: p.BackupFile, Status: statusRegistered, Percent: "-", Message: "-",
		TimeInfo: noTime()}
	if known && !at.start.IsZero() {
		row.Status, row.Percent, row.Message = at.status, fmt.Sprintf("%d%%", at.percent), at.message
		row.TimeInfo = s.times(at.start, at.end, w.now)
		if at.status == statusProcessing {
			row.Message = p.transferred(at, w.now)
		}
	}
	if w.detail {
		row.addDetail(p)
	}
	return row
}

func (row *partProgress) addDetail(p *jobPartition) {
	row.TargetDisk, row.Mode, row.Size = p.TargetDevice, modeName(p.Mode), new(p.ImageSize>>20)
	if p.windows() {
		row.TargetDisk, row.DiskNumber = strconv.Itoa(0), new(0)
		return
	}
	row.Overwrite = overwritten(p.Overwrite)
}

// modeName returns the display word for a mode.
func modeName(mode string) string {
	return word(mode == zdm.ModeIncrement, "Incremental Recovery", "Full Recovery")
}

// runLog returns the log of the newest run, oldest line first.
func (s *api) runLog(j *job, now time.Time) []string {
	shot := j.state(now)
	lines := []string{}
	add := func(at time.Time, text string) { lines = append(lines, "["+s.stamp(at)+"]"+text) }
	if !shot.start.IsZero() {
		add(shot.start, "Recovery job started.")
	}
	for i, part := range shot.parts {
		if !part.start.IsZero() {
			add(part.start, "Restoring "+j.Partitions[i].Source+" from "+j.Partitions[i].BackupFile)
		}
		if !part.end.IsZero() {
			add(part.end, part.message+" ("+j.Partitions[i].Source+")")
		}
	}
	if !shot.end.IsZero() {
		add(shot.end, shot.text)
	}
	return lines
}

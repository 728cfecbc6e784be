package sandbox

import (
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// backupView is a backup job (ZDM API, GET /backups). Embedded pointers hold the fields of
// detail=true.
type backupView struct {
	System struct {
		systemView
	} `json:"system"`
	Job struct {
		Info        backupInfo `json:"info"`
		LastUpdated string     `json:"lastUpdated"`
	} `json:"job"`
	Repository struct {
		ID   string `json:"id"`
		Type string `json:"type"`
		Path string `json:"path"`
	} `json:"repository"`
}

type backupInfo struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Mode string `json:"mode"`
	place
	Schedule *backupSchedule `json:"schedule,omitempty"`
	Status   jobStatus       `json:"status"`
	Options  *backupOptions  `json:"options,omitempty"` // detail
}

// backupSchedule holds scheduleViews, or "-" for none.
type backupSchedule struct {
	Basic    any `json:"basic"`
	Advanced any `json:"advanced"`
}

type backupOptions struct {
	Compression  string          `json:"compression"`
	Encryption   string          `json:"encryption"`
	Rotation     string          `json:"rotation"`
	ExcludeDir   string          `json:"excludeDir"`
	NetworkSpeed string          `json:"networkSpeed"`
	Notification jobNotification `json:"notification"`
}

// backupQuery holds the parameters of the list and of a single read.
type backupQuery struct {
	server, mode, letter, status, kind, path string
	repository                               int64
	detail                                   bool
}

func (s *api) readBackupQuery(q query) backupQuery {
	return backupQuery{
		server:     q.text("server"),
		mode:       q.oneOf("mode", "full", "increment", "smart"),
		letter:     s.letterParameter(q),
		status:     q.oneOf("status", statuses()...),
		kind:       q.oneOf("repositoryType", zdm.RepositoryTypes()...),
		path:       q.text("repositoryPath"),
		repository: q.number("repositoryID"),
		detail:     q.flag("detail"),
	}
}

func (s *api) fitsBackup(b inventory.Backup, wanted backupQuery, q query) bool {
	server, _ := s.inventory.Server(b.Server)
	where, _ := s.inventory.Repository(b.Repository)
	return (wanted.server == "" || hasIdentifier(wanted.server, server.ID, server.Name)) &&
		(wanted.mode == "" || wanted.mode == b.Mode) &&
		(wanted.letter == "" || wanted.letter == b.Partition) &&
		(wanted.status == "" || wanted.status == backupStatus(b)) &&
		(wanted.kind == "" || wanted.kind == where.Type) &&
		(wanted.path == "" || wanted.path == where.Path) &&
		(wanted.repository == 0 || wanted.repository == where.ID) &&
		q.in(s.inventory.Center(where.Center))
}

// backupStatus derives the status from the inventory: the sandbox never runs backup jobs.
func backupStatus(b inventory.Backup) string {
	switch {
	case b.Failed:
		return statusError
	case b.Schedule != 0:
		return statusScheduled
	case len(b.Images) > 0:
		return statusComplete
	}
	return statusRegistered
}

// listBackups handles GET /backups.
func (s *api) listBackups(r *http.Request) (reply, error) {
	q := s.query(r)
	wanted, id, name := s.readBackupQuery(q), q.number("jobId"), q.text("jobName")
	return listed(q, "Backup job list", s.inventory.Backups,
		func(b inventory.Backup) bool {
			return (id == 0 || b.ID == id) && (name == "" || b.Name == name) && s.fitsBackup(b, wanted, q)
		},
		func(b inventory.Backup) backupView { return s.backup(b, wanted.detail) })
}

// getBackup handles GET /backups/:identifier.
func (s *api) getBackup(r *http.Request) (reply, error) {
	q, identifier := s.query(r), r.PathValue("identifier")
	wanted := s.readBackupQuery(q)
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	found, ok := inventory.Find(s.inventory.Backups, identifier)
	switch {
	case !ok:
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Backup 작업을 찾을 수 없습니다", identifier).
			withMissing(codeNoJob, "Backup job", identifier)
	case !s.fitsBackup(found, wanted, q):
		return reply{}, otherBackup(identifier)
	}
	return reply{data: s.backup(found, wanted.detail), message: "Backup job retrieved"}, nil
}

func (s *api) backup(b inventory.Backup, detail bool) backupView {
	server := s.origin(b)
	where, _ := s.inventory.Repository(b.Repository)
	var v backupView
	v.System.systemView = systemView{ID: id(server.ID), Name: server.Name, OS: "Linux"}
	if server.Windows() {
		v.System.OS = "Windows"
	}
	info := backupInfo{ID: id(b.ID), Name: b.Name, Mode: b.Mode, place: placeOf(b.Partition),
		Status: jobStatus{Current: backupStatus(b), Time: lastBackup(b)}}
	for _, one := range s.inventory.Schedules {
		if one.ID == b.Schedule {
			info.Schedule = s.backupSchedule(one)
		}
	}
	if detail {
		v.System.systemDetail = detailOf(server)
		info.Options = &backupOptions{Compression: zdm.NotUse, Encryption: zdm.NotUse, Rotation: "5", NetworkSpeed: "0"}
	}
	v.Job.Info, v.Job.LastUpdated = info, info.Status.Time.End
	v.Repository.ID, v.Repository.Type, v.Repository.Path = id(where.ID), listedType(where.Type), where.Path
	return v
}

func (s *api) backupSchedule(one inventory.Schedule) *backupSchedule {
	v := &backupSchedule{Basic: scheduleView{ID: id(one.ID), Type: s.scheduleType(one.Type), Description: s.description(one.Schedule)}, Advanced: "-"}
	if one.Smart() {
		v.Advanced = scheduleView{ID: id(one.ID), Type: s.scheduleType(one.Type), Description: s.advancedDescription(one.Schedule)}
	}
	return v
}

// lastBackup returns the time of the newest image. Creating an image takes no time.
func lastBackup(b inventory.Backup) jobTime {
	newest := newestImage(b).Created
	if newest.IsZero() {
		return noTime()
	}
	return jobTime{Start: inventoryTime(newest), Elapsed: elapsed(0), End: inventoryTime(newest)}
}

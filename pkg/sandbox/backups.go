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

// backupFilter reads the parameters that select backup jobs.
func (s *api) backupFilter(q query) func(inventory.Backup) bool {
	server, mode, letter := q.text("server"), q.oneOf("mode", "full", "increment", "smart"), s.letterParameter(q)
	status, kind := q.oneOf("status", statuses()...), q.oneOf("repositoryType", zdm.RepositoryTypes()...)
	path, repository := q.text("repositoryPath"), q.number("repositoryID")
	return func(b inventory.Backup) bool {
		of, _ := s.inventory.Server(b.Server)
		where, _ := s.inventory.Repository(b.Repository)
		return (server == "" || hasIdentifier(server, of.ID, of.Name)) && fits(mode, b.Mode) && fits(letter, b.Partition) &&
			fits(status, backupStatus(b)) && fits(kind, where.Type) && fits(path, where.Path) &&
			(repository == 0 || repository == where.ID) && q.in(s.inventory.Center(where.Center))
	}
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
func (s *api) listBackups(_ *http.Request, q query) (reply, error) {
	wanted, detail, id, name := s.backupFilter(q), q.flag("detail"), q.number("jobId"), q.text("jobName")
	return listed(q, "Backup job list", s.inventory.Backups,
		func(b inventory.Backup) bool { return (id == 0 || b.ID == id) && fits(name, b.Name) && wanted(b) },
		func(b inventory.Backup) backupView { return s.backup(b, detail) })
}

// getBackup handles GET /backups/:identifier.
func (s *api) getBackup(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	wanted, detail := s.backupFilter(q), q.flag("detail")
	found, ok := inventory.Find(s.inventory.Backups, identifier)
	switch {
	case !ok:
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Backup 작업을 찾을 수 없습니다", identifier).
			withMissing(codeNoJob, "Backup job", identifier)
	case !wanted(found):
		return reply{}, otherBackup(identifier)
	}
	return reply{data: s.backup(found, detail), message: "Backup job retrieved"}, nil
}

func (s *api) backup(b inventory.Backup, detail bool) backupView {
	server := origin(s.inventory, b)
	where, _ := s.inventory.Repository(b.Repository)
	var v backupView
	v.System.systemView = systemView{ID: id(server.ID), Name: server.Name, OS: word(server.Windows(), "Windows", "Linux")}
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
	v := &backupSchedule{Basic: s.scheduleView(id(one.ID), one.Schedule), Advanced: "-"}
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

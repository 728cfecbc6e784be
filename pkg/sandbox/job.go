package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// job is a registered recovery as the store keeps it. It names its servers itself, so that it stays
// whole when the inventory changes.
type job struct {
	ID           int64
	Name         string
	Registered   time.Time
	Center       int64
	Source       system
	Target       system
	Platform     string
	AfterReboot  string
	AutoStart    string
	NetworkLimit int64
	ScriptPath   string
	ScriptRun    string
	Mail         string
	User         int64
	CloudAuth    int64 // 0 when none was asked for
	Schedule     *schedule
	Partitions   []jobPartition
}

type system struct {
	ID   int64
	Name string
	OS   string
}

type jobPartition struct {
	Source       string // letter
	Target       string // letter
	TargetLabel  string // as the request or, without one, the server calls the target
	TargetDevice string
	Mode         string
	Overwrite    string
	FileSystem   string
	Used         int64 // bytes on the source
	ImageSize    int64 // bytes
	BackupJob    string
	BackupFile   string
	Latest       bool // the server chose the image
	Repository   repository
}

// site is what a request names, found in the inventory.
type site struct {
	inventory inventory
	center    center
	source    server
	target    server
	user      user
	cloudAuth cloudAuth
}

// locate finds what a request names, in the order of its fields. Servers and repositories belong to a center.
func (inv inventory) locate(request zdm.RecoveryRequest, caller user) (site, error) {
	at := site{inventory: inv, user: caller}
	var ok bool
	if at.center, ok = find(inv.Centers, request.Center); !ok {
		return at, refuse(http.StatusNotFound, "Zdm with ID '%s' not found", request.Center)
	}
	servers := inv.serversOf(at.center.ID)
	if at.source, ok = find(servers, request.Source); !ok {
		return at, refuse(http.StatusNotFound, "ID가 '%s'인 Server를 찾을 수 없습니다", request.Source)
	}
	if at.target, ok = find(servers, request.Target); !ok {
		return at, refuse(http.StatusNotFound, "ID가 '%s'인 Server를 찾을 수 없습니다", request.Target)
	}
	if _, err := at.repository(request.Repository); err != nil {
		return at, err
	}
	if request.User != "" {
		if at.user, ok = find(inv.Users, request.User); !ok {
			return at, refuse(http.StatusNotFound, "ID가 '%s'인 User를 찾을 수 없습니다", request.User)
		}
	}
	if request.CloudAuth != "" {
		if at.cloudAuth, ok = find(inv.CloudAuths, request.CloudAuth); !ok {
			return at, refuse(http.StatusNotFound, "ID가 '%s'인 CloudAuth를 찾을 수 없습니다", request.CloudAuth)
		}
	}
	return at, nil
}

// repository finds by id alone; a type and path that the request gives stand in the answer.
func (at site) repository(want zdm.Repository) (repository, error) {
	found, ok := at.inventory.repository(at.center.ID, want.ID)
	if !ok {
		return found, refuse(http.StatusNotFound, "ID가 '%d'인 Repository를 찾을 수 없습니다", want.ID)
	}
	found.Type = cmp.Or(want.Type, found.Type)
	found.Path = cmp.Or(want.Path, found.Path)
	return found, nil
}

// partitions makes the job's partitions: those of the source that the request does not leave out.
func (at site) partitions(request zdm.RecoveryRequest) ([]jobPartition, error) {
	items := map[string]zdm.RecoveryJob{}
	for _, item := range request.JobList {
		found, ok := at.source.partition(item.SourcePartition)
		if !ok || found.Letter != item.SourcePartition {
			return nil, noPartition(item.SourcePartition, at.source)
		}
		items[item.SourcePartition] = item
	}
	var made []jobPartition
	for _, source := range at.source.Partitions {
		item, listed := items[source.Letter]
		if excluded(source, request.ExcludePartition) || *request.ListOnly && !listed {
			continue
		}
		one, err := at.partition(source, item, request)
		if err != nil {
			return nil, err
		}
		made = append(made, one)
	}
	if len(made) == 0 {
		return nil, refuse(http.StatusBadRequest, "NO_PARTITIONS_TO_PROCESS")
	}
	return made, nil
}

func noPartition(name string, s server) error {
	return refuse(http.StatusNotFound, "PARTITION_NOT_FOUND: '%s' (%s)", name, s.Name)
}

// partition settles one partition; its jobList item is empty when the request has none.
func (at site) partition(source partition, item zdm.RecoveryJob, request zdm.RecoveryRequest) (jobPartition, error) {
	// Without an item the target is the partition of the same name: any other would be a guess at a disk.
	wanted := cmp.Or(item.TargetPartition, source.Letter)
	target, ok := at.target.partition(wanted)
	if !ok {
		return jobPartition{}, noPartition(wanted, at.target)
	}
	if item.Repository == nil {
		item.Repository = &request.Repository
	}
	from, err := at.repository(*item.Repository)
	if err != nil {
		return jobPartition{}, err
	}
	saved, taken, err := at.image(source, from, item)
	if err != nil {
		return jobPartition{}, err
	}
	return jobPartition{
		Source:       source.Letter,
		Target:       target.Letter,
		TargetLabel:  cmp.Or(item.TargetPartition, target.label()),
		TargetDevice: target.Device,
		Mode:         cmp.Or(item.Mode, request.Mode),
		Overwrite:    cmp.Or(item.Overwrite, request.Overwrite, zdm.OverwriteNotAllow),
		FileSystem:   source.FileSystem,
		Used:         source.Used,
		ImageSize:    taken.Size,
		BackupJob:    saved.Name,
		BackupFile:   taken.Name,
		Latest:       item.BackupFile == "",
		Repository:   from,
	}, nil
}

// image gives the newest image of a partition in a repository, among those that the item asks for.
// A backup job whose last run failed counts only when it is named.
func (at site) image(source partition, from repository, item zdm.RecoveryJob) (backup, image, error) {
	var job backup
	var newest image
	known, fits := item.BackupJob == "", item.BackupJob == ""
	for _, candidate := range at.inventory.Backups {
		known = known || candidate.Name == item.BackupJob
		if !candidate.serves(at.source, source, from) || !candidate.chosenBy(item) {
			continue
		}
		fits = true
		for _, img := range candidate.Images {
			if (item.BackupFile == "" || img.Name == item.BackupFile) && img.Created.After(newest.Created) {
				job, newest = candidate, img
			}
		}
	}
	switch {
	case !known:
		return job, newest, refuse(http.StatusNotFound, "Name이 '%s'인 Backup 작업을 찾을 수 없습니다", item.BackupJob)
	case !fits:
		return job, newest, refuse(http.StatusNotFound,
			"Name이 '%s'인 Backup 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", item.BackupJob)
	case newest.Name == "":
		return job, newest, refuse(http.StatusNotFound,
			"백업 이미지가 존재하지 않음 (Center: %s, Repository ID: %d)", at.center.Name, from.ID)
	}
	return job, newest, nil
}

func (b backup) serves(s server, p partition, r repository) bool {
	return b.Server == s.ID && b.Partition == p.Letter && b.Repository == r.ID
}

func (b backup) chosenBy(item zdm.RecoveryJob) bool {
	if item.BackupJob == "" {
		return !b.Failed
	}
	return b.Name == item.BackupJob
}

// excluded reads excludePartition, where drives come without a colon and in any case.
func excluded(p partition, excludePartition string) bool {
	return slices.ContainsFunc(list(excludePartition), func(name string) bool {
		if p.windows() {
			return strings.EqualFold(strings.TrimSuffix(name, ":"), strings.TrimSuffix(p.Letter, ":"))
		}
		return name == p.Letter
	})
}

// generatedName is the name of a job that was given none: the host part of the source's name, then the first partition.
func generatedName(source server, first jobPartition) string {
	host, _, _ := strings.Cut(source.Name, "(")
	host = strings.TrimRight(host, " _")
	if first.Source == "/" {
		return host + "_ROOT"
	}
	return host + strings.TrimSuffix(strings.ReplaceAll(first.Source, "/", "_"), ":")
}

package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// resolved holds the inventory entries a request refers to.
type resolved struct {
	inventory *inventory.Inventory
	v2        bool
	center    inventory.Center
	source    inventory.Server
	target    inventory.Server
	user      inventory.User
	cloudAuth inventory.CloudAuth
}

// resolve looks up what a request refers to, in the order of its fields. Servers and repositories
// must belong to its center.
func (s *Server) resolve(request zdm.RecoveryRequest, caller inventory.User) (resolved, error) {
	at := resolved{inventory: s.inventory, v2: s.v2, user: caller}
	var ok bool
	if at.center, ok = inventory.Find(s.inventory.Centers, request.Center); !ok {
		return at, unknownCenter(request.Center)
	}
	servers := s.inventory.ServersOf(at.center.ID)
	if at.source, ok = inventory.Find(servers, request.Source); !ok {
		return at, unknownServer(request.Source)
	}
	if at.target, ok = inventory.Find(servers, request.Target); !ok {
		return at, unknownServer(request.Target)
	}
	if _, err := at.repository(request.Repository); err != nil {
		return at, err
	}
	if request.User != "" {
		if at.user, ok = inventory.Find(s.inventory.Users, request.User); !ok {
			return at, unknownUser(request.User)
		}
	}
	if request.CloudAuth != "" {
		if at.cloudAuth, ok = inventory.Find(s.inventory.CloudAuths, request.CloudAuth); !ok {
			return at, refuse(http.StatusNotFound, "ID가 '%s'인 CloudAuth를 찾을 수 없습니다", request.CloudAuth)
		}
	}
	return at, nil
}

func unknownCenter(identifier string) *failure {
	return refuse(http.StatusNotFound, "Zdm with ID '%s' not found", identifier)
}

func unknownServer(identifier string) *failure {
	return refuse(http.StatusNotFound, "ID가 '%s'인 Server를 찾을 수 없습니다", identifier)
}

func unknownUser(identifier string) *failure {
	return refuse(http.StatusNotFound, "ID가 '%s'인 User를 찾을 수 없습니다", identifier)
}

// repository looks up by id alone. The request's type and path override those of the inventory.
func (at resolved) repository(want zdm.Repository) (jobRepository, error) {
	found, ok := at.inventory.Repository(want.ID)
	if !ok || found.Center != at.center.ID {
		return jobRepository{}, refuse(http.StatusNotFound, "ID가 '%d'인 Repository를 찾을 수 없습니다", want.ID)
	}
	return jobRepository{ID: found.ID, Type: cmp.Or(want.Type, found.Type), Path: cmp.Or(want.Path, found.Path)}, nil
}

// partitions returns the job's partitions: those of the source that the request does not exclude.
func (at resolved) partitions(request zdm.RecoveryRequest) ([]jobPartition, error) {
	items := map[string]zdm.RecoveryJob{}
	for _, item := range request.JobList {
		found, ok := at.partition(at.source, item.SourcePartition)
		if !ok || found.Letter != at.letter(item.SourcePartition) {
			return nil, unknownPartition(item.SourcePartition, at.source)
		}
		items[found.Letter] = item
	}
	var made []jobPartition
	for _, source := range at.source.Partitions {
		item, listed := items[source.Letter]
		if excluded(source, request.ExcludePartition) || *request.ListOnly && !listed {
			continue
		}
		one, err := at.recover(source, item, request)
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

func unknownPartition(name string, s inventory.Server) *failure {
	return refuse(http.StatusNotFound, "PARTITION_NOT_FOUND: '%s' (%s)", name, s.Name)
}

// partition finds by letter or device. Before 2.0.1 a letter must match exactly.
func (at resolved) partition(s inventory.Server, name string) (inventory.Partition, bool) {
	name = at.letter(name)
	i := slices.IndexFunc(s.Partitions, func(p inventory.Partition) bool { return p.Letter == name || p.Device == name })
	if i < 0 {
		return inventory.Partition{}, false
	}
	return s.Partitions[i], true
}

// letter normalizes the name of a partition as the version does.
func (at resolved) letter(name string) string {
	if at.v2 {
		return driveLetter(name)
	}
	return name
}

// driveLetter returns "C:" for "c", "C" and "c:", as 2.0.1 does, and anything else unchanged.
func driveLetter(name string) string {
	letter := strings.ToUpper(strings.TrimSuffix(name, ":"))
	if len(letter) == 1 && letter[0] >= 'A' && letter[0] <= 'Z' {
		return letter + ":"
	}
	return name
}

// recover returns one partition of the job. item is the zero value if the request lists none for
// it.
func (at resolved) recover(source inventory.Partition, item zdm.RecoveryJob, request zdm.RecoveryRequest) (jobPartition, error) {
	// Without an item, the target is the partition of the same name. Any other would be a guess.
	wanted := cmp.Or(item.TargetPartition, source.Letter)
	target, ok := at.partition(at.target, wanted)
	if !ok {
		return jobPartition{}, unknownPartition(wanted, at.target)
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
	made := jobPartition{
		Source:       source.Letter,
		Target:       target.Letter,
		TargetDevice: target.Device,
		Mode:         cmp.Or(item.Mode, request.Mode),
		Overwrite:    cmp.Or(item.Overwrite, request.Overwrite) == zdm.OverwriteAllow,
		FileSystem:   source.FileSystem,
		ImageSize:    taken.Size,
		BackupJob:    saved.Name,
		BackupFile:   taken.Name,
		Latest:       item.BackupFile == "",
		Repository:   from,
		targetLabel:  cmp.Or(item.TargetPartition, target.Label()),
		damaged:      taken.Damaged,
	}
	if target.Size < source.Used {
		made.TooSmall = new(float64(target.Size) / float64(source.Used))
	}
	return made, nil
}

// image returns the newest image of a partition in a repository, among those the item selects. A
// backup job whose last run failed counts only if it is selected by name.
func (at resolved) image(source inventory.Partition, from jobRepository, item zdm.RecoveryJob) (inventory.Backup, inventory.Image, error) {
	var job inventory.Backup
	var newest inventory.Image
	known, fits := item.BackupJob == "", item.BackupJob == ""
	for _, candidate := range at.inventory.Backups {
		known = known || candidate.Name == item.BackupJob
		if !at.serves(candidate, source, from) || !chosen(candidate, item) {
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
		return job, newest, otherBackup(item.BackupJob)
	case newest.Name == "":
		return job, newest, noImage(at.center.Name, from.ID)
	}
	return job, newest, nil
}

func otherBackup(name string) *failure {
	return refuse(http.StatusNotFound, "Name이 '%s'인 Backup 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", name)
}

func noImage(center string, repository int64) *failure {
	return refuse(http.StatusNotFound, "백업 이미지가 존재하지 않음 (Center: %s, Repository ID: %d)", center, repository)
}

func imagesTimedOut(center string, repository int64) *failure {
	return refuse(http.StatusInternalServerError, "백업 이미지 조회 작업 시간 초과 (10초 경과, Center: %s, Repository ID: %d)", center, repository)
}

func (at resolved) serves(b inventory.Backup, p inventory.Partition, r jobRepository) bool {
	return b.Server == at.source.ID && b.Partition == p.Letter && b.Repository == r.ID
}

func chosen(b inventory.Backup, item zdm.RecoveryJob) bool {
	if item.BackupJob == "" {
		return !b.Failed
	}
	return b.Name == item.BackupJob
}

// excluded reports whether excludePartition lists p. Drives are listed without a colon and in any
// case.
func excluded(p inventory.Partition, excludePartition string) bool {
	return slices.ContainsFunc(calendar.List(excludePartition), func(name string) bool {
		return name == p.Letter || p.Windows() && driveLetter(name) == driveLetter(p.Letter)
	})
}

// generatedName returns the name of a job without one: the host part of the source's name, then the
// first partition.
func (at resolved) generatedName(first jobPartition) string {
	host, _, _ := strings.Cut(at.source.Name, "(")
	host = strings.TrimRight(host, " _")
	part := strings.TrimSuffix(strings.ReplaceAll(first.Source, "/", "_"), ":")
	switch {
	case first.Source == "/":
		part = "_ROOT"
	case at.v2 && part != first.Source && !strings.HasPrefix(part, "_"):
		part = "_" + part // a drive, since 2.0.1
	}
	return host + part
}

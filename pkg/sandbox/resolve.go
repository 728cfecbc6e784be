package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// resolved holds the inventory entries a request refers to.
type resolved struct {
	inventory *inventory.Inventory
	gen       generation
	center    inventory.Center
	source    inventory.Server
	target    inventory.Server
	user      inventory.User
	cloudAuth inventory.CloudAuth
	// Whether overwrite is "allow" when it is absent.
	allowOverwrite bool
}

// resolve looks up what a request refers to, in the order of its fields. Servers and repositories
// must belong to its center.
func (s *api) resolve(request request, caller inventory.User) (resolved, error) {
	at := resolved{inventory: s.inventory, gen: s.gen, user: caller, allowOverwrite: s.cfg.Choices.AllowOverwrite}
	var ok bool
	if at.center, ok = inventory.Find(s.inventory.Centers, request.center); !ok {
		return at, unknownCenter(request.center)
	}
	servers := s.inventory.ServersOf(at.center.ID)
	if request.source != "" {
		if at.source, ok = inventory.Find(servers, request.source); !ok {
			return at, unknownServer(request.source)
		}
	}
	if at.target, ok = inventory.Find(servers, request.target); !ok {
		return at, unknownServer(request.target)
	}
	if _, err := at.repository(request.repository); err != nil {
		return at, err
	}
	if request.user != "" {
		if at.user, ok = inventory.Find(s.inventory.Users, request.user); !ok {
			return at, unknownUser(request.user)
		}
	}
	if request.cloudAuth != "" {
		if at.cloudAuth, ok = inventory.Find(s.inventory.CloudAuths, request.cloudAuth); !ok {
			return at, refuse(http.StatusNotFound, "ID가 '%s'인 CloudAuth를 찾을 수 없습니다", request.cloudAuth).
				withMissing("NOT_FOUND", "Cloud auth", request.cloudAuth)
		}
	}
	return at, nil
}

func unknownCenter(identifier string) *failure {
	return refuse(http.StatusNotFound, "Zdm with ID '%s' not found", identifier).withMissing("ZDM-ERROR-01", "Zdm", identifier)
}

func unknownServer(identifier string) *failure {
	return refuse(http.StatusNotFound, "ID가 '%s'인 Server를 찾을 수 없습니다", identifier).withMissing("SERVER-ERROR-01", "Server", identifier)
}

func unknownUser(identifier string) *failure {
	f := refuse(http.StatusNotFound, "ID가 '%s'인 User를 찾을 수 없습니다", identifier).withMissing("USER-ERROR-03", "User", identifier)
	if _, isID := inventory.ParseID(identifier); !isID {
		f.v3.code = "USER-ERROR-02"
	}
	return f
}

// repository looks up a repository by id only. The request's type and path override those of the
// inventory.
func (at resolved) repository(want zdm.Repository) (jobRepository, error) {
	found, ok := at.inventory.Repository(want.ID)
	if !ok || found.Center != at.center.ID {
		return jobRepository{}, refuse(http.StatusNotFound, "ID가 '%d'인 Repository를 찾을 수 없습니다", want.ID).
			withV3(http.StatusNotFound, codeNoRepository, "Repository with ID '%d' does not exist in this center. Available repository IDs: %s.", want.ID, at.repositoryIDs())
	}
	return jobRepository{ID: found.ID, Type: cmp.Or(want.Type, found.Type), Path: cmp.Or(want.Path, found.Path)}, nil
}

func (at resolved) repositoryIDs() string {
	var ids []string
	for _, one := range at.inventory.Repositories {
		if one.Center == at.center.ID {
			ids = append(ids, id(one.ID))
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return strings.Join(ids, ", ")
}

func unknownPartition(name string, s inventory.Server) *failure {
	return refuse(http.StatusNotFound, "PARTITION_NOT_FOUND: '%s' (%s)", name, s.Name).
		withV3(http.StatusNotFound, codeNoPartition, "Specified drive/partition does not exist on the server.")
}

// partition finds a partition by letter or device. Before 2.0.1 a letter must match exactly.
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
	if at.gen >= v2 {
		return driveLetter(name)
	}
	return name
}

// driveLetter returns "C:" for "c", "C" and "c:", as 2.0.1 does, and returns anything else
// unchanged.
func driveLetter(name string) string {
	letter := strings.ToUpper(strings.TrimSuffix(name, ":"))
	if len(letter) == 1 && letter[0] >= 'A' && letter[0] <= 'Z' {
		return letter + ":"
	}
	return name
}

func otherBackup(name string) *failure {
	return refuse(http.StatusNotFound, "Name이 '%s'인 Backup 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", name).
		withV3(http.StatusNotFound, codeNoJob, "Backup job with Name '%s' exists, but no results match the specified filter conditions.", name)
}

func noImage(center string, repository int64) *failure {
	return refuse(http.StatusNotFound, "백업 이미지가 존재하지 않음 (Center: %s, Repository ID: %d)", center, repository)
}

func imagesTimedOut(center string, repository int64) *failure {
	return refuse(http.StatusInternalServerError, "백업 이미지 조회 작업 시간 초과 (10초 경과, Center: %s, Repository ID: %d)", center, repository).
		withV3(http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", "%s", imagesTimedOutText(center, repository))
}

func imagesTimedOutText(center string, repository int64) string {
	return fmt.Sprintf("Backup image lookup timed out (30 seconds elapsed, Center: %s, Repository ID: %d, last job status: Waiting(0))", center, repository)
}

// generatedName returns the name of a job that was registered without one. It consists of the host
// part of the source's name and the first partition.
func (at resolved) generatedName(first jobPartition) string {
	host, _, _ := strings.Cut(at.source.Name, "(")
	host = strings.TrimRight(host, " _")
	part := strings.TrimSuffix(strings.ReplaceAll(first.Source, "/", "_"), ":")
	switch {
	case first.Source == "/":
		part = "_ROOT"
	case at.gen >= v2 && part != first.Source && !strings.HasPrefix(part, "_"):
		part = "_" + part // a drive, since 2.0.1
	}
	return host + part
}

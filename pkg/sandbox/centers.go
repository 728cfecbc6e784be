package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// centerView is a center (ZDM API, GET /zdms). Lists are nil unless a parameter selects them.
type centerView struct {
	Name struct {
		Center string `json:"center"`
		Host   string `json:"host"`
	} `json:"name"`
	ID struct {
		Center  string `json:"center"`
		Install string `json:"install"`
		Machine string `json:"machine"`
	} `json:"id"`
	OS struct {
		Version string `json:"version"`
	} `json:"os"`
	IP     systemIPs `json:"ip"`
	Status struct {
		Connect  string `json:"connect"`
		Activate string `json:"activate"`
	} `json:"status"`
	Path struct {
		LogFile string `json:"logFile"`
		Install string `json:"install"`
	} `json:"path"`
	Resources    *centerResources       `json:"resources,omitempty"` // 3.0, detail
	Disks        []centerDiskView       `json:"disk,omitzero"`
	Networks     []networkView          `json:"network,omitzero"`
	Partitions   []partitionView        `json:"partition,omitzero"`
	Repositories []centerRepositoryView `json:"repository,omitzero"`
	ObjectStores []struct{}             `json:"zosRepository,omitzero"` // the sandbox has none
	LastUpdated  string                 `json:"lastUpdated"`
}

// centerResources is the hardware of a center, which an inventory does not have.
type centerResources struct {
	Model        string `json:"model"`
	CPU          string `json:"cpu"`
	CPUCount     string `json:"cpuCount"`
	Memory       string `json:"memory"`
	Kernel       string `json:"kernel"`
	SystemType   string `json:"systemType"`
	Organization string `json:"organization"`
}

type centerDiskView struct {
	Caption     string   `json:"diskCaption"`
	Type        string   `json:"diskType"`
	Size        sizeView `json:"diskSize"`
	LastUpdated string   `json:"lastUpdated"`
}

type centerRepositoryView struct {
	ID     string `json:"id"`
	Center string `json:"center"`
	Type   string `json:"type"`
	OS     string `json:"os,omitempty"` // 1.x, single reads only
	spaceView
	RemotePath  string   `json:"remotePath"`
	LocalPath   string   `json:"localPath"`
	Addresses   []string `json:"ipAddress"`
	Port        string   `json:"port"`
	LastUpdated string   `json:"lastUpdated"`
}

// centerQuery holds the parameters of the list and of a single read. The parameter detail only has
// an effect in 3.0.
type centerQuery struct {
	connection, activation                                      string
	network, disk, partition, repository, objectStorage, detail bool
}

func readCenterQuery(q query) centerQuery {
	return centerQuery{
		detail:     q.flag("detail"),
		connection: q.oneOf("connection", "connect", "disconnect"),
		activation: q.oneOf("activation", "ok", "fail"),
		network:    q.flag("network"), disk: q.flag("disk"), partition: q.flag("partition"),
		repository: q.flag("repository"), objectStorage: q.flag("zosRepository"),
	}
}

func (q centerQuery) fits(c inventory.Center) bool {
	return fits(q.connection, connection(c.Machine)) && fits(q.activation, activation(c))
}

func activation(c inventory.Center) string { return word(c.Inactive, "fail", "ok") }

// listCenters handles GET /zdms.
func (s *api) listCenters(_ *http.Request, q query) (reply, error) {
	wanted := readCenterQuery(q)
	return listed(q, "ZDM information list", s.inventory.Centers, wanted.fits,
		func(c inventory.Center) centerView { return s.center(c, wanted, false) })
}

// getCenter handles GET /zdms/:identifier.
func (s *api) getCenter(r *http.Request, q query) (reply, error) {
	wanted := readCenterQuery(q)
	found, ok := inventory.Find(s.inventory.Centers, r.PathValue("identifier"))
	if !ok || !wanted.fits(found) {
		return reply{}, noZDM(r.PathValue("identifier"))
	}
	return reply{data: s.center(found, wanted, true), message: "ZDM information retrieved"}, nil
}

func noZDM(identifier string) *failure {
	return refuse(http.StatusNotFound, "ID가 '%s'인 ZDM을 찾을 수 없습니다", identifier).withMissing("ZDM-ERROR-01", "Zdm", identifier)
}

func (s *api) center(c inventory.Center, wanted centerQuery, single bool) centerView {
	v := centerView{IP: ips(c.Machine), LastUpdated: s.reported()}
	v.Name.Center, v.Name.Host = c.Name, c.Host
	v.ID.Center, v.ID.Install, v.ID.Machine = id(c.ID), c.Install, c.MachineID
	v.OS.Version = c.OS
	v.Status.Connect, v.Status.Activate = connection(c.Machine), activation(c)
	v.Path.LogFile, v.Path.Install = c.LogFile, c.InstallDir
	if s.gen >= v3Early { // a center of 3.0 has all lists, and those that were not requested are empty
		v.Disks, v.Networks, v.Partitions = []centerDiskView{}, []networkView{}, []partitionView{}
		v.Repositories, v.ObjectStores = []centerRepositoryView{}, []struct{}{}
		if wanted.detail {
			v.Resources = &centerResources{"-", "-", "-", "-", "-", "-", "-"}
		}
	}
	if wanted.disk {
		v.Disks = []centerDiskView{}
		for _, d := range s.disks(c.Machine) {
			v.Disks = append(v.Disks, centerDiskView{d.Caption, d.Type, d.Size, d.LastUpdated})
		}
	}
	if wanted.network {
		v.Networks = s.networks(c.Machine)
	}
	if wanted.partition {
		v.Partitions = s.partitions(c.Machine, "")
	}
	if wanted.repository {
		v.Repositories = []centerRepositoryView{}
		for _, r := range s.inventory.Repositories {
			if r.Center == c.ID {
				v.Repositories = append(v.Repositories, s.repository(r, single))
			}
		}
	}
	if wanted.objectStorage {
		v.ObjectStores = []struct{}{}
	}
	return v
}

func (s *api) repository(r inventory.Repository, ofOneCenter bool) centerRepositoryView {
	v := centerRepositoryView{
		ID: id(r.ID), Center: s.inventory.Center(r.Center).Name, Type: strings.ToUpper(r.Type),
		spaceView: space(r.Used, r.Size), RemotePath: r.Path, LocalPath: r.LocalPath, Addresses: r.Addresses, Port: id(r.Port), LastUpdated: s.reported()}
	if ofOneCenter && s.gen < v2 {
		v.OS = r.OS
	}
	return v
}

// repositoryType reads the parameter type.
func (s *api) repositoryType(q query) string {
	types := []string{zdm.RepositoryNFS, zdm.RepositorySMB}
	if s.gen < v3Early {
		return q.oneOf("type", types...)
	}
	types = s.repositoryTypes()
	got := strings.ToLower(q.text("type"))
	if got != "" && !slices.Contains(types, got) {
		text := `Invalid option: expected one of "` + strings.Join(types, `"|"`) + `"`
		q.fail(refuse(http.StatusBadRequest, "%s", text).invalidQuery("type", "%s", text))
	}
	return got
}

// listRepositories handles GET /zdms/repositories, which filters by center in both versions.
func (s *api) listRepositories(_ *http.Request, q query) (reply, error) {
	return s.repositories(q, "Repository list retrieved", false, func(one inventory.Repository) bool {
		return q.wants(s.inventory.Center(one.Center))
	})
}

// centerRepositories handles GET /zdms/:identifier/repositories.
func (s *api) centerRepositories(r *http.Request, q query) (reply, error) {
	center, ok := inventory.Find(s.inventory.Centers, r.PathValue("identifier"))
	if !ok {
		return reply{}, noZDM(r.PathValue("identifier"))
	}
	return s.repositories(q, "Repository information retrieved", true, func(one inventory.Repository) bool {
		return one.Center == center.ID && s.filtersRepositories(q, center)
	})
}

// filtersRepositories reports whether the parameter center includes the repositories of a center.
// In 2.0, it includes none.
func (s *api) filtersRepositories(q query, center inventory.Center) bool {
	if s.gen >= v2 && s.gen < v3Early {
		return q.text("center") == ""
	}
	return q.in(center)
}

func (s *api) repositories(q query, message string, ofOneCenter bool, keep func(inventory.Repository) bool) (reply, error) {
	kind, path := s.repositoryType(q), q.text("path")
	system := map[string]string{"win": "Windows", "lin": "Linux"}[q.oneOf("os", "win", "lin")]
	return listed(q, message, s.inventory.Repositories,
		func(one inventory.Repository) bool {
			return keep(one) && fits(kind, one.Type) && fits(path, one.Path) && fits(system, one.OS)
		},
		func(one inventory.Repository) centerRepositoryView { return s.repository(one, ofOneCenter) })
}

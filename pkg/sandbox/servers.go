package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// serverView is a server (ZDM API, GET /servers). What a parameter selects is nil without it.
type serverView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Agent struct {
		Mode    string `json:"mode"`
		Version string `json:"version,omitempty"` // detail
	} `json:"agent"`
	OS struct {
		Version string `json:"version"`
	} `json:"os"`
	IP      systemIPs `json:"ip"`
	License struct {
		ID string `json:"id"`
	} `json:"license"`
	Status struct {
		Connect string `json:"connect"`
	} `json:"status"`
	Resources   *resourcesView         `json:"resources,omitempty"`
	Disks       []diskView             `json:"disk,omitzero"`
	Networks    []networkView          `json:"network,omitzero"`
	Partitions  []partitionView        `json:"partition,omitzero"`
	Repository  []serverRepositoryView `json:"repository,omitzero"`
	LastUpdated string                 `json:"lastUpdated"`
}

type resourcesView struct {
	Model        string `json:"model"`
	Type         string `json:"type"`
	Manufacturer string `json:"manufacturer"`
	Kernel       string `json:"kernel"`
	CPU          string `json:"cpu"`
	CPUCount     string `json:"cpuCount"`
	Memory       string `json:"memory"`
}

type serverRepositoryView struct {
	ID string `json:"id"`
	OS string `json:"os,omitempty"` // single reads only
	spaceView
	Type        string   `json:"type"`
	LocalPath   string   `json:"localPath"`
	RemotePath  string   `json:"remotePath"`
	RemoteUser  string   `json:"remoteUser"`
	Addresses   []string `json:"ipAddress"`
	Port        string   `json:"port"`
	LastUpdated string   `json:"lastUpdated"`
}

// serverQuery holds the parameters of the list and of a single read.
type serverQuery struct {
	mode, os, connection, license                string
	disk, network, partition, repository, detail bool
}

func readServerQuery(q query) serverQuery {
	return serverQuery{
		mode:       q.oneOf("mode", sideSource, sideTarget),
		os:         q.oneOf("os", "win", "lin", "cloud"),
		connection: q.oneOf("connection", "connect", "disconnect"),
		license:    q.oneOf("license", "assign", "unassign"),
		disk:       q.flag("disk"), network: q.flag("network"), partition: q.flag("partition"),
		repository: q.flag("repository"), detail: q.flag("detail"),
	}
}

func (q serverQuery) fits(s inventory.Server) bool {
	system := "lin"
	switch {
	case s.Type == "Cloud":
		system = "cloud"
	case s.Windows():
		system = "win"
	}
	return (q.mode == "" || (q.mode == sideTarget) == s.Target) && fits(q.os, system) && fits(q.connection, connection(s.Machine)) &&
		(q.license == "" || (q.license == "assign") == (s.License != 0))
}

// listServers handles GET /servers.
func (s *api) listServers(_ *http.Request, q query) (reply, error) {
	wanted := readServerQuery(q)
	return listed(q, "Server information list", s.inventory.Servers,
		func(one inventory.Server) bool { return wanted.fits(one) && q.in(s.inventory.Center(one.Center)) },
		func(one inventory.Server) serverView { return s.server(one, wanted, false) })
}

// getServer handles GET /servers/:identifier.
func (s *api) getServer(r *http.Request, q query) (reply, error) {
	wanted := readServerQuery(q)
	found, err := s.readServer(q, r.PathValue("identifier"))
	if err != nil {
		return reply{}, err
	}
	if !wanted.fits(found) {
		return reply{}, unknownServer(r.PathValue("identifier"))
	}
	return reply{data: s.server(found, wanted, true), message: "Server information retrieved"}, nil
}

// readServer finds a server of the query's center. Before 3.0, the first server of that name must
// be in the center.
func (s *api) readServer(q query, identifier string) (inventory.Server, error) {
	found, ok := inventory.Find(s.inventory.Servers, identifier)
	if s.gen >= v3Early {
		within := slices.DeleteFunc(slices.Clone(s.inventory.Servers), func(one inventory.Server) bool { return !q.in(s.inventory.Center(one.Center)) })
		if inside, here := inventory.Find(within, identifier); here {
			return inside, nil
		}
	}
	switch {
	case !ok:
		return found, unknownServer(identifier)
	case q.in(s.inventory.Center(found.Center)):
		return found, nil
	case s.gen >= v3Early:
		return found, centerMismatch("Server", q.text("center"))
	}
	return found, unknownServer(identifier)
}

func (s *api) server(one inventory.Server, wanted serverQuery, single bool) serverView {
	v := serverView{ID: id(one.ID), Name: one.Name, IP: ips(one.Machine), LastUpdated: s.reported()}
	v.Agent.Mode = word(one.Target, "Target", "Source")
	v.OS.Version, v.License.ID, v.Status.Connect = one.OS, id(one.License), connection(one.Machine)
	if wanted.detail {
		v.Agent.Version = one.Agent
		v.Resources = &resourcesView{Model: one.Model, Type: one.Type, Manufacturer: one.Manufacturer, Kernel: one.Kernel,
			CPU: one.CPU, CPUCount: id(one.CPUCount), Memory: fmt.Sprintf("%d (%s)", one.Memory, formatted(one.Memory, 1))}
	}
	if wanted.disk {
		v.Disks = s.disks(one.Machine)
	}
	if wanted.network {
		v.Networks = s.networks(one.Machine)
	}
	if wanted.partition {
		v.Partitions = s.partitions(one.Machine, one.Name)
	}
	if wanted.repository {
		v.Repository = s.repositoriesOf(one, single)
	}
	return v
}

// repositoriesOf returns the repositories of the server's center.
func (s *api) repositoriesOf(one inventory.Server, single bool) []serverRepositoryView {
	views := []serverRepositoryView{}
	for _, r := range s.inventory.Repositories {
		if r.Center != one.Center {
			continue
		}
		v := serverRepositoryView{
			ID: id(r.ID), spaceView: space(r.Used, r.Size),
			Type: strings.ToUpper(r.Type), LocalPath: r.LocalPath, RemotePath: r.Path, RemoteUser: r.User,
			Addresses: r.Addresses, Port: id(r.Port), LastUpdated: s.reported()}
		if single {
			v.OS = r.OS
		}
		views = append(views, v)
	}
	return views
}

// listPartitions handles GET /servers/partitions.
func (s *api) listPartitions(_ *http.Request, q query) (reply, error) {
	all := []partitionView{}
	for _, one := range s.inventory.Servers {
		if q.in(s.inventory.Center(one.Center)) {
			all = append(all, s.partitions(one.Machine, one.Name)...)
		}
	}
	return s.partitionList(q, "Partition information list", all)
}

// serverPartitions handles GET /servers/:identifier/partitions.
func (s *api) serverPartitions(r *http.Request, q query) (reply, error) {
	found, err := s.readServer(q, r.PathValue("identifier"))
	if err != nil {
		return reply{}, err
	}
	return s.partitionList(q, "Partition information retrieved", s.partitions(found.Machine, found.Name))
}

// partitionList responds in the order of the servers. Only 2.0 sorts.
func (s *api) partitionList(q query, message string, all []partitionView) (reply, error) {
	letter, device, fileSystem := s.letterParameter(q), q.text("device"), q.text("fileSystem")
	page, sorted := q.page(), q.oneOf("sort", "asc", "desc")
	kept := slices.DeleteFunc(all, func(p partitionView) bool {
		return !fits(letter, p.Letter) || !fits(device, p.Device) || fileSystem != "" && !strings.EqualFold(p.FileSystem, fileSystem)
	})
	if s.gen >= v2 && sorted == "desc" {
		slices.Reverse(kept)
	}
	return reply{data: cut(page, kept), pagination: page, message: message}, nil
}

package info

import (
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// document is what -o json shows.
type document struct {
	Store        string       `json:"store"`
	Email        string       `json:"email"`
	Password     string       `json:"password"`
	Recoveries   int          `json:"recoveries"`
	Schedules    int          `json:"schedules"`
	Servers      []server     `json:"servers"`
	Repositories []repository `json:"repositories"`
	Backups      []backup     `json:"backups"`
}

type server struct {
	ID         int64    `json:"id"`
	Name       string   `json:"name"`
	Center     string   `json:"center"`
	OS         string   `json:"os"`
	Partitions []string `json:"partitions"`
}

type repository struct {
	ID     int64  `json:"id"`
	Center string `json:"center"`
	Type   string `json:"type"`
	Path   string `json:"path"`
}

type backup struct {
	Name       string   `json:"name"`
	Server     string   `json:"server"`
	Partition  string   `json:"partition"`
	Repository int64    `json:"repository"`
	Images     []string `json:"images"`
}

func documentOf(about sandbox.Info) document {
	inv := about.Inventory
	d := document{Store: about.Path, Email: about.Email, Password: about.Password, Recoveries: about.Jobs, Schedules: about.Schedules}
	for _, s := range inv.Servers {
		d.Servers = append(d.Servers, server{ID: s.ID, Name: s.Name, Center: inv.Center(s.Center).Name, OS: s.OS, Partitions: letters(s)})
	}
	for _, r := range inv.Repositories {
		d.Repositories = append(d.Repositories, repository{ID: r.ID, Center: inv.Center(r.Center).Name, Type: r.Type, Path: r.Path})
	}
	for _, b := range inv.Backups {
		source, _ := inv.Server(b.Server)
		images := make([]string, len(b.Images))
		for i, image := range b.Images {
			images[i] = image.Name
		}
		d.Backups = append(d.Backups, backup{Name: b.Name, Server: source.Name, Partition: b.Partition, Repository: b.Repository, Images: images})
	}
	return d
}

func letters(s inventory.Server) []string {
	list := make([]string, len(s.Partitions))
	for i, p := range s.Partitions {
		list[i] = p.Letter
	}
	return list
}

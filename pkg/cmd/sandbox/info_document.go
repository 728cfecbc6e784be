package sandbox

import (
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// infoDocument is the output of -o json.
type infoDocument struct {
	Store        string           `json:"store"`
	Email        string           `json:"email"`
	Password     string           `json:"password"`
	Recoveries   int              `json:"recoveries"`
	Schedules    int              `json:"schedules"`
	Servers      []serverInfo     `json:"servers"`
	Repositories []repositoryInfo `json:"repositories"`
	Backups      []backupInfo     `json:"backups"`
}

type serverInfo struct {
	ID         int64    `json:"id"`
	Name       string   `json:"name"`
	Center     string   `json:"center"`
	OS         string   `json:"os"`
	Partitions []string `json:"partitions"`
}

type repositoryInfo struct {
	ID     int64  `json:"id"`
	Center string `json:"center"`
	Type   string `json:"type"`
	Path   string `json:"path"`
}

type backupInfo struct {
	Name       string   `json:"name"`
	Server     string   `json:"server"`
	Partition  string   `json:"partition"`
	Repository int64    `json:"repository"`
	Images     []string `json:"images"`
}

func documentOf(about sandbox.Info) infoDocument {
	inv := about.Inventory
	d := infoDocument{Store: about.Path, Email: about.Email, Password: about.Password, Recoveries: about.Jobs, Schedules: about.Schedules}
	for _, s := range inv.Servers {
		d.Servers = append(d.Servers, serverInfo{ID: s.ID, Name: s.Name, Center: inv.Center(s.Center).Name, OS: s.OS, Partitions: letters(s)})
	}
	for _, r := range inv.Repositories {
		d.Repositories = append(d.Repositories, repositoryInfo{ID: r.ID, Center: inv.Center(r.Center).Name, Type: r.Type, Path: r.Path})
	}
	for _, b := range inv.Backups {
		source, _ := inv.Server(b.Server)
		images := make([]string, len(b.Images))
		for i, image := range b.Images {
			images[i] = image.Name
		}
		d.Backups = append(d.Backups, backupInfo{Name: b.Name, Server: source.Name, Partition: b.Partition, Repository: b.Repository, Images: images})
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

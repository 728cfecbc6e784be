package sandbox

import (
	"cmp"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// imageView is an image of a server (ZDM API, GET /backups/images/server). Linux servers and
// removed ones have a partition, Windows servers a drive.
type imageView struct {
	Image struct {
		Name        string   `json:"name"`
		JobName     string   `json:"jobName"`
		Type        string   `json:"type"`
		Size        sizeView `json:"size"`
		CreatedAt   string   `json:"createdAt"`
		Compression struct {
			Enabled bool   `json:"enabled"`
			Ratio   string `json:"ratio"`
		} `json:"compression"`
		Repository struct {
			ID   int64  `json:"id"`
			Path string `json:"path"`
		} `json:"repository"`
	} `json:"image"`
	Server struct {
		Name string `json:"name"`
		OS   string `json:"os"`
	} `json:"server"`
	Partition *imagePartition `json:"partition,omitempty"`
	Drive     *imageDrive     `json:"drive,omitempty"`
}

type imagePartition struct {
	MountPoint string   `json:"mountPoint"`
	Device     string   `json:"device"`
	Size       sizeView `json:"size"`
	FileSystem string   `json:"filesystem"`
}

type imageDrive struct {
	Letter     string   `json:"letter"`
	Size       sizeView `json:"size"`
	FileSystem string   `json:"filesystem"`
}

// savedImage is an image with its origin.
type savedImage struct {
	inventory.Image
	backup inventory.Backup
	server inventory.Server // if it was removed, only its name is set
	where  inventory.Repository
}

// listImages handles GET /backups/images/server/:serverName.
func (s *api) listImages(r *http.Request, q query) (reply, error) {
	name := r.PathValue("serverName")
	if strings.TrimSpace(name) == "" {
		return reply{}, refuse(http.StatusBadRequest, "서버 이름(serverName)이 필요합니다.")
	}
	page, repository := q.page(), q.number("repositoryId")
	if err := s.checkImageQuery(q, name, repository); err != nil {
		return reply{}, err
	}
	if fault.Strikes(r.Context(), fault.Timeout) {
		return reply{}, imagesTimedOut(s.imageCenter(q), repository)
	}
	path, jobName := q.text("repositoryPath"), q.text("jobName")
	letter := strings.TrimSuffix(cmp.Or(q.text("partition"), q.text("drive")), ":")
	views := []imageView{}
	for img := range savedImages(s.inventory) {
		if img.server.Name == name && (repository == 0 || img.where.ID == repository) && fits(path, img.where.Path) && fits(jobName, img.backup.Name) &&
			q.wants(s.inventory.Center(img.where.Center)) && fits(letter, strings.TrimSuffix(img.backup.Partition, ":")) {
			views = append(views, img.view())
		}
	}
	if len(views) == 0 && !s.cfg.Choices.EmptyImages {
		return reply{}, noImage(s.imageCenter(q), repository)
	}
	return reply{data: cut(page, views), pagination: page, message: "Backup images retrieved successfully"}, nil
}

func (s *api) checkImageQuery(q query, name string, repository int64) error {
	if center := q.text("center"); center != "" {
		if _, ok := inventory.Find(s.inventory.Centers, center); !ok {
			return refuse(http.StatusNotFound, "요청한 Center '%s'을(를) 찾을 수 없습니다", center)
		}
	}
	if len(s.inventory.Repositories) == 0 {
		return refuse(http.StatusNotFound, "등록된 Repository가 없습니다")
	}
	if _, ok := s.inventory.Repository(repository); repository != 0 && !ok {
		return refuse(http.StatusNotFound, "요청한 Repository ID %d를 찾을 수 없습니다", repository)
	}
	known := slices.ContainsFunc(s.inventory.Servers, func(one inventory.Server) bool { return one.Name == name })
	for img := range savedImages(s.inventory) {
		known = known || img.server.Name == name
	}
	if !known {
		return refuse(http.StatusNotFound, "서버 '%s'을(를) 찾을 수 없습니다", name)
	}
	return nil
}

func (s *api) imageCenter(q query) string {
	found, _ := inventory.Find(s.inventory.Centers, q.text("center"))
	return cmp.Or(found.Name, "-")
}

// savedImages visits the images of an inventory.
func savedImages(inv *inventory.Inventory) iter.Seq[savedImage] {
	return func(yield func(savedImage) bool) {
		for _, b := range inv.Backups {
			where, _ := inv.Repository(b.Repository)
			for _, img := range b.Images {
				if !yield(savedImage{img, b, origin(inv, b), where}) {
					return
				}
			}
		}
	}
}

// origin returns the server of a backup job. One that was removed only has a name.
func origin(inv *inventory.Inventory, b inventory.Backup) inventory.Server {
	server, known := inv.Server(b.Server)
	if !known {
		server.Name = b.FormerServer
	}
	return server
}

func (img savedImage) view() imageView {
	var v imageView
	v.Image.Name, v.Image.JobName, v.Image.Type = img.Name, img.backup.Name, img.Type
	v.Image.Size = sizeView{Raw: img.Size, Formatted: formatted(img.Size, 2)}
	v.Image.CreatedAt = inventoryTime(img.Created)
	v.Image.Compression.Enabled, v.Image.Compression.Ratio = img.Compression != "", img.Compression
	if img.Compression == "" {
		v.Image.Compression.Ratio = "0.00%"
	}
	v.Image.Repository.ID, v.Image.Repository.Path = img.where.ID, img.where.Path
	v.Server.Name, v.Server.OS = img.server.Name, img.server.OS
	if img.server.ID == 0 {
		v.Server.OS = "UNKNOWN"
	}
	of := img.partition()
	if of.Windows() && img.server.ID != 0 {
		v.Drive = &imageDrive{Letter: of.Letter, Size: size(of.Size)}
	} else {
		v.Partition = &imagePartition{MountPoint: of.Letter, Device: of.Device, Size: size(of.Size), FileSystem: of.FileSystem}
	}
	return v
}

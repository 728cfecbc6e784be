package sandbox

import (
	"net/http"
	"slices"
	"strconv"
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
func (s *api) listImages(r *http.Request) (reply, error) {
	q, name := s.query(r), r.PathValue("serverName")
	if strings.TrimSpace(name) == "" {
		return reply{}, refuse(http.StatusBadRequest, "서버 이름(serverName)이 필요합니다.")
	}
	page, repository := q.page(), q.number("repositoryId")
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	if err := s.checkImageQuery(q, name, repository); err != nil {
		return reply{}, err
	}
	if fault.Strikes(r.Context(), fault.Timeout) {
		return reply{}, imagesTimedOut(s.imageCenter(q), repository)
	}
	path, jobName, letter := q.text("repositoryPath"), q.text("jobName"), drive(q)
	is := func(wanted, text string) bool { return wanted == "" || wanted == text }
	views := []imageView{}
	for _, img := range s.imagesOf(name) {
		if (repository == 0 || img.where.ID == repository) && is(path, img.where.Path) && is(jobName, img.backup.Name) &&
			q.wants(s.inventory.Center(img.where.Center)) && is(letter, strings.TrimSuffix(img.backup.Partition, ":")) {
			views = append(views, img.view())
		}
	}
	if len(views) == 0 && !s.cfg.Choices.EmptyImages {
		return reply{}, noImage(s.imageCenter(q), repository)
	}
	return reply{data: cut(page, views), pagination: page, message: "Backup images retrieved successfully"}, nil
}

// drive reads the parameters partition and drive, ignoring a drive's colon.
func drive(q query) string {
	if letter := q.text("partition"); letter != "" {
		return strings.TrimSuffix(letter, ":")
	}
	return strings.TrimSuffix(q.text("drive"), ":")
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
		return refuse(http.StatusNotFound, "요청한 Repository ID %s를 찾을 수 없습니다", strconv.FormatInt(repository, 10))
	}
	isNamed := func(one inventory.Server) bool { return one.Name == name }
	if !slices.ContainsFunc(s.inventory.Servers, isNamed) && len(s.imagesOf(name)) == 0 {
		return refuse(http.StatusNotFound, "서버 '%s'을(를) 찾을 수 없습니다", name)
	}
	return nil
}

func (s *api) imageCenter(q query) string {
	if found, ok := inventory.Find(s.inventory.Centers, q.text("center")); ok {
		return found.Name
	}
	return "-"
}

// imagesOf returns the images of a server by name, including a removed one.
func (s *api) imagesOf(name string) (images []savedImage) {
	for _, b := range s.inventory.Backups {
		server := s.origin(b)
		if server.Name != name {
			continue
		}
		where, _ := s.inventory.Repository(b.Repository)
		for _, img := range b.Images {
			images = append(images, savedImage{img, b, server, where})
		}
	}
	return images
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

package sandbox

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// imageView3 is an image in 3.0 (ZDM API, GET /backups/images). Linux servers and removed ones have
// a partition, Windows servers a drive.
type imageView3 struct {
	Image struct {
		Name    string `json:"name"`
		JobName string `json:"jobName"`
		Type    string `json:"type"`
		Size    struct {
			Original   sizeView `json:"original"`
			Compressed sizeView `json:"compressed"`
		} `json:"size"`
		CreatedAt   string `json:"createdAt"`
		Compression struct {
			Level string     `json:"level"`
			Ratio *ratioView `json:"ratio"` // nil if the size is 0
		} `json:"compression"`
		Repository struct {
			ID   int64  `json:"id"`
			Path string `json:"path"`
		} `json:"repository"`
		Comment string `json:"comment"`
	} `json:"image"`
	Server struct {
		Name string `json:"name"`
		OS   string `json:"os"`
	} `json:"server"`
	Partition *imagePartition3 `json:"partition,omitempty"`
	Drive     *imageDrive3     `json:"drive,omitempty"`
}

type ratioView struct {
	Percent   float64 `json:"percent"`
	Formatted string  `json:"formatted"`
}

type imagePartition3 struct {
	MountPoint string `json:"mountPoint"`
	Device     string `json:"device"`
}

type imageDrive3 struct {
	Letter string `json:"letter"`
}

// scanView reports which repositories were searched for images.
type scanView struct {
	Total     int           `json:"total"`
	Succeeded int           `json:"succeeded"`
	Failed    int           `json:"failed"`
	Failures  []scanFailure `json:"failures"`
}

type scanFailure struct {
	CenterName   string `json:"centerName"`
	RepositoryID int64  `json:"repositoryId"`
	Code         string `json:"code"`
	Reason       string `json:"reason"`
	Retryable    bool   `json:"retryable"`
}

// imageQuery holds the filters of images.
type imageQuery struct {
	server, path, jobName, letter string
	ascending                     bool
	page                          *pagination
}

// listImages3 handles GET /backups/images.
func (s *api) listImages3(r *http.Request, q query) (reply, error) {
	return s.images3(r, q, q.text("server"))
}

// serverImages3 handles GET /backups/images/server/:server.
func (s *api) serverImages3(r *http.Request, q query) (reply, error) {
	server := r.PathValue("serverName")
	if strings.TrimSpace(server) == "" {
		return reply{}, refuse(http.StatusBadRequest, "server is required").invalidPath("server", "server is required")
	}
	return s.images3(r, q, server)
}

func (s *api) images3(r *http.Request, q query, server string) (reply, error) {
	kind, repository := q.oneOf("repositoryType", zdm.RepositoryTypes()...), q.number("repositoryId")
	wanted := imageQuery{server: server, path: q.text("repositoryPath"), jobName: q.text("jobName"), letter: s.letterParameter(q),
		ascending: q.ascending(), page: q.page()}
	repositories, err := s.scanned(q, kind, repository)
	if err != nil {
		return reply{}, err
	}
	scan, err := s.scan(r, repositories)
	if err != nil {
		return reply{}, err
	}
	found := s.imagesIn(repositories[scan.Failed:], wanted)
	shown := []imageView3{}
	for _, img := range cut(wanted.page, found) {
		shown = append(shown, img.view3())
	}
	message := "Backup images retrieved successfully"
	if scan.Failed > 0 {
		message = fmt.Sprintf("Backup images retrieved (%d of %d repositories scanned)", scan.Succeeded, scan.Total)
	}
	return reply{data: shown, pagination: wanted.page, scan: &scan, message: message}, nil
}

// scanned returns the repositories that a request searches.
func (s *api) scanned(q query, kind string, repository int64) ([]inventory.Repository, error) {
	for name := range strings.SplitSeq(q.text("center"), ",") {
		if _, ok := inventory.Find(s.inventory.Centers, strings.TrimSpace(name)); q.text("center") != "" && !ok {
			return nil, refuse(http.StatusNotFound, "Requested Center '%s' not found", strings.TrimSpace(name)).withCode("ZDM-ERROR-01")
		}
	}
	var found []inventory.Repository
	for _, one := range s.inventory.Repositories {
		if q.wants(s.inventory.Center(one.Center)) && (kind == "" || one.Type == kind) && (repository == 0 || one.ID == repository) {
			found = append(found, one)
		}
	}
	switch {
	case len(s.inventory.Repositories) == 0:
		return nil, refuse(http.StatusNotFound, "No registered Repositories found").withCode(codeNoRepository)
	case repository != 0 && len(found) == 0:
		return nil, refuse(http.StatusNotFound, "Requested Repository ID %d not found (center: %s)", repository, q.text("center")).withCode(codeNoRepository)
	}
	return found, nil
}

// scan searches repositories. A timeout applies to the first of them.
func (s *api) scan(r *http.Request, repositories []inventory.Repository) (scanView, error) {
	scan := scanView{Total: len(repositories), Succeeded: len(repositories), Failures: []scanFailure{}}
	if len(repositories) == 0 || !fault.Strikes(r.Context(), fault.Timeout) {
		return scan, nil
	}
	first := repositories[0]
	center := s.inventory.Center(first.Center).Name
	if len(repositories) == 1 {
		return scan, imagesTimedOut(center, first.ID)
	}
	scan.Succeeded, scan.Failed = scan.Succeeded-1, 1
	scan.Failures = append(scan.Failures, scanFailure{CenterName: center, RepositoryID: first.ID, Code: "JOB-ERROR-68",
		Reason: imagesTimedOutText(center, first.ID), Retryable: true})
	return scan, nil
}

// imagesIn returns the matching images of repositories by age, newest first unless the query
// specifies another order.
func (s *api) imagesIn(repositories []inventory.Repository, wanted imageQuery) (found []savedImage) {
	for img := range savedImages(s.inventory) {
		searched := slices.ContainsFunc(repositories, func(r inventory.Repository) bool { return r.ID == img.where.ID })
		if searched && fits(wanted.path, img.where.Path) && fits(wanted.jobName, img.backup.Name) && fits(wanted.letter, img.backup.Partition) &&
			(wanted.server == "" || hasIdentifier(wanted.server, img.server.ID, img.server.Name)) {
			found = append(found, img)
		}
	}
	slices.SortStableFunc(found, func(a, b savedImage) int {
		if wanted.ascending {
			return a.Created.Compare(b.Created)
		}
		return b.Created.Compare(a.Created)
	})
	return found
}

func (img savedImage) view3() imageView3 {
	var v imageView3
	v.Image.Name, v.Image.JobName, v.Image.Type = img.Name, img.backup.Name, word(img.Type == zdm.ModeIncrement, "Incremental", "Full")
	percent, _ := strconv.ParseFloat(strings.TrimSuffix(img.Compression, "%"), 64) // 0 if it is not compressed
	compressed := int64(math.Round(float64(img.Size) * (100 - percent) / 100))
	v.Image.Size.Original = sizeView{Raw: img.Size, Formatted: formatted(img.Size, 2)}
	v.Image.Size.Compressed = sizeView{Raw: compressed, Formatted: formatted(compressed, 2)}
	v.Image.CreatedAt = inventoryTime(img.Created)
	v.Image.Compression.Level = word(percent != 0, "Default", "None")
	if img.Size != 0 {
		v.Image.Compression.Ratio = &ratioView{percent, fmt.Sprintf("%.2f%%", percent)}
	}
	v.Image.Repository.ID, v.Image.Repository.Path = img.where.ID, img.where.Path
	v.Server.Name, v.Server.OS = img.server.Name, img.server.OS
	of := img.partition()
	if of.Windows() && img.server.ID != 0 {
		v.Drive = &imageDrive3{of.Letter}
	} else {
		v.Partition = &imagePartition3{of.Letter, of.Device}
	}
	return v
}

// partition returns the partition of an image. If its server was removed, only the letter is set.
func (img savedImage) partition() inventory.Partition {
	for _, p := range img.server.Partitions {
		if p.Letter == img.backup.Partition {
			return p
		}
	}
	return inventory.Partition{Letter: img.backup.Partition}
}

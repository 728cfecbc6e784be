package zdm

import (
	"context"
	"net/http"
	"strings"
)

// BackupFilter selects backup jobs (ZDM API, query of GET /backups). Empty fields are not sent.
type BackupFilter struct {
	Server         string `query:"server"`
	Mode           string `query:"mode"`           // see BackupModes
	Partition      string `query:"partition"`      // Linux
	Drive          string `query:"drive"`          // Windows
	Status         string `query:"status"`         // see JobStatuses
	RepositoryID   string `query:"repositoryID"`   // digits
	RepositoryType string `query:"repositoryType"` // see RepositoryTypes
	RepositoryPath string `query:"repositoryPath"`
	Detail         bool   `query:"detail"`
	Center         string `query:"center"` // ids or names, separated by commas; since 2.0
}

// BackupQuery selects and sorts backup jobs (ZDM API, query of GET /backups).
type BackupQuery struct {
	BackupFilter
	JobID   string `query:"jobId"` // digits
	JobName string `query:"jobName"`
	Paging
}

// ImageQuery selects backup images of a server (ZDM API, query of GET
// /backups/images/server/:serverName).
type ImageQuery struct {
	RepositoryID   string `query:"repositoryId"` // digits
	RepositoryPath string `query:"repositoryPath"`
	JobName        string `query:"jobName"`   // exact
	Partition      string `query:"partition"` // exact
	Drive          string `query:"drive"`
	Center         string `query:"center"` // id or name
	Page           int    `query:"page"`
	Limit          int    `query:"limit"`
}

// ImagesQuery selects backup images of all servers (ZDM API 3.0, query of GET /backups/images).
type ImagesQuery struct {
	ImageQuery
	RepositoryType string `query:"repositoryType"` // see RepositoryTypes
	Server         string `query:"server"`         // name or id; a deleted server has only its name
	Sort           string `query:"sort"`           // desc, by creation time
}

// Backup is a backup job (ZDM API, GET /backups).
type Backup struct {
	System System `json:"system"`
	Job    struct {
		Info        BackupInfo `json:"info"`
		LastUpdated Text       `json:"lastUpdated"`
	} `json:"job"`
	Repository RepositoryRef `json:"repository"`
}

// BackupInfo holds the settings and the state of a backup.
type BackupInfo struct {
	ID        Text            `json:"id"`
	Name      Text            `json:"name"`
	Mode      Text            `json:"mode"`
	Partition Text            `json:"partition"` // Linux
	Drive     Text            `json:"drive"`     // Windows
	Schedule  *BackupSchedule `json:"schedule"`
	Status    JobStatus       `json:"status"`
	// Options requires Detail.
	Options struct {
		Compression  Text         `json:"compression"` // use or not use
		Encryption   Text         `json:"encryption"`  // use or not use
		Rotation     Text         `json:"rotation"`
		ExcludeDir   Text         `json:"excludeDir"`
		NetworkSpeed Text         `json:"networkSpeed"`
		Notification Notification `json:"notification"`
	} `json:"options"`
}

// Volume returns the partition or the drive.
func (i BackupInfo) Volume() Text { return firstOf(i.Partition, i.Drive) }

// BackupSchedule holds the schedules of a backup; a smart one has both.
type BackupSchedule struct {
	Basic    *JobSchedule `json:"basic"`
	Advanced *JobSchedule `json:"advanced"`
}

// BackupImage is an image made by a backup (ZDM API, GET /backups/images/server/:serverName).
type BackupImage struct {
	Image ImageFile `json:"image"`
	// Server, Partition and Drive are what the image was made from.
	Server struct {
		Name Text `json:"name"`
		OS   Text `json:"os"`
	} `json:"server"`
	// Partition is set for Linux, and for images of a deleted server.
	Partition struct {
		MountPoint Text `json:"mountPoint"`
		Device     Text `json:"device"`
		Size       Size `json:"size"`
		FileSystem Text `json:"filesystem"`
	} `json:"partition"`
	// Drive is set for Windows.
	Drive struct {
		Letter     Text `json:"letter"`
		Size       Size `json:"size"`
		FileSystem Text `json:"filesystem"`
	} `json:"drive"`
}

// Volume returns the mount point or the drive.
func (i BackupImage) Volume() Text { return firstOf(i.Partition.MountPoint, i.Drive.Letter) }

// ImageFile is the file of an image.
type ImageFile struct {
	Name        Text `json:"name"` // may hold brackets
	JobName     Text `json:"jobName"`
	Type        Text `json:"type"` // full, increment and others, in any case; a number from older servers
	Size        Size `json:"size"`
	CreatedAt   Text `json:"createdAt"` // see Text.Time
	Compression struct {
		Enabled Text `json:"enabled"` // up to 2.0.2
		Level   Text `json:"level"`   // since 3.0: None, Default, Maximum, Unknown
		Ratio   Text `json:"ratio"`   // since 3.0 JSON, {"percent": …, "formatted": …}
	} `json:"compression"`
	Repository RepositoryRef `json:"repository"`
	Comment    Text          `json:"comment"` // since 3.0
}

// Backups lists backup jobs (ZDM API, GET /backups).
func (c *Client) Backups(query BackupQuery) List[Backup] { return listOf[Backup](c, "/backups", query) }

// Backup reads one backup job by id or name (ZDM API, GET /backups/:identifier).
func (c *Client) Backup(ctx context.Context, identifier string, filter BackupFilter) (Result[Backup], error) {
	return readOne[Backup](ctx, c, pathOf("backups", identifier), filter)
}

// BackupImages lists the backup images of a server (ZDM API, GET
// /backups/images/server/:serverName). The server must be a name; an id does not work. If there are
// no images, the list is empty, even if the server answers 404.
func (c *Client) BackupImages(server string, query ImageQuery) List[BackupImage] {
	list := listOf[BackupImage](c, pathOf("backups", "images", "server", server), query)
	list.call.empty = func(failed *Error) bool { return noImages(failed, server) }
	return list
}

// Images lists the backup images of all servers, including deleted ones (ZDM API 3.0, GET
// /backups/images). Older servers do not have the endpoint or do not document it.
func (c *Client) Images(query ImagesQuery) List[BackupImage] {
	return listOf[BackupImage](c, pathOf("backups", "images"), query)
}

// noImages reports whether a 404 means that there are no images, and not that the server, center or
// repository is unknown. Only the text distinguishes them: it mentions images outside the server's
// name. Servers with error codes return an empty list instead.
func noImages(failed *Error, server string) bool {
	if failed.Generation == Generation3 {
		return false
	}
	text := strings.ToLower(strings.ReplaceAll(failed.Text, server, ""))
	return failed.Kind == Refused && failed.Status == http.StatusNotFound &&
		(strings.Contains(text, "이미지") || strings.Contains(text, "image"))
}

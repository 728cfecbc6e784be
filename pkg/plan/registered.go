package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// RepositoryCenters returns the name of the center of each repository that the server lists. The
// map is empty if the server does not list repositories. The error is one that concerns every
// request.
func RepositoryCenters(ctx context.Context, client *zdm.Client) (map[int64]string, error) {
	list, err := all(ctx, client.Repositories(zdm.RepositoryQuery{}), nil)
	if err != nil {
		return nil, err
	}
	centers := map[int64]string{}
	for _, info := range list.items {
		if id := number(info.ID); id > 0 && value(info.Center) != "" {
			centers[id] = value(info.Center)
		}
	}
	return centers, nil
}

// OfRecovery returns the request that would register a recovery again, derived from its details,
// and the names of required fields that are missing. The server never reports user, cloudAuth and
// excludePartition.
func OfRecovery(r *zdm.Recovery, centers map[int64]string) (request *zdm.RecoveryRequest, missing []string) {
	info := &r.Job.Info
	request = &zdm.RecoveryRequest{
		Source: identifierOf(r.System.Source), Target: identifierOf(r.System.Target), Platform: strings.ToLower(value(info.Platform)), JobName: value(info.Name),
		AfterReboot: known(zdm.AfterReboots(), value(info.AfterReboot)), MailEvent: value(info.Notification.Mail), ScriptPath: value(info.Script.Path), ListOnly: new(true),
	}
	if run, _, _ := strings.Cut(value(info.Script.Run), " "); request.ScriptPath != "" { // "before job"
		request.ScriptRun = known(zdm.ScriptRuns(), run)
	}
	if limit := number(info.NetworkSpeed); limit > 0 {
		request.NetworkLimit = &limit
	}
	if info.Schedule != nil {
		if id := number(info.Schedule.ID); id > 0 {
			request.Schedule = &zdm.Schedule{ID: id}
		}
	}
	for _, p := range r.Job.Detail {
		item := itemOf(p)
		if request.Source == "" { // restored from images alone, whose source server need not exist
			item.SourcePartition, item.BackupFile = "", value(p.Backup.FileName)
		}
		request.JobList = append(request.JobList, item)
	}
	fold(request)
	request.Center = centers[request.Repository.ID]
	for _, field := range []struct {
		name    string
		missing bool
	}{
		{"center", request.Center == ""}, {"target", request.Target == ""}, {"platform", !slices.Contains(zdm.Platforms(), request.Platform)},
		{"repository", request.Repository.ID == 0}, {"mode", request.Mode == ""}, {"jobList", len(request.JobList) == 0},
	} {
		if field.missing {
			missing = append(missing, field.name)
		}
	}
	return request, missing
}

// itemOf returns a jobList item with everything that is reported about a partition. It omits a
// newest image and its job, because the server chooses both again.
func itemOf(p zdm.RecoveryPartition) zdm.RecoveryJob {
	item := zdm.RecoveryJob{SourcePartition: value(p.From), TargetPartition: cmp.Or(value(p.TargetDevice), value(p.To)), Mode: zdm.ModeOf(p.Mode)}
	if !strings.HasPrefix(item.TargetPartition, "/dev/") {
		item.TargetPartition = cmp.Or(value(p.To), item.TargetPartition)
	}
	item.Overwrite = known(zdm.Overwrites(), string(zdm.OverwriteOf(p.Option.Overwrite)))
	if id := number(p.Repository.ID); id > 0 {
		item.Repository = &zdm.Repository{ID: id}
	}
	if !p.Backup.Latest.True() {
		item.BackupFile = value(p.Backup.FileName)
	}
	return item
}

// fold moves the settings of the items to the request: the first value of each becomes the
// request's, and items with that value lose it. Without a source, the request also names the images
// of the items.
func fold(r *zdm.RecoveryRequest) {
	for _, item := range r.JobList {
		r.Mode, r.Overwrite = cmp.Or(r.Mode, item.Mode), cmp.Or(r.Overwrite, item.Overwrite)
		if r.Repository.ID == 0 && item.Repository != nil {
			r.Repository.ID = item.Repository.ID
		}
	}
	var images []string
	for i := range r.JobList {
		item := &r.JobList[i]
		if item.Mode == r.Mode {
			item.Mode = ""
		}
		if item.Overwrite == r.Overwrite {
			item.Overwrite = ""
		}
		if item.Repository != nil && item.Repository.ID == r.Repository.ID {
			item.Repository = nil
		}
		images = append(images, item.BackupFile)
	}
	if r.Source == "" {
		r.BackupFile = strings.Join(slices.DeleteFunc(images, func(s string) bool { return s == "" }), ",")
	}
}

// identifierOf returns the name of a server, or its id if the name looks like an id.
func identifierOf(s zdm.System) string {
	if name := value(s.Name); name != "" && !zdm.IsID(name) {
		return name
	}
	return cmp.Or(value(s.ID), value(s.Name))
}

// known returns the word in words that equals a text, ignoring case, or "".
func known(words []string, text string) string {
	for _, word := range words {
		if strings.EqualFold(word, text) {
			return word
		}
	}
	return ""
}

package plan

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// RepositoryCenters returns the center of each repository that the server lists, by its name. The
// error is one that concerns every request; a server that does not list them has none.
func RepositoryCenters(ctx context.Context, client *zdm.Client) (map[int64]string, error) {
	list, err := all(ctx, client.Repositories(zdm.RepositoryQuery{}), nil)
	if err != nil {
		return nil, err
	}
	centers := map[int64]string{}
	for _, info := range list.items {
		if id, err := strconv.ParseInt(value(info.ID), 10, 64); err == nil && value(info.Center) != "" {
			centers[id] = value(info.Center)
		}
	}
	return centers, nil
}

// OfRecovery returns the request that would register a recovery again, as far as its details show
// it, and the names of required fields that are missing. The server never reports user, cloudAuth
// and excludePartition.
func OfRecovery(r *zdm.Recovery, centers map[int64]string) (request *zdm.RecoveryRequest, missing []string) {
	info := &r.Job.Info
	request = &zdm.RecoveryRequest{
		Source: identifierOf(r.System.Source), Target: identifierOf(r.System.Target), Platform: strings.ToLower(value(info.Platform)), JobName: value(info.Name),
		AfterReboot: known(zdm.AfterReboots(), value(info.AfterReboot)), MailEvent: value(info.Notification.Mail), ScriptPath: value(info.Script.Path), ListOnly: new(true),
	}
	if run, _, _ := strings.Cut(value(info.Script.Run), " "); request.ScriptPath != "" { // "before job"
		request.ScriptRun = known(zdm.ScriptRuns(), run)
	}
	if limit, err := strconv.ParseInt(value(info.NetworkSpeed), 10, 64); err == nil && limit > 0 {
		request.NetworkLimit = &limit
	}
	if info.Schedule != nil {
		if id, err := strconv.ParseInt(value(info.Schedule.ID), 10, 64); err == nil && id > 0 {
			request.Schedule = &zdm.Schedule{ID: id}
		}
	}
	for _, p := range r.Job.Detail {
		item := itemOf(p)
		if request.Source == "" { // images alone, whose server need not exist
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

// itemOf returns an item of jobList with all that is reported of a partition. A newest image is not
// named, nor the job of it, since the server chooses both anew.
func itemOf(p zdm.RecoveryPartition) zdm.RecoveryJob {
	item := zdm.RecoveryJob{SourcePartition: value(p.From), TargetPartition: cmp.Or(value(p.TargetDevice), value(p.To)), Mode: zdm.ModeOf(p.Mode)}
	if !strings.HasPrefix(item.TargetPartition, "/dev/") {
		item.TargetPartition = cmp.Or(value(p.To), item.TargetPartition)
	}
	item.Overwrite = known(zdm.Overwrites(), string(zdm.OverwriteOf(p.Option.Overwrite)))
	if id, err := strconv.ParseInt(value(p.Repository.ID), 10, 64); err == nil && id > 0 {
		item.Repository = &zdm.Repository{ID: id}
	}
	if !p.Backup.Latest.True() {
		item.BackupFile = value(p.Backup.FileName)
	}
	return item
}

// fold makes what the first item has the request's own, and leaves in each item what differs.
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

// identifierOf returns the name of a server, or its id where the name would be taken for one.
func identifierOf(s zdm.System) string {
	if name := value(s.Name); name != "" && !zdm.IsID(name) {
		return name
	}
	return cmp.Or(value(s.ID), value(s.Name))
}

// known returns the word among words that a text is, "" for none.
func known(words []string, text string) string {
	for _, word := range words {
		if strings.EqualFold(word, text) {
			return word
		}
	}
	return ""
}

package sandbox

import (
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// readRecovery reads the body of POST /recoveries. It checks what depends on the body alone, except
// for the rules of schedules, which also apply to stored ones.
func (s *Server) readRecovery(r *http.Request) (zdm.RecoveryRequest, error) {
	body, err := readBody(r)
	if err != nil {
		return zdm.RecoveryRequest{}, err
	}
	if s.cfg.Choices.VendorWords {
		body.translate()
	}
	request := zdm.RecoveryRequest{
		Center:           body.required("center"),
		Source:           body.required("source"),
		Target:           body.required("target"),
		Platform:         body.requiredOneOf("platform", s.platforms()),
		Repository:       readRepository(body),
		Mode:             body.requiredOneOf("mode", zdm.Modes()),
		JobName:          body.text("jobName"),
		Overwrite:        body.oneOf("overwrite", zdm.Overwrites()),
		User:             body.text("user"),
		Schedule:         readSchedule(body),
		AfterReboot:      body.oneOf("afterReboot", zdm.AfterReboots()),
		NetworkLimit:     new(readNetworkLimit(body)),
		ExcludePartition: body.text("excludePartition"),
		MailEvent:        body.text("mailEvent"),
		AutoStart:        body.oneOf("autoStart", zdm.UseOptions()),
		ScriptPath:       body.text("scriptPath"),
		ScriptRun:        body.oneOf("scriptRun", zdm.ScriptRuns()),
		CloudAuth:        body.text("cloudAuth"),
		ListOnly:         new(value[bool](body, "listOnly", "boolean")),
	}
	for _, item := range body.objects("jobList") {
		request.JobList = append(request.JobList, readJob(item))
	}
	return request, body.fault()
}

// platforms returns the API's platforms, and the vendor CLI's spelling if it is accepted.
func (s *Server) platforms() []string {
	if s.cfg.Choices.VendorWords {
		return append(zdm.Platforms(), zdm.PlatformBaremetal)
	}
	return zdm.Platforms()
}

// translate replaces the vendor CLI's words in a body and its jobList with the API's.
func (f fields) translate() {
	words := map[string]map[any]string{
		"overwrite":   {true: zdm.OverwriteAllow, false: zdm.OverwriteNotAllow, "notAllow": zdm.OverwriteNotAllow},
		"afterReboot": {"none": "maintain"},
		"mode":        {"inc": zdm.ModeIncrement},
	}
	for name, known := range words {
		switch given := f.values[name].(type) {
		case string, bool:
			if word, ok := known[given]; ok {
				f.values[name] = word
			}
		}
	}
	items, _ := f.values["jobList"].([]any)
	for _, item := range items {
		if values, ok := item.(map[string]any); ok {
			fields{values: values}.translate()
		}
	}
}

func readJob(item fields) zdm.RecoveryJob {
	job := zdm.RecoveryJob{
		SourcePartition: item.required("sourcePartition"),
		TargetPartition: item.required("targetPartition"),
		Overwrite:       item.oneOf("overwrite", zdm.Overwrites()),
		BackupJob:       item.text("backupJob"),
		BackupFile:      item.text("backupFile"),
		Mode:            item.oneOf("mode", zdm.Modes()),
	}
	if item.has("repository") {
		job.Repository = new(readRepository(item))
	}
	return job
}

func readRepository(in fields) zdm.Repository {
	if !in.has("repository") {
		in.missing("repository")
	}
	repository := in.object("repository")
	if !repository.has("id") {
		repository.missing("id")
	}
	return zdm.Repository{
		ID:   repository.number("id"),
		Type: repository.oneOf("type", zdm.RepositoryTypes()),
		Path: repository.text("path"),
	}
}

func readNetworkLimit(body fields) int64 {
	limit := body.number("networkLimit")
	if limit < 0 {
		body.fail(refuse(http.StatusBadRequest, "networkLimit은 0 이상이어야 합니다").withV2InvalidField("networkLimit", "must be 0 or more"))
	}
	return limit
}

package sandbox

import (
	"net/http"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func change(fields *[]updatedField, label string, value *string, wanted string) {
	if wanted != "" {
		*fields = append(*fields, updatedField{label, *value, wanted})
		*value = wanted
	}
}

func (j *job) describeSchedule(s *api) string {
	if j.Schedule == nil {
		return "-"
	}
	return s.description(*j.Schedule)
}

// updateParts changes the partitions of an item. Items of 3.0 name an image.
func (s *api) updateParts(j *job, part partUpdate) ([]updatedPart, error) {
	if s.gen >= v3Flat {
		return j.updateByImage(part)
	}
	i := slices.IndexFunc(j.Partitions, func(p jobPartition) bool { return p.Source == part.letter })
	switch {
	case i < 0 && (s.gen == v202 || s.gen == v3Early): // silently ignored
		return nil, nil
	case i < 0:
		return nil, refuse(http.StatusNotFound, "PARTITION_NOT_FOUND: '%s' (%s)", part.letter, j.Source.Name)
	}
	return []updatedPart{j.Partitions[i].update(part.mode, part.drive)}, nil
}

// updateByImage changes the partitions that are restored from an image, or only the one onto a
// given partition of the target.
func (j *job) updateByImage(part partUpdate) (done []updatedPart, err error) {
	known := false
	for i := range j.Partitions {
		p := &j.Partitions[i]
		if p.BackupFile != part.file {
			continue
		}
		known = true
		if part.letter == "" || part.letter == p.Target || part.letter == p.TargetDevice {
			done = append(done, p.update(part.mode, p.windows()))
		}
	}
	switch {
	case !known:
		return nil, refuse(http.StatusNotFound, "Recovery job '%s' does not use the backup image '%s'", j.Name, part.file).withCode(codeNoJob)
	case done == nil:
		return nil, refuse(http.StatusNotFound, "Specified drive/partition does not exist on the server.").withCode(codeNoPartition)
	}
	return done, nil
}

func (p *jobPartition) update(mode string, drive bool) updatedPart {
	done := updatedPart{place: place{Partition: p.Source}, Summary: unchanged()}
	if drive {
		done.place = place{Drive: p.Source}
	}
	change(&done.Summary.Common, "Recovery Mode", &p.Mode, mode)
	return done
}

// startOrStop starts or stops a run. If that is impossible, the response reports it.
func (s *api) startOrStop(j *job, before, status string, answer *updateAnswer) error {
	var done bool
	var problem *failure
	switch status {
	case "start":
		done = j.start(s.now())
		problem = refuse(http.StatusConflict, "이미 실행 중인 작업입니다.").withV3(http.StatusConflict, "CONFLICT", "The job is already running.")
	case "stop":
		done = j.stop(s.now())
		problem = refuse(http.StatusConflict, "실행 중인 작업이 아닙니다.").withV3(http.StatusConflict, "CONFLICT", "The job is not running.")
	default:
		return nil
	}
	switch {
	case done && s.gen >= v202:
		answer.Summary.Common = append(answer.Summary.Common, updatedField{"Job Status", before, status})
	case done:
		answer.Summary.Common = append(answer.Summary.Common, updatedField{"status", "-", status})
	case s.cfg.Choices.StatusConflict:
		return problem
	default:
		answer.JobInfo.ErrorMessage, answer.Summary.State = s.wording(problem).text, zdm.StateFail
	}
	return nil
}

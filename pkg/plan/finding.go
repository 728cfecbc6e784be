package plan

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Code identifies the kind of a finding for scripts.
type Code string

// Errors.
const (
	Unknown          Code = "unknown"            // nothing on the server has that name or id
	Ambiguous        Code = "ambiguous"          // several items on the server match
	Disconnected     Code = "disconnected"       // a server or center
	OtherCenter      Code = "other-center"       // the repository belongs to another center
	JobExists        Code = "job-exists"         // a recovery of that name exists
	NothingToRestore Code = "nothing-to-restore" // there is no partition at all
	NoTarget         Code = "no-target"          // this partition does not exist on the target
	TargetShared     Code = "target-shared"      // two partitions have the same target
	TargetBusy       Code = "target-busy"        // a running or scheduled recovery writes it
	// The target is smaller than the data on the source.
	TooSmall Code = "too-small"
	// The target holds data that must not be overwritten.
	HoldsData   Code = "holds-data"
	NoImage     Code = "no-image"     // there is no image to restore
	WrongBackup Code = "wrong-backup" // the image or backup job belongs elsewhere
	// The server is too old for the request.
	NotSupported Code = "not-supported"
)

// Warnings.
const (
	NotChecked   Code = "not-checked"   // a lookup failed
	Unreported   Code = "unreported"    // the server does not report a required value
	OldImage     Code = "old-image"     // older than Options.MaxAge
	FailedBackup Code = "failed-backup" // the last run of the named backup job failed; an error since 3.0
	// A recovery runs on the target, so the server registers this one without starting it.
	StartSkipped Code = "start-skipped"
	Overwriting  Code = "overwrite" // the server refuses or ignores the overwrite setting
	// The request omits a partition without excluding it.
	NotRestored       Code = "not-restored"
	RepositoryDiffers Code = "repository-differs" // its type or path differs from the server's
	SameServer        Code = "same-server"        // the source is also the target
	SourceAsTarget    Code = "source-as-target"   // the target is registered as a source
	SmartSchedule     Code = "smart-schedule"     // recoveries accept basic ones only
	// A recovery that is not running or scheduled also writes it.
	TargetClaimed Code = "target-claimed"
)

// Notes.
const (
	OK            Code = "ok"
	Excluded      Code = "excluded"       // by the request
	TargetAssumed Code = "target-assumed" // the partition of the same name
	JobSame       Code = "job-same"       // a registered recovery matches the request
)

// Codes returns all codes of findings.
func Codes() []Code {
	return []Code{Unknown, Ambiguous, Disconnected, OtherCenter, JobExists, NothingToRestore, NoTarget, TargetShared, TargetBusy, TooSmall, HoldsData, NoImage,
		WrongBackup, NotSupported, NotChecked, Unreported, OldImage, FailedBackup, StartSkipped, Overwriting, NotRestored, RepositoryDiffers, SameServer, SourceAsTarget, SmartSchedule, TargetClaimed,
		Excluded, TargetAssumed, JobSame}
}

// Finding is an error, warning or note of a plan.
type Finding struct {
	Code Code
	exit.Problem
}

// Problems returns findings as errors and warnings are displayed.
func Problems(findings []Finding) []exit.Problem {
	problems := make([]exit.Problem, len(findings))
	for i, finding := range findings {
		problems[i] = finding.Problem
	}
	return problems
}

// fail adds an error. The caller may modify the result until the next finding.
func (j *judge) fail(code Code, path string, m msg.Message) *Finding {
	return j.add(&j.plan.Errors, code, path, m)
}

func (j *judge) warn(code Code, path string, m msg.Message) *Finding {
	found := j.add(&j.plan.Warnings, code, path, m)
	found.Warning = true
	return found
}

func (j *judge) note(code Code, path string, m msg.Message) *Finding {
	return j.add(&j.plan.Notes, code, path, m)
}

func (j *judge) add(to *[]Finding, code Code, path string, m msg.Message) *Finding {
	found := Finding{Code: code, Problem: exit.Problem{Path: path, Message: m}}
	if j.at != nil {
		found.Partition = j.at.Source
		if j.at.Verdict == OK || to == &j.plan.Errors && !j.failed {
			j.at.Verdict = code
		}
		j.failed = j.failed || to == &j.plan.Errors
	}
	*to = append(*to, found)
	return &(*to)[len(*to)-1]
}

// unchecked adds a warning about a failed lookup.
func (j *judge) unchecked(path string, what msg.Text, failed *zdm.Error) {
	j.warn(NotChecked, path, msg.PlanNotChecked.With(what.With(), reason(failed)))
}

// reason returns the server's reason for a failed lookup.
func reason(failed *zdm.Error) msg.Message {
	switch {
	case failed.Text != "" && failed.Status != 0:
		return msg.PlanReason.With(failed.Text, failed.Status)
	case failed.Text != "":
		return msg.Verbatim.With(failed.Text)
	case failed.Err != nil:
		return msg.Verbatim.With(failed.Err.Error())
	}
	return msg.AnswerNotZDM.With(failed.Status)
}

// suggest sets the name that was probably meant.
func (f *Finding) suggest(given string, names []string) { f.Suggestion = nearest(given, names) }

// nearest returns the name that was probably meant. Many servers are named after their host
// followed by an address.
func nearest(given string, names []string) string {
	start := strings.ToLower(strings.TrimSpace(given))
	for _, name := range names {
		if start != "" && strings.HasPrefix(strings.ToLower(name), start) {
			return name
		}
	}
	return near.Word(given, names)
}

// jobPath returns the path of a field of a jobList item, or "" if item is negative.
func jobPath(item int, field string) string {
	if item < 0 {
		return ""
	}
	return fmt.Sprintf("jobList[%d].%s", item, field)
}

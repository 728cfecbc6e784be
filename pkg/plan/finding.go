package plan

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Code is the kind of a finding, as one word for scripts.
type Code string

// Errors.
const (
	Unknown          Code = "unknown"            // the server has nothing of that name or id
	Ambiguous        Code = "ambiguous"          // the server has several
	Disconnected     Code = "disconnected"       // a server or center
	OtherCenter      Code = "other-center"       // the repository belongs to another center
	JobExists        Code = "job-exists"         // a recovery of that name exists
	NothingToRestore Code = "nothing-to-restore" // no partition at all
	NoTarget         Code = "no-target"          // the target does not have this partition
	TargetShared     Code = "target-shared"      // two partitions have the same target
	TargetBusy       Code = "target-busy"        // an active or scheduled recovery writes it
	// The target is smaller than the data on the source.
	TooSmall Code = "too-small"
	// The target holds data that must not be overwritten.
	HoldsData   Code = "holds-data"
	NoImage     Code = "no-image"     // there is no image to restore
	WrongBackup Code = "wrong-backup" // the image belongs elsewhere
	// The server is too old for the request.
	NotSupported Code = "not-supported"
)

// Warnings.
const (
	NotChecked   Code = "not-checked"   // the server did not answer a lookup
	Unreported   Code = "unreported"    // the server does not report a required value
	OldImage     Code = "old-image"     // older than Options.MaxAge
	FailedBackup Code = "failed-backup" // the last run of the named backup job; an error since 3.0
	// A recovery runs on the target, so that this one is registered and not started.
	StartSkipped Code = "start-skipped"
	Overwriting  Code = "overwrite" // the server refuses or ignores it
	// The request omits a partition without excluding it.
	NotRestored       Code = "not-restored"
	RepositoryDiffers Code = "repository-differs" // its type or path differ from the server's
	SameServer        Code = "same-server"        // the source is the target
	SourceAsTarget    Code = "source-as-target"   // the target is registered as a source
	SmartSchedule     Code = "smart-schedule"     // recoveries accept basic ones only
	// An inactive recovery writes it once it is started.
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

// unchecked adds a warning of a failed lookup.
func (j *judge) unchecked(path string, what msg.Text, failed *zdm.Error) {
	j.warn(NotChecked, path, msg.PlanNotChecked.With(what.With(), reason(failed)))
}

// reason returns what the server reported instead of an answer.
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

// jobPath returns the path of a field in an item of jobList, or "" without an item.
func jobPath(item int, field string) string {
	if item < 0 {
		return ""
	}
	return fmt.Sprintf("jobList[%d].%s", item, field)
}

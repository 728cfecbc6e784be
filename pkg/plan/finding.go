package plan

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Code is the kind of a finding, one word for scripts.
type Code string

// What stands against a plan.
const (
	Unknown          Code = "unknown"            // the server knows nothing of that name or id
	Ambiguous        Code = "ambiguous"          // it knows several
	Disconnected     Code = "disconnected"       // a server or center
	OtherCenter      Code = "other-center"       // the repository is another center's
	JobExists        Code = "job-exists"         // a recovery of that name
	NothingToRestore Code = "nothing-to-restore" // no partition at all
	NoTarget         Code = "no-target"          // the target has no such partition
	TargetShared     Code = "target-shared"      // two partitions go to one
	TargetBusy       Code = "target-busy"        // another recovery writes it, and runs or is scheduled
	TooSmall         Code = "too-small"          // the target holds less than the source uses
	HoldsData        Code = "holds-data"         // the target does, and overwriting is not allowed
	NoImage          Code = "no-image"           // to restore from
	WrongBackup      Code = "wrong-backup"       // the named job or image is of another partition, repository or job
)

// Warnings.
const (
	NotChecked        Code = "not-checked"        // a lookup failed
	NotReported       Code = "not-reported"       // the server does not report a value that the check needs
	OldImage          Code = "old-image"          // older than Options.MaxAge
	FailedBackup      Code = "failed-backup"      // the last run of the named backup job
	NotRestored       Code = "not-restored"       // a partition that the request leaves out without saying so
	RepositoryDiffers Code = "repository-differs" // type or path are not those that the server has
	SameServer        Code = "same-server"        // source and target
	SourceAsTarget    Code = "source-as-target"   // the target is registered as a source
	SmartSchedule     Code = "smart-schedule"     // recoveries take basic ones
	TargetClaimed     Code = "target-claimed"     // another recovery writes it when somebody starts it
)

// Verdicts and notes that are neither.
const (
	OK            Code = "ok"
	Excluded      Code = "excluded"       // a partition, by the request
	TargetAssumed Code = "target-assumed" // the partition of the same name, for the request names none
	JobSame       Code = "job-same"       // a recovery of the name is registered, and is what the request asks for
)

// Codes lists the codes that findings have.
func Codes() []Code {
	return []Code{Unknown, Ambiguous, Disconnected, OtherCenter, JobExists, NothingToRestore, NoTarget, TargetShared, TargetBusy, TooSmall, HoldsData, NoImage,
		WrongBackup, NotChecked, NotReported, OldImage, FailedBackup, NotRestored, RepositoryDiffers, SameServer, SourceAsTarget, SmartSchedule, TargetClaimed,
		Excluded, TargetAssumed, JobSame}
}

// Finding is an error, a warning or a note of a plan.
type Finding struct {
	Code Code
	exit.Problem
}

// Problems are findings as errors and warnings show them.
func Problems(findings []Finding) []exit.Problem {
	problems := make([]exit.Problem, len(findings))
	for i, finding := range findings {
		problems[i] = finding.Problem
	}
	return problems
}

// fail adds an error. The caller may add to what it returns until the next finding.
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

// unchecked warns of a lookup that failed.
func (j *judge) unchecked(path string, what msg.Text, failed *zdm.Error) {
	j.warn(NotChecked, path, msg.PlanNotChecked.With(what.With(), reason(failed)))
}

// reason is what the server said in place of an answer.
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

// suggest names the thing that was probably meant.
func (f *Finding) suggest(given string, names []string) { f.Suggestion = near(given, names) }

// near is the name that one was probably meant to be: many servers are named after their host with an address behind.
func near(given string, names []string) string {
	start := strings.ToLower(strings.TrimSpace(given))
	for _, name := range names {
		if start != "" && strings.HasPrefix(strings.ToLower(name), start) {
			return name
		}
	}
	return manifest.Nearest(given, names)
}

// jobPath is the path of a field in an item of jobList, "" without an item.
func jobPath(item int, field string) string {
	if item < 0 {
		return ""
	}
	return fmt.Sprintf("jobList[%d].%s", item, field)
}

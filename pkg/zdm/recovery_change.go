package zdm

import (
	"errors"
	"slices"
	"strings"
)

// RecoveryUpdate is the body of PUT /recoveries/:identifier. A field that is empty or nil is not
// sent and stays as it is. Source, target, repository, overwriting, user and the choice of backups
// cannot be changed.
type RecoveryUpdate struct {
	Center       string            `json:"center,omitempty"` // that owns the job, id or name; servers of 2.0 demand it
	ChangeName   string            `json:"changeName,omitempty"`
	Platform     string            `json:"platform,omitempty"` // see Platforms
	Schedule     *Schedule         `json:"schedule,omitempty"`
	Mode         string            `json:"mode,omitempty"`        // of all partitions; see Modes
	AfterReboot  string            `json:"afterReboot,omitempty"` // see AfterReboots
	MailEvent    string            `json:"mailEvent,omitempty"`
	NetworkLimit *int64            `json:"networkLimit,omitempty"` // 0 is unlimited
	ScriptPath   string            `json:"scriptPath,omitempty"`
	ScriptRun    string            `json:"scriptRun,omitempty"` // see ScriptRuns
	Status       string            `json:"status,omitempty"`    // StatusStart or StatusStop
	JobList      []PartitionUpdate `json:"jobList,omitempty"`   // applied after Mode

	Job *Recovery `json:"-"` // as its sender knows it, to compare the response with; nil for unknown
}

// Body is the update as it is sent.
func (u *RecoveryUpdate) Body() ([]byte, error) { return encode(u) }

// PartitionUpdate changes the mode of one partition; either Partition or Drive names it. Servers of
// 3.0 know it by its image instead, which UpdateRecovery fills in.
type PartitionUpdate struct {
	Partition  string `json:"partition,omitempty"`  // Linux
	Drive      string `json:"drive,omitempty"`      // Windows
	BackupFile string `json:"backupFile,omitempty"` // since 3.0, in the place of both
	Mode       string `json:"mode"`                 // see Modes
}

// UpdatedRecovery is the answer to PUT /recoveries/:identifier.
type UpdatedRecovery struct {
	System  RecoverySystems `json:"system"` // not documented; compared where a server sends it
	Job     UpdatedJob      `json:"jobInfo"`
	Summary UpdateSummary   `json:"summary"`
}

// UpdatedJob names the job that was to be changed.
type UpdatedJob struct {
	ID           Text `json:"id"`
	Name         Text `json:"name"`
	ErrorMessage Text `json:"errorMessage"`
}

// UpdateSummary is what was changed of a job.
type UpdateSummary struct {
	State  Text                   `json:"state"` // success or fail
	Common Many[FieldChange]      `json:"commonUpdatedFields"`
	Each   Many[UpdatedPartition] `json:"eachUpdatedFields"`
}

// FieldChange is a value before and after. Field is display text; the values are JSON where they
// are no scalars.
type FieldChange struct {
	Field    Text `json:"field"`
	Previous Text `json:"previous"`
	New      Text `json:"new"`
}

// UpdatedPartition is what was changed of one partition.
type UpdatedPartition struct {
	Partition    Text             `json:"partition"` // Linux
	Drive        Text             `json:"drive"`     // Windows
	Summary      PartitionSummary `json:"summary"`
	ErrorMessage Text             `json:"errorMessage"`
}

// PartitionSummary is what was changed of one partition.
type PartitionSummary struct {
	State  Text              `json:"state"` // success or fail
	Common Many[FieldChange] `json:"commonUpdatedFields"`
}

// Name is the partition or the drive.
func (p UpdatedPartition) Name() Text { return firstOf(p.Partition, p.Drive) }

// Failed reports an update that failed in whole or in part. Servers say so inside a success
// envelope.
func (u *UpdatedRecovery) Failed() bool {
	failed := isFailure(u.Summary.State) || !u.Job.ErrorMessage.None()
	for _, p := range u.Summary.Each {
		failed = failed || isFailure(p.Summary.State) || !p.ErrorMessage.None()
	}
	return failed
}

// failWith makes a failure of an update that a refusal came with, and reports whether anything was
// changed.
func (u *UpdatedRecovery) failWith(text Text) bool {
	changed := len(u.Summary.Common) > 0
	for _, p := range u.Summary.Each {
		changed = changed || len(p.Summary.Common) > 0
	}
	u.Summary.State = StateFail
	u.Job.ErrorMessage = firstOf(u.Job.ErrorMessage, text)
	return changed
}

// inPart makes a result of a failure envelope that comes with what was done before the failure.
func inPart[T any](result Result[T], err error, failWith func(*T, Text) bool) (Result[T], error) {
	failed, ok := errors.AsType[*Error](err)
	var data T
	if !ok || failed.Kind != Refused || decodeData(failed.Data, &data) != nil || !failWith(&data, Text(failed.Text)) {
		return result, err
	}
	return Result[T]{Answer: Answer{Status: failed.Status, RequestID: failed.RequestID, Raw: failed.Raw}, Data: data}, nil
}

// DeletedRecovery is the answer to DELETE /recoveries/:identifier.
type DeletedRecovery struct {
	Partitions Many[DeletedPartition] `json:"jobInfo"`
	Summary    DeleteSummary          `json:"summary"`
}

// DeletedPartition is what was deleted of one partition.
type DeletedPartition struct {
	Name         Text              `json:"name"` // of the job
	Partition    Text              `json:"partition"`
	Components   DeletedComponents `json:"deletedComponents"`
	ErrorMessage Text              `json:"errorMessage"`
}

// DeletedComponents reports for each kind of data whether it was deleted.
type DeletedComponents struct {
	BasicInfo      Text `json:"basicInfo"`
	AdditionalInfo Text `json:"additionalInfo"`
	DetailInfo     Text `json:"detailInfo"`
	HistoryData    Text `json:"historyData"`
	LogData        Text `json:"logData"`
}

// DeleteSummary is what was deleted in all.
type DeleteSummary struct {
	State    Text           `json:"state"` // success or fail
	Affected AffectedCounts `json:"affectedComponents"`
}

// AffectedCounts holds how many records of each kind were deleted; some servers send booleans.
type AffectedCounts struct {
	BasicInfo      Text `json:"basicInfoDeleted"`
	AdditionalInfo Text `json:"additionalInfoDeleted"`
	DetailInfo     Text `json:"detailInfoDeleted"`
	HistoryData    Text `json:"historyDataDeleted"`
	LogData        Text `json:"logDataDeleted"`
}

// Failed reports a deletion that failed in whole or in part. Servers say so inside a success
// envelope.
func (d *DeletedRecovery) Failed() bool {
	failed := isFailure(d.Summary.State)
	for _, p := range d.Partitions {
		failed = failed || !p.ErrorMessage.None()
	}
	return failed
}

// Answers reports whether the answer is about a recovery as its sender knows it. It is false where
// the answer names another or only partitions of another, and where it has a name and r is nil, so
// that there is nothing to compare the name with.
func (d *DeletedRecovery) Answers(r *Recovery) bool {
	named, ours, parts, shared := false, false, false, false
	for _, p := range d.Partitions {
		named = named || !p.Name.None()
		parts = parts || !p.Partition.None()
		ours = ours || r != nil && !p.Name.None() && r.mayBeCalled(string(p.Name))
		shared = shared || r != nil && r.has(p.Partition)
	}
	return (ours || !named) && (shared || !parts || r == nil || len(r.Job.Detail) == 0)
}

// failWith makes a failure of a deletion that a refusal came with, and reports whether anything was
// deleted.
func (d *DeletedRecovery) failWith(text Text) bool {
	d.Summary.State = StateFail
	if !slices.ContainsFunc(d.Partitions, func(p DeletedPartition) bool { return !p.ErrorMessage.None() }) {
		d.Partitions = append(d.Partitions, DeletedPartition{ErrorMessage: text})
	}
	deleted, _ := d.Deleted()
	return deleted
}

// Deleted reports whether the job itself, its basic data, was deleted: servers also answer success
// for a job that was never there. Known is false where the answer does not tell.
func (d *DeletedRecovery) Deleted() (yes, known bool) {
	reported := []Text{d.Summary.Affected.BasicInfo}
	for _, p := range d.Partitions {
		reported = append(reported, p.Components.BasicInfo)
	}
	for _, t := range reported {
		n, isNumber := wholeNumber(t)
		yes = yes || t.True() || n > 0
		known = known || isNumber || t.True() || strings.EqualFold(string(t), "false")
	}
	return yes, known
}

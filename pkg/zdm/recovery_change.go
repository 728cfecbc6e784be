package zdm

import (
	"errors"
	"slices"
	"strings"
)

// RecoveryUpdate is the body of PUT /recoveries/:identifier. A field that is empty or nil is not
// sent and remains unchanged. Source, target, repository, overwrite, user and the selection of
// backups cannot be changed.
type RecoveryUpdate struct {
	Center       string            `json:"center,omitempty"` // owner of the job, id or name; required by servers of 2.0
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

	Job *Recovery `json:"-"` // state known to the caller, to compare the response with; nil if unknown
}

// Body returns the update as it is sent.
func (u *RecoveryUpdate) Body() ([]byte, error) { return encode(u) }

// PartitionUpdate changes the mode of one partition, named by either Partition or Drive. Servers of
// 3.0 require its image instead, which UpdateRecovery fills in.
type PartitionUpdate struct {
	Partition  string `json:"partition,omitempty"`  // Linux
	Drive      string `json:"drive,omitempty"`      // Windows
	BackupFile string `json:"backupFile,omitempty"` // since 3.0, replaces both
	Mode       string `json:"mode"`                 // see Modes
}

// UpdatedRecovery is the answer to PUT /recoveries/:identifier.
type UpdatedRecovery struct {
	System RecoverySystems `json:"system"` // not documented; compared if a server sends it
	Job    struct {
		ID           Text `json:"id"`
		Name         Text `json:"name"`
		ErrorMessage Text `json:"errorMessage"`
	} `json:"jobInfo"`
	Summary struct {
		State  Text                   `json:"state"` // success or fail
		Common Many[FieldChange]      `json:"commonUpdatedFields"`
		Each   Many[UpdatedPartition] `json:"eachUpdatedFields"`
	} `json:"summary"`
}

// FieldChange is a value before and after. Field is display text. Values that are not scalars are
// JSON.
type FieldChange struct {
	Field    Text `json:"field"`
	Previous Text `json:"previous"`
	New      Text `json:"new"`
}

// UpdatedPartition lists the changes to one partition.
type UpdatedPartition struct {
	Partition Text `json:"partition"` // Linux
	Drive     Text `json:"drive"`     // Windows
	Summary   struct {
		State  Text              `json:"state"` // success or fail
		Common Many[FieldChange] `json:"commonUpdatedFields"`
	} `json:"summary"`
	ErrorMessage Text `json:"errorMessage"`
}

// Name returns the partition or the drive.
func (p UpdatedPartition) Name() Text { return firstOf(p.Partition, p.Drive) }

// Failed reports whether an update failed in whole or in part. Servers report this in a success
// envelope too.
func (u *UpdatedRecovery) Failed() bool {
	failed := isFailure(u.Summary.State) || !u.Job.ErrorMessage.None()
	for _, p := range u.Summary.Each {
		failed = failed || isFailure(p.Summary.State) || !p.ErrorMessage.None()
	}
	return failed
}

// failWith marks the update of a refusal as failed, and reports whether anything was changed.
func (u *UpdatedRecovery) failWith(text Text) bool {
	changed := len(u.Summary.Common) > 0
	for _, p := range u.Summary.Each {
		changed = changed || len(p.Summary.Common) > 0
	}
	u.Summary.State = StateFail
	u.Job.ErrorMessage = firstOf(u.Job.ErrorMessage, text)
	return changed
}

// inPart returns a result for a failure envelope that also reports what was done before the
// failure: the documents do not define the envelope and status of a partial failure.
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
	Summary    struct {
		State Text `json:"state"` // success or fail
		// Affected holds the number of deleted records; some servers send booleans.
		Affected struct {
			BasicInfo Text `json:"basicInfoDeleted"`
		} `json:"affectedComponents"`
	} `json:"summary"`
}

// DeletedPartition reports what was deleted for one partition.
type DeletedPartition struct {
	Name      Text `json:"name"` // of the job
	Partition Text `json:"partition"`
	// Components reports whether the basic data was deleted. The other kinds are not decoded.
	Components struct {
		BasicInfo Text `json:"basicInfo"`
	} `json:"deletedComponents"`
	ErrorMessage Text `json:"errorMessage"`
}

// Failed reports whether a deletion failed in whole or in part. Servers report this in a success
// envelope too.
func (d *DeletedRecovery) Failed() bool {
	failed := isFailure(d.Summary.State)
	for _, p := range d.Partitions {
		failed = failed || !p.ErrorMessage.None()
	}
	return failed
}

// Answers reports whether the answer is about the given recovery. It returns false if the answer
// names another recovery, or only partitions of another. It also returns false if the answer has a
// name and r is nil, since there is nothing to compare the name with.
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

// failWith marks the deletion of a refusal as failed, and reports whether anything was deleted.
func (d *DeletedRecovery) failWith(text Text) bool {
	d.Summary.State = StateFail
	if !slices.ContainsFunc(d.Partitions, func(p DeletedPartition) bool { return !p.ErrorMessage.None() }) {
		d.Partitions = append(d.Partitions, DeletedPartition{ErrorMessage: text})
	}
	deleted, _ := d.shows()
	return deleted
}

// Deleted reports whether the job itself, its basic data, was deleted: servers also report success
// for a job that never existed. Known is false if the answer does not show it, or contradicts
// itself.
func (d *DeletedRecovery) Deleted() (yes, known bool) {
	yes, no := d.shows()
	return yes && !no, yes != no
}

// shows returns whether any part of the answer shows basic data as deleted, and any as not deleted.
func (d *DeletedRecovery) shows() (yes, no bool) {
	shown := []Text{d.Summary.Affected.BasicInfo}
	for _, p := range d.Partitions {
		shown = append(shown, p.Components.BasicInfo)
	}
	for _, t := range shown {
		n, isNumber := wholeNumber(t)
		yes = yes || t.True() || n > 0
		no = no || isNumber && n == 0 || strings.EqualFold(string(t), "false")
	}
	return yes, no
}

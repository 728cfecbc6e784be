package zdm

import "strings"

// Phase is the state of a job, independent of the server's word for it.
type Phase int

// The phases of a job (ZDM API, job status).
const (
	PhaseUnknown    Phase = iota // unknown word; show the text as it was sent
	PhaseRegistered              // waiting, without a schedule
	PhaseScheduled               // waiting for its next run
	PhasePreparing
	PhaseProcessing
	PhaseComplete
	PhaseCanceling
	PhaseCanceled
	PhaseError
)

// Status returns the phase of a job's status or of a history's result.
func Status(t Text) Phase {
	switch strings.ToLower(strings.TrimSpace(string(t))) {
	case "registered", "waiting", "pending":
		return PhaseRegistered
	case "scheduled", "schedule":
		return PhaseScheduled
	case "preparing", "start":
		return PhasePreparing
	case "processing", "running", "run":
		return PhaseProcessing
	case "complete", "completed", "success":
		return PhaseComplete
	case "canceling", "cancelling":
		return PhaseCanceling
	case "canceled", "cancelled", "cancel":
		return PhaseCanceled
	case "error", "fail", "failed", "failure":
		return PhaseError
	}
	return PhaseUnknown
}

// Running reports whether the job is in progress.
func (p Phase) Running() bool {
	return p == PhasePreparing || p == PhaseProcessing || p == PhaseCanceling
}

// Ended reports whether the run is over, successful or not. A scheduled job returns to
// PhaseScheduled after its run.
func (p Phase) Ended() bool { return p == PhaseComplete || p == PhaseCanceled || p == PhaseError }

// String returns the phase as answers spell it, or "" for an unknown one.
func (p Phase) String() string {
	if p < PhaseUnknown || p > PhaseError {
		return ""
	}
	return [...]string{"", "Registered", "Scheduled", "Preparing", "Processing", "Complete", "Canceling", "Canceled", "Error"}[p]
}

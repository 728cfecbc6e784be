package zdm

import "strings"

// Phase is the state of a job, whatever word a server has for it.
type Phase int

// The phases of a job (ZDM API, job status).
const (
	PhaseUnknown    Phase = iota // a word that is not known; show the text as it came
	PhaseRegistered              // waits, without a schedule
	PhaseScheduled               // waits for its next run
	PhasePreparing
	PhaseProcessing
	PhaseComplete
	PhaseCanceling
	PhaseCanceled
	PhaseError
)

// Status reads a job's status or a history's result.
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

// Running reports a job that is under way.
func (p Phase) Running() bool {
	return p == PhasePreparing || p == PhaseProcessing || p == PhaseCanceling
}

// Ended reports a job whose run is over, well or not. A scheduled job goes back to PhaseScheduled
// after its run.
func (p Phase) Ended() bool { return p == PhaseComplete || p == PhaseCanceled || p == PhaseError }

// String is the phase as answers spell it, "" when it is unknown.
func (p Phase) String() string {
	if p < PhaseUnknown || p > PhaseError {
		return ""
	}
	return [...]string{"", "Registered", "Scheduled", "Preparing", "Processing", "Complete", "Canceling", "Canceled", "Error"}[p]
}

package zdm

import "strings"

// The values that requests may contain (ZDM API, common enumerations). Answers spell some of them
// differently; see Text.
const (
	ModeFull      = "full"
	ModeIncrement = "increment"

	OverwriteAllow    = "allow"
	OverwriteNotAllow = "not allow"

	Use    = "use"
	NotUse = "not use"

	RepositoryNFS = "nfs"
	RepositorySMB = "smb"

	// PlatformBaremetal is known to the vendor's CLI but not documented in the API.
	PlatformBaremetal = "baremetal"

	StateSuccess = "success"
	StateFail    = "fail"

	StatusStart = "start"
	StatusStop  = "stop"
)

// Platforms lists the target platforms of the API, in the order of its documents.
func Platforms() []string {
	return []string{"oci", "ncp", "gcp", "aws", "azure", "vmware", "scp", "openstack", "cloudstack",
		"kt", "nhn", "nutanix", "proxmox", "kvm", "hyperv", "xenserver"}
}

// Modes lists the recovery modes.
func Modes() []string { return []string{ModeFull, ModeIncrement} }

// RepositoryTypes lists the types of a repository.
func RepositoryTypes() []string { return []string{RepositorySMB, RepositoryNFS} }

// Overwrites lists the values for overwriting the target.
func Overwrites() []string { return []string{OverwriteAllow, OverwriteNotAllow} }

// UseOptions lists the values of an option that is on or off.
func UseOptions() []string { return []string{Use, NotUse} }

// AfterReboots lists what the target can do after the job.
func AfterReboots() []string { return []string{"reboot", "shutdown", "maintain"} }

// ScriptRuns lists when a script can run.
func ScriptRuns() []string { return []string{"before", "after"} }

// ScheduleTypes lists the names of the schedule types, indexed by their numbers.
func ScheduleTypes() []string {
	return []string{"Once", "Every Minute", "Hourly", "Daily", "Weekly", "Monthly (Specific Week and Day of the Week)", "Monthly on Specific Date",
		"Smart Weekly (Specific Day of the Week)", "Smart Monthly (Specific Week and Day of the Week)", "Smart Monthly (Specific Date)",
		"Smart Custom (Specific Month, Week and Day of the Week)", "Smart Custom (Specific Month and Date)"}
}

// Weekdays lists the days of the week as requests spell them.
func Weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// JobStatuses lists the states of a job as queries spell them. See Status for answers.
func JobStatuses() []string {
	return []string{"preparing", "processing", "complete", "scheduled", "registered", "canceling", "canceled", "error"}
}

// HistoryResults lists the results of past runs.
func HistoryResults() []string { return []string{"success", "failed"} }

// BackupModes lists the modes of a backup.
func BackupModes() []string { return []string{ModeFull, ModeIncrement, "smart"} }

// ServerModes lists the roles of a server.
func ServerModes() []string { return []string{"source", "target"} }

// ServerOSes lists the operating systems of servers. Repositories support only win and lin.
func ServerOSes() []string { return []string{"win", "lin", "cloud"} }

// Connections lists the states of a connection as queries spell them. See Text.Connected for
// answers.
func Connections() []string { return []string{"connect", "disconnect"} }

// Activations lists the states of a center's activation.
func Activations() []string { return []string{"ok", "fail"} }

// LicenseStates lists the states of a server's license.
func LicenseStates() []string { return []string{"assign", "unassign"} }

// ScheduleStates lists the states of a schedule.
func ScheduleStates() []string { return []string{"enabled", "disabled"} }

// SortOrders lists the orders of a list.
func SortOrders() []string { return []string{"asc", "desc"} }

// CloudTypes lists the clouds that credentials can be stored for.
func CloudTypes() []string { return []string{"aws", "gcp"} }

// OverwriteOf returns the overwrite setting that an answer reports, as requests spell it. It
// returns unknown values unchanged.
func OverwriteOf(t Text) Text {
	word := strings.ToLower(strings.TrimSpace(string(t)))
	switch {
	case word == "false", strings.HasPrefix(word, "not"):
		return OverwriteNotAllow
	case word == "true", word == OverwriteAllow, strings.HasPrefix(word, "overw"):
		return OverwriteAllow
	}
	return t
}

// ModeOf returns the recovery mode that an answer reports, as requests spell it: answers have full,
// Full Recovery, inc or Increment Backup. It returns "" for any other word.
func ModeOf(t Text) string {
	word := strings.ToLower(strings.TrimSpace(string(t)))
	switch {
	case strings.HasPrefix(word, "inc"):
		return ModeIncrement
	case strings.HasPrefix(word, ModeFull):
		return ModeFull
	}
	return ""
}

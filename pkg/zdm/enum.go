package zdm

// The values that requests may hold (ZDM API, common enumerations). Answers spell some of them
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

	// PlatformBaremetal is known to the vendor's CLI and not to the API's documents.
	PlatformBaremetal = "baremetal"

	StateSuccess = "success"
	StateFail    = "fail"
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

// Overwrites lists the words for overwriting the target.
func Overwrites() []string { return []string{OverwriteAllow, OverwriteNotAllow} }

// UseOptions lists the words of an option that is on or off.
func UseOptions() []string { return []string{Use, NotUse} }

// AfterReboots lists what the target may do after the job.
func AfterReboots() []string { return []string{"reboot", "shutdown", "maintain"} }

// ScriptRuns lists when a script may run.
func ScriptRuns() []string { return []string{"before", "after"} }

// Weekdays lists the days of the week as requests spell them.
func Weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

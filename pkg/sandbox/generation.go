package sandbox

import "slices"

// Versions of the API. Those before 3.0 are named after the documents that they follow: 1.0.3 to
// 1.3.1, and 2.0.0 with 2.0.1. Two older builds have the number 3.0.0 too, but differ from the
// newest document.
const (
	Version1      = "1.0.3"
	Version2      = "2.0"
	Version202    = "2.0.2"
	Version3Early = "3.0-early" // the release, with the new envelope around the monitoring and PUT of 2.0
	Version3Flat  = "3.0-flat"  // days later, with flat monitoring and strict queries
	Version3      = "3.0"
)

// Versions returns the versions of the API that a server can have, oldest first.
func Versions() []string {
	return []string{Version1, Version2, Version202, Version3Early, Version3Flat, Version3}
}

// generation is a version of the API. Its methods describe the differences between the versions.
type generation int

const (
	v1 generation = iota
	v2
	v202
	v3Early
	v3Flat
	v3
)

func generationOf(version string) (generation, bool) {
	i := slices.Index(Versions(), version)
	return generation(i), i >= 0
}

// english reports whether texts, filters and statuses are those of 2.0.
func (g generation) english() bool { return g >= v2 }

// limitsLogins reports whether an address has a limited number of logins.
func (g generation) limitsLogins() bool { return g >= v202 }

// privateUsers reports whether an account can only read itself.
func (g generation) privateUsers() bool { return g >= v202 }

// skips reports whether a registration skips partitions without a backup, with a notice.
func (g generation) skips() bool { return g >= v202 }

// scheduleIDs reports whether registrations and changes return the id of the schedule.
func (g generation) scheduleIDs() bool { return g >= v202 }

// ignoresUnknownParts reports whether PUT silently ignores partitions that the job does not have.
func (g generation) ignoresUnknownParts() bool { return g == v202 || g == v3Early }

// refusesWindowsOverwrite reports whether overwrite "allow" onto Windows is an error. The newest
// version ignores it with a notice.
func (g generation) refusesWindowsOverwrite() bool { return g >= v2 && g < v3 }

// refusesItemOverwrite reports whether overwrite "allow" of one partition is an error.
func (g generation) refusesItemOverwrite() bool { return g >= v2 && g < v3Early }

// refusesRepeatedSources reports whether a source partition may occur only once in jobList.
func (g generation) refusesRepeatedSources() bool { return g >= v2 && g < v3Early }

// traces reports whether the envelope is that of 3.0: traceId and an error with a code.
func (g generation) traces() bool { return g >= v3Early }

// strict reports whether unknown, empty and repeated parameters are errors.
func (g generation) strict() bool { return g >= v3Flat }

// noticesBusy reports whether registering with autoStart onto a busy target succeeds with a notice.
// Older builds of 3.0 refuse it.
func (g generation) noticesBusy() bool { return g >= v3 }

// updatesByImage reports whether the items of PUT are addressed by backup file.
func (g generation) updatesByImage() bool { return g >= v3Flat }

// reboots reports whether a run is still Processing while its target reboots.
func (g generation) reboots() bool { return g >= v3 }

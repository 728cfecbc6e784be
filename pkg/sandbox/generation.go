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

// generation is a version of the API. Code that differs between versions compares it.
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

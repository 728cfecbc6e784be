// Package zdm is a Go client for the ZDM disaster-recovery API (documents of version 1.0.3 to 2.0.1).
//
// It knows the ways in which real servers differ from the documents: ids that are numbers or strings,
// objects where lists belong, failures inside a success envelope, bodies that are no envelope at all.
// It never follows a redirect with a body or to another host, never sends a registration twice, reads at most MaxBody bytes of an
// answer, and says of every failed call whether it may have reached the server (see Error).
package zdm

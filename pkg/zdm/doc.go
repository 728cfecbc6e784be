// Package zdm is a Go client for the ZDM disaster-recovery API (documents of version 1.0.3 to
// 2.0.1).
//
// It knows the ways in which real servers differ from the documents: ids that are numbers or
// strings, objects where lists belong, failures inside a success envelope, bodies that are no
// envelope at all, lists that ignore paging.
//
// Reads that fail for a reason that may pass are tried again. What changes something is sent again
// only when nothing of it was sent; a registration whose answer is lost is looked up instead (see
// Client.CreateRecovery), and the error of a failed call shows whether it may have reached the
// server (see Error). A refused token can be renewed once in a call (see Config.Renew). The client
// follows no redirect with a body or to another host, and holds answers to bounds (see MaxBody).
package zdm

// Package zdm is a Go client for the ZDM disaster-recovery API (documents of version 1.0.3 to
// 2.0.1).
//
// It accepts the ways in which servers deviate from the documents: ids as numbers or strings,
// objects in place of lists, failures inside a success envelope, bodies without an envelope, and
// lists without paging.
//
// Reads that fail for a temporary reason are retried. Changes are sent again only if nothing of
// them was sent. A registration whose answer is lost is looked up instead (see
// Client.CreateRecovery). The error of a failed call shows whether it may have reached the server
// (see Error). A refused token can be renewed once per call (see Config.Renew). The client does not
// follow redirects with a body or to another host, and limits the size of answers (see MaxBody).
package zdm

// Package audit records who changed what on a server. A line of JSON is durable before a call is
// sent, and a second line with the same id has the outcome. Several processes may append to a log
// at the same time.
package audit

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/groupcommit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	lockWait  = 30 * time.Second
	lockPause = time.Millisecond // because a released lock is not signaled
	maxText   = 4096             // maximum number of bytes of a text from the command line or a request
)

// The outcomes of a call.
const (
	Done    = "done"     // the server answered with success
	Refused = "refused"  // the server rejected the call or failed
	NotSent = "not-sent" // no connection was established
	Unknown = "unknown"  // the response was lost or is not the server's
)

// Caller identifies who makes the calls.
type Caller struct {
	User    string `json:"user"` // user of this machine
	Host    string `json:"host"`
	Context string `json:"context,omitempty"`
	Server  string `json:"server"`  // base URL of the API
	Command string `json:"command"` // without secrets
}

// call is the first line of a call, written before it is sent.
type call struct {
	ID   string    `json:"id"`
	Time time.Time `json:"time"`
	Caller
	Job    string `json:"job,omitempty"` // name or id of a recovery
	Method string `json:"method"`
	Path   string `json:"path"` // relative to the base URL
}

// result is the second line of a call, written after it.
type result struct {
	ID        string    `json:"id"`
	Time      time.Time `json:"time"`
	Status    int       `json:"status,omitempty"` // HTTP status; 0 without a response
	RequestID string    `json:"requestID,omitempty"`
	Outcome   string    `json:"outcome"`
}

// Log is an open audit log. It is safe for concurrent use.
type Log struct {
	path   string
	caller Caller
	now    func() time.Time
	file   *os.File

	lines groupcommit.Log
}

// Open opens a log as config.OpenLog does. The error is an *exit.Error with exit.Usage.
func Open(path string, caller Caller, now func() time.Time) (*Log, error) {
	file, err := config.OpenLog(path)
	if err != nil {
		if e, ok := errors.AsType[*exit.Error](err); ok {
			err = refuse(e.Message, err)
		}
		return nil, err
	}
	caller.Command = short(caller.Command)
	l := &Log{path: path, caller: caller, now: now, file: file}
	l.lines.Write, l.lines.Sync = l.write, file.Sync
	return l, nil
}

// Close closes the file.
func (l *Log) Close() error { return l.file.Close() }

// Begin records a call that is about to be sent. When it returns nil, the line is durable.
// Otherwise the error is an *exit.Error with exit.Usage, and the call must not be sent.
func (l *Log) Begin(change zdm.Change) (id string, err error) {
	var random [8]byte
	_, _ = rand.Read(random[:]) // Read never fails
	id = hex.EncodeToString(random[:])
	line := call{ID: id, Time: l.now().Round(0), Caller: l.caller, Job: short(jobOf(change)), Method: change.Method, Path: short(change.Path)}
	if err := l.add(true, line); err != nil {
		return "", refuse(msgNotWritten.With(l.path, osfile.Cause(err)), err)
	}
	return id, nil
}

// End records the outcome of a call.
func (l *Log) End(id string, e zdm.Exchange) error {
	return l.add(false, result{ID: id, Time: l.now().Round(0), Status: e.Status, RequestID: e.RequestID, Outcome: outcomeOf(e.Err)})
}

// refuse returns the error of a call that cannot be recorded.
func refuse(why msg.Message, err error) error {
	return exit.New(exit.Usage, msgNotRecorded.With(why)).Because(err).Note(msgWayOut.With())
}

func outcomeOf(err error) string {
	failed, ok := errors.AsType[*zdm.Error](err)
	switch {
	case err == nil:
		return Done
	case !ok || failed.OutcomeUnknown():
		return Unknown
	case failed.Kind == zdm.Unreachable:
		return NotSent
	}
	return Refused
}

// jobOf returns the jobName of a body, or the recovery that a path names.
func jobOf(change zdm.Change) string {
	var body struct {
		JobName string `json:"jobName"`
	}
	if _ = json.Unmarshal(change.Body, &body); body.JobName != "" { // a body that is not an object has no name
		return body.JobName
	}
	name, is := strings.CutPrefix(change.Path, "/recoveries/")
	if !is || name == "image" {
		return ""
	}
	return name
}

func short(text string) string {
	if len(text) <= maxText {
		return text
	}
	return strings.ToValidUTF8(text[:maxText], "") + "…"
}

// add appends a line. With durable, it returns once the line survives a crash of the machine.
func (l *Log) add(durable bool, line any) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	return l.lines.Add(durable, func() ([]byte, error) { return append(text, '\n'), nil })
}

// write appends lines while no other process does. It first completes a line that another process
// left unfinished, and removes lines that do not fit on the disk.
func (l *Log) write(lines []byte) error {
	if err := l.lock(); err != nil {
		return err
	}
	defer func() { _ = osfile.Unlock(l.file) }()
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	if size > 0 {
		var last [1]byte
		if _, err := l.file.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			lines = append([]byte("\n"), lines...)
		}
	}
	if _, err := l.file.Write(lines); err != nil {
		_ = l.file.Truncate(size)
		return err
	}
	return nil
}

func (l *Log) lock() error {
	for waited := time.Duration(0); ; waited += lockPause {
		held, err := osfile.TryLock(l.file)
		if held || err != nil {
			return err
		}
		if waited >= lockWait {
			return config.ErrBusy
		}
		_ = zdm.Sleep(context.Background(), lockPause) // another process holds the lock no longer than this
	}
}

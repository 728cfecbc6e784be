package apply

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxNamed = 5 // jobs in a message

// reading is a journal as far as it is read.
type reading struct {
	journal  *Journal
	requests []Request
	index    map[string]int  // of a request, by its name
	prints   []string        // fingerprints of the requests as they were when past was written
	others   map[string]bool // jobs of which it is not known whether they are registered, and that no request names
}

// read goes through the journal; size is then the end of its last whole line. First is the line
// that it must begin with.
func (j *Journal) read(first []byte, requests []Request, update bool) error {
	r := reading{journal: j, requests: requests, index: make(map[string]int, len(requests)), prints: make([]string, len(requests)), others: map[string]bool{}}
	for i, request := range requests {
		r.index[request.Name] = i
	}
	in := lines{bufio.NewReaderSize(io.NewSectionReader(j.file, 0, 1<<62), 64<<10)}
	for number := 1; ; number++ {
		line, err := in.next()
		switch {
		case errors.Is(err, io.EOF) && number == 1 && !bytes.HasPrefix(first, line):
			return exit.New(exit.Usage, msg.NotAJournal.With(j.path)).Note(msgNameAnotherJournal.With())
		case errors.Is(err, io.EOF):
			return r.check(update)
		case err == nil && number == 1:
			err = j.checkHeader(line, first)
		case err == nil:
			err = r.take(line)
		}
		if errors.Is(err, errDamaged) {
			return exit.New(exit.Usage, msg.JournalDamaged.With(j.path, number)).Note(msgAfterDamage.With())
		}
		if _, ok := errors.AsType[*exit.Error](err); err != nil && !ok {
			return journalFault(msgJournalNotOpened, j.path, err)
		}
		if err != nil {
			return err
		}
		j.size += int64(len(line))
	}
}

func (j *Journal) checkHeader(line, first []byte) error {
	var h, want header
	if decodeLine(line, &h) != nil || h.Format != journalFormat {
		return exit.New(exit.Usage, msg.NotAJournal.With(j.path)).Note(msgNameAnotherJournal.With())
	}
	if err := decodeLine(first, &want); err != nil {
		return err
	}
	switch {
	case h.Version != formatVersion:
		return exit.New(exit.Usage, msg.JournalVersion.With(j.path, h.Version, formatVersion)).Note(msgNameAnotherJournal.With())
	case h.Server != want.Server:
		return exit.New(exit.Usage, msg.JournalOfServer.With(j.path, h.Server, want.Server)).Note(msgNameAnotherJournal.With())
	}
	return nil
}

// take follows what a record tells.
func (r *reading) take(line []byte) error {
	var reported record
	if err := decodeLine(line, &reported); err != nil {
		return err
	}
	var now past
	switch {
	case reported.Event == eventSend:
		now = past{outcome: Unknown, at: reported.At, until: reported.Until, code: exit.Unknown}
	case reported.Event == eventEnd && (reported.Outcome == Created || reported.Outcome == Partial || reported.Outcome == Failed && reported.Code == exit.Failed):
		now = past{outcome: reported.Outcome, code: reported.Code, detail: strings.Clone(reported.Detail), as: strings.Clone(reported.As)}
	case reported.Event == eventEnd && reported.Outcome == Unknown:
		if i, asked := r.index[reported.Job]; asked && r.journal.past[i].outcome == Unknown {
			r.journal.past[i].slow = reported.Slow
		}
		return nil // otherwise as the announcement left it; of an update that is nothing, for it is compared anew
	case reported.Event != eventEnd && reported.Event != eventUpdate:
		return errDamaged
	}
	i, asked := r.index[reported.Job]
	switch {
	case asked && now.outcome == "" && r.journal.past[i].outcome == Created: // it stays that, whatever becomes of its changes
		r.prints[i] = reported.Request
	case asked:
		r.journal.past[i], r.prints[i] = now, reported.Request
	case now.outcome == Unknown:
		r.others[reported.Job] = true
	default:
		delete(r.others, reported.Job)
	}
	return nil
}

// check holds the requests to what the journal knows of them.
func (r *reading) check(update bool) error {
	var changed []string
	for i, request := range r.requests {
		outcome := r.journal.past[i].outcome
		mayChange := outcome == "" || outcome == Failed || update && outcome == Created
		if !mayChange && r.prints[i] != fingerprint(request.Body) {
			changed = append(changed, request.Name)
		}
	}
	if len(changed) > 0 {
		return exit.New(exit.Usage, msg.RequestsChanged.With(r.journal.path, list(changed))).
			Note(msg.NothingWasSent.With()).Note(msgAfterChange.With())
	}
	if len(r.others) > 0 {
		return exit.New(exit.Usage, msg.RequestsMissing.With(r.journal.path, list(slices.Sorted(maps.Keys(r.others))))).
			Note(msg.NothingWasSent.With()).Note(msgAfterMissing.With())
	}
	return nil
}

// list names some jobs.
func list(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

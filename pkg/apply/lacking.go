package apply

import (
	"bufio"
	"errors"
	"io"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Lacking returns why the recovery of a name is not registered as its request asked for, by the
// journal of the apply that registered it; zero for one that is, and for one that the journal does
// not hold. It only reads. The error is an *exit.Error of code Usage.
func Lacking(path, name string) (why msg.Message, err error) {
	file, _, err := osfile.OpenRegular(path)
	if errors.Is(err, osfile.ErrNotRegular) {
		return why, exit.New(exit.Usage, msg.NotAJournal.With(path)).Note(msgNameAnotherJournal.With())
	}
	if err != nil {
		return why, journalFault(msgJournalNotOpened, path, err)
	}
	defer func() { _ = file.Close() }()
	in := lines{bufio.NewReader(file)}
	for number := 1; ; number++ {
		line, err := in.next()
		var h header
		var r record
		switch {
		case errors.Is(err, io.EOF): // half a last line was not written to its end
			return why, nil
		case number == 1 && (err != nil || decodeLine(line, &h) != nil || h.Format != journalFormat):
			return why, exit.New(exit.Usage, msg.NotAJournal.With(path)).Note(msgNameAnotherJournal.With())
		case number > 1 && (err != nil || decodeLine(line, &r) != nil):
			return why, exit.New(exit.Usage, msg.JournalDamaged.With(path, number)).Note(msgAfterDamage.With())
		case r.Event != eventEnd || r.Job != name && r.As != name:
			continue
		}
		why = msg.Message{}
		if r.Outcome == Partial || r.Outcome == Failed && r.Code == exit.Failed {
			why = msg.Verbatim.With(r.Detail)
		}
	}
}

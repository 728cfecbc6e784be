package manifest

import (
	"errors"
	"io"
	"io/fs"
	"iter"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"go.yaml.in/yaml/v3"
)

// Reader reads requests from streams. It builds the table of fields once.
type Reader struct{ of form }

// NewReader returns a Reader of requests for POST /recoveries.
func NewReader() *Reader { return &Reader{registration()} }

// Documents is Reader.Documents with a new Reader.
func Documents(name string, r io.Reader) iter.Seq2[*Draft, error] {
	return NewReader().Documents(name, r)
}

// Documents reads the requests of a stream, YAML or JSON, with one in memory at a time. name is the
// file's, or "-" for standard input. Empty documents are skipped. An error is an *exit.Error with
// exit.Usage and the problems of an unreadable document. Reading continues with the next document,
// unless the stream failed or a document is larger than 1 MiB.
func (r *Reader) Documents(name string, in io.Reader) iter.Seq2[*Draft, error] {
	return func(yield func(*Draft, error) bool) {
		for unread := range r.Unread(name, in) {
			draft, err := unread.Read()
			if (draft != nil || err != nil) && !yield(draft, err) {
				return
			}
		}
	}
}

// Unread is a document of a stream that is not parsed yet.
type Unread struct {
	of   form
	text *document
	end  error // the error with which the stream ended, if any
}

// Unread is like Documents, for callers that parse several documents concurrently.
func (r *Reader) Unread(name string, in io.Reader) iter.Seq[Unread] {
	return func(yield func(Unread) bool) {
		s := newSplitter(name, in)
		for {
			text, end := s.next()
			if !yield(Unread{r.of, text, end}) || end != nil {
				return
			}
		}
	}
}

// Size returns the size of the document in bytes.
func (u Unread) Size() int { return len(u.text.text) }

// Read parses the document as Documents does. The draft is nil if the document is empty. Different
// documents can be read concurrently.
func (u Unread) Read() (*Draft, error) { return read(u.of, u.text, u.end) }

// ReadOne reads the only request of a stream. Draft.Request reports a second document as a problem.
// An empty stream is an error. An error is an *exit.Error with exit.Usage.
func ReadOne(name string, r io.Reader) (*Draft, error) {
	var first *Draft
	for draft, err := range Documents(name, r) {
		switch {
		case first == nil && err != nil:
			return nil, err
		case first == nil:
			first = draft
			continue
		case draft == nil:
			return nil, err
		}
		at := draft.root.origin
		first.problems.add(at, "", msgSecondDocument.With()).Notes = []msg.Message{msgUseApply.With()}
		return first, nil
	}
	if first == nil {
		return nil, exit.New(exit.Usage, msg.EmptyManifest.With(newSplitter(name, r).name))
	}
	return first, nil
}

// read returns the draft of a document, or nil for an empty one. end is the error with which the
// stream ended, if any.
func read(of form, doc *document, end error) (*Draft, error) {
	tree, err := readTree(doc, end)
	if err != nil {
		return nil, err
	}
	if tree == nil {
		return nil, nil
	}
	draft := &Draft{form: of, document: doc}
	b := builder{document: doc, problems: &draft.problems}
	draft.root = b.value(tree, of.schema, "")
	return draft, nil
}

func readTree(doc *document, end error) (*yaml.Node, *exit.Error) {
	if end != nil && !errors.Is(end, io.EOF) && !errors.Is(end, errTooLarge) {
		return nil, Unreadable(doc.name, end)
	}
	found := &problems{}
	if !checkEncoding(doc, found) {
		return nil, refusal(doc.name, msg.ARecoveryRequest, found)
	}
	if errors.Is(end, errTooLarge) {
		found.add(origin{document: doc, line: doc.line, column: 1}, "", msgDocumentTooLarge.With(maxDocument>>20))
		return nil, refusal(doc.name, msg.ARecoveryRequest, found)
	}
	if doc.blank() {
		return nil, nil
	}
	tree, ok := parse(doc, found)
	if !ok {
		return nil, refusal(doc.name, msg.ARecoveryRequest, found)
	}
	return tree, nil
}

// Unreadable returns an error with exit.Usage for a file that could not be opened or read.
func Unreadable(name string, err error) *exit.Error {
	if known, ok := errors.AsType[*exit.Error](err); ok && known.Code == exit.Usage {
		return known
	}
	if name == "" {
		return exit.New(exit.Usage, msgFileUnnamed.With()).Because(err)
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return exit.New(exit.Usage, msgFileNotFound.With(name)).Because(err)
	}
	return exit.New(exit.Usage, msg.FileUnreadable.With(name, err.Error())).Because(err)
}

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

// Reader reads the requests of streams. It makes the table of fields once for all of them.
type Reader struct{ of form }

// NewReader reads requests for POST /recoveries.
func NewReader() *Reader { return &Reader{registration()} }

// Documents is Reader.Documents for one stream.
func Documents(name string, r io.Reader) iter.Seq2[*Draft, error] {
	return NewReader().Documents(name, r)
}

// Documents reads the requests of a stream one after the other, one in memory at a time, YAML or JSON.
// Its name is the file's, "-" for standard input. Documents that hold nothing are passed over. An error
// is an *exit.Error with the code Usage and the problems of a document that cannot be read; the reading
// goes on with the next document, unless the stream itself failed or a document is larger than 1 MiB.
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

// Unread is a document of a stream that is not read yet.
type Unread struct {
	of   form
	text *document
	end  error // that the stream ended with, if it did
}

// Unread is Documents for those who read several at a time.
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

// Size is how many bytes the document has.
func (u Unread) Size() int { return len(u.text.text) }

// Read reads the document as Documents does; the draft is nil when it holds nothing. It is safe for concurrent use with that of other documents.
func (u Unread) Read() (*Draft, error) { return read(u.of, u.text, u.end) }

// ReadOne reads the one request of a stream. A second document is a problem that Request reports with the
// others; an empty stream is an error. An error is an *exit.Error with the code Usage.
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

// read makes a draft of a document, nil when it holds nothing. End is what the stream ended with, if it did.
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

// Unreadable is the error of a file that could not be opened or read, with the code Usage.
func Unreadable(name string, err error) *exit.Error {
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

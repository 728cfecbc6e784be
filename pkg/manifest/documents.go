package manifest

import (
	"errors"
	"io"
	"io/fs"
	"iter"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"go.yaml.in/yaml/v3"
)

// Documents reads the requests of a stream, YAML or JSON, with one in memory at a time. name is the
// file's, or "-" for standard input. Empty documents are skipped. An error is an *exit.Error with
// exit.Usage and the problems of an unreadable document. Reading continues with the next document,
// unless the stream failed or a document is larger than 1 MiB.
func Documents(name string, r io.Reader) iter.Seq2[*Draft, error] {
	return func(yield func(*Draft, error) bool) {
		for unread := range Split(name, r) {
			draft, err := unread.Read()
			if (draft != nil || err != nil) && !yield(draft, err) {
				return
			}
		}
	}
}

// Unread is a document of a stream that is not parsed yet.
type Unread struct {
	text *document
	end  error // the error with which the stream ended, if any
}

// Split is like Documents, for callers that parse several documents concurrently.
func Split(name string, r io.Reader) iter.Seq[Unread] {
	return func(yield func(Unread) bool) {
		s := newSplitter(name, r)
		for {
			text, end := s.next()
			if !yield(Unread{text, end}) || end != nil {
				return
			}
		}
	}
}

// Size returns the size of the document in bytes.
func (u Unread) Size() int { return len(u.text.text) }

// Read parses the document as Documents does. The draft is nil if the document is empty. Different
// documents can be read concurrently.
func (u Unread) Read() (*Draft, error) {
	tree, err := u.tree()
	if err != nil {
		return nil, err
	}
	if tree == nil {
		return nil, nil
	}
	draft := &Draft{form: registration(), document: u.text}
	b := builder{document: u.text, problems: &draft.problems}
	draft.root = b.value(tree, draft.form.schema, "")
	return draft, nil
}

// ReadOne reads the only request of a stream. Draft.Request reports a second document as a problem.
// An empty stream is an error. An error is an *exit.Error with exit.Usage.
func ReadOne(name string, r io.Reader) (*Draft, error) {
	var first *Draft
	for draft, err := range Documents(name, r) {
		switch {
		case err != nil:
			return nil, err
		case first != nil:
			first.problems.add(draft.root.origin, "", msgSecondDocument.With()).Notes = []msg.Message{msgUseApply.With()}
			return first, nil
		}
		first = draft
	}
	if first == nil {
		return nil, exit.New(exit.Usage, msg.EmptyManifest.With(newSplitter(name, r).name))
	}
	return first, nil
}

// tree returns the parsed document, or nil if it is empty.
func (u Unread) tree() (*yaml.Node, *exit.Error) {
	doc, end := u.text, u.end
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
	err = osfile.Cause(err)
	if errors.Is(err, fs.ErrNotExist) {
		return exit.New(exit.Usage, msgFileNotFound.With(name)).Because(err)
	}
	return exit.New(exit.Usage, msg.FileUnreadable.With(name, err.Error())).Because(err)
}

package resource

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"runtime"
	"slices"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// server has a list of some pages with two items each, and sends the number of each requested page
// to asked.
type server struct {
	pages int
	bytes int // of each page
	err   error
	asked chan int
}

func (s server) list(ctx context.Context) iter.Seq2[zdm.Page, error] {
	return func(yield func(zdm.Page, error) bool) {
		for number := range s.pages {
			s.asked <- number + 1
			page := zdm.Page{Answer: zdm.Answer{Raw: make(json.RawMessage, s.bytes)}, Items: make([]json.RawMessage, 2)}
			if err := context.Cause(ctx); err != nil || !yield(page, err) {
				return
			}
		}
		if s.err != nil {
			yield(zdm.Page{}, s.err)
		}
	}
}

func newServer(pages int) server { return server{pages: pages, asked: make(chan int, pages)} }

// askedFor returns the requested pages.
func (s server) askedFor() (numbers []int) {
	close(s.asked)
	for number := range s.asked {
		numbers = append(numbers, number)
	}
	return numbers
}

// The next page is requested while one is shown, but no page after the last requested item.
func TestAhead(t *testing.T) {
	t.Parallel()
	for most, want := range map[int][]int{0: {1, 2, 3, 4}, 1: {1}, 2: {1}, 3: {1, 2}, 4: {1, 2}, 5: {1, 2, 3}, 100: {1, 2, 3, 4}} {
		s, shown := newServer(4), 0
		for _, err := range ahead(t.Context(), s.list, most) {
			if shown++; err != nil {
				t.Fatal(err)
			}
			for shown < len(want) && len(s.asked) == shown { // until the next page is requested
				runtime.Gosched()
			}
		}
		if got := s.askedFor(); !slices.Equal(got, want) || shown != len(want) {
			t.Errorf("%d items: asked for %v and showed %d, want %v", most, got, shown, want)
		}
	}
}

// Once the caller stops, no further page is requested.
func TestAheadStops(t *testing.T) {
	t.Parallel()
	s, shown := newServer(100), 0
	for range ahead(t.Context(), s.list, 0) {
		if shown++; shown == 3 {
			break
		}
	}
	if got := len(s.askedFor()); got > 4 {
		t.Errorf("asked for %d pages", got)
	}
}

// A very large page is released before the next is requested.
func TestAheadOfLargePages(t *testing.T) {
	t.Parallel()
	s, shown := newServer(4), 0
	s.bytes = maxBeside + 1
	for range ahead(t.Context(), s.list, 0) {
		if shown++; len(s.asked) != shown {
			t.Errorf("%d pages asked for while page %d is shown", len(s.asked), shown)
		}
	}
	if shown != 4 {
		t.Errorf("%d pages", shown)
	}
	stopped := newServer(4)
	stopped.bytes = maxBeside + 1
	for range ahead(t.Context(), stopped.list, 0) {
		break
	}
	if got := len(stopped.askedFor()); got != 1 {
		t.Errorf("asked for %d pages after a large one", got)
	}
}

// An error follows the pages before it, and a panic reaches the goroutine of the caller.
func TestAheadFails(t *testing.T) {
	t.Parallel()
	s, shown := newServer(2), 0
	s.err = errors.New("row 7 is bad")
	var failed error
	for _, err := range ahead(t.Context(), s.list, 0) {
		if failed = err; err == nil {
			shown++
		}
	}
	if shown != 2 || !errors.Is(failed, s.err) {
		t.Errorf("%d pages, %v", shown, failed)
	}
	defer func() {
		if _, caught := recover().(panics.Caught); !caught {
			t.Error("the panic is lost")
		}
	}()
	for range ahead(t.Context(), func(context.Context) iter.Seq2[zdm.Page, error] {
		return func(func(zdm.Page, error) bool) { panic("a fault") } // the test proves that a panic while reading ahead reaches the caller
	}, 0) {
		t.Error("a page")
	}
}

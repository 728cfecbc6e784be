package resource

import (
	"context"
	"iter"

	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// maxBeside is the maximum size of a page in bytes for which the next one is requested while it is
// shown, so that two large pages are never in memory at once.
const maxBeside = 1 << 20

// answer is a page of a list, or the error that ends it.
type answer struct {
	page zdm.Page
	err  error
}

// ahead iterates over the pages of a list up to a number of items; 0 is no limit. It requests the
// next page while one is shown, and none beyond the last item. When the caller stops, it cancels
// the running call and starts no other.
func ahead(ctx context.Context, pages func(context.Context) iter.Seq2[zdm.Page, error], most int) iter.Seq2[zdm.Page, error] {
	return func(yield func(zdm.Page, error) bool) {
		ctx, giveUp := context.WithCancel(ctx)
		answers, shown, gone := make(chan answer), make(chan struct{}, 1), make(chan struct{})
		var asking panics.Group
		defer func() {
			close(gone)
			giveUp()
			asking.Wait()
		}()
		asking.Go(func() {
			defer close(answers)
			count := 0
			for page, err := range pages(ctx) {
				select {
				case answers <- answer{page, err}:
				case <-gone:
					return
				}
				if count += len(page.Items); most > 0 && count >= most {
					return
				}
				if len(page.Raw) > maxBeside && !await(shown, gone) {
					return
				}
			}
		})
		for got := range answers {
			if !yield(got.page, got.err) {
				return
			}
			if len(got.page.Raw) > maxBeside {
				shown <- struct{}{}
			}
		}
	}
}

// await reports whether the first of two channels is ready before the second is closed.
func await(shown, gone <-chan struct{}) bool {
	select {
	case <-shown:
		return true
	case <-gone:
		return false
	}
}

package resource

import (
	"context"
	"iter"

	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// maxBeside is how many bytes a page may have for the next to be asked for beside it: no two that
// are very large lie in memory.
const maxBeside = 1 << 20

// answer is a page of a list, or the error that ends it.
type answer struct {
	page zdm.Page
	err  error
}

// ahead visits the pages of a list up to the one with the last of so many items, 0 for no limit.
// The next page is asked for while one is shown, and none behind the last. When the caller stops, a
// call that is under way is given up and no other follows.
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

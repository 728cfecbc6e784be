package fault

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"
)

// longestCut is the largest number of body bytes that a truncated answer keeps; registrations are longer.
const longestCut = 256

// Injector draws the fate of each request.
type Injector struct {
	faults   []Fault
	seed     uint64
	requests atomic.Uint64
}

// New returns an injector whose draws follow from the seed and the number of the request.
func New(faults []Fault, seed uint64) *Injector { return &Injector{faults: faults, seed: seed} }

// fate is what happens to one request.
type fate struct {
	delay     time.Duration
	status    int
	struck    map[Kind]bool
	keep      int    // body bytes before a cut
	partition uint64 // which one fails, modulo their number
}

// draw takes a number for each fault, whatever strikes, so that no fault moves those before it.
func (in *Injector) draw() fate {
	random := rand.New(rand.NewPCG(in.seed, in.requests.Add(1)))
	f := fate{struck: map[Kind]bool{}, keep: 1 + random.IntN(longestCut), partition: random.Uint64()}
	for _, one := range in.faults {
		if random.Float64() >= one.Share {
			continue
		}
		f.struck[one.Kind] = true
		f.delay += one.Delay
		if f.status == 0 {
			f.status = one.Status
		}
	}
	return f
}

// Handler puts the faults before and behind another handler. A connection is cut the way that net/http asks
// for, with a panic of http.ErrAbortHandler, which the server and sandbox.Transport both turn into a cut.
func (in *Injector) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := in.draw()
		if !wait(r.Context(), f.delay) {
			return
		}
		switch {
		case f.struck[DropBeforeRead]:
			cut()
		case f.struck[Status]:
			refuse(w, f.status)
			return
		}
		if f.struck[Partial] || f.struck[Timeout] || f.struck[Incomplete] {
			r = r.WithContext(context.WithValue(r.Context(), fateKey{}, f))
		}
		switch {
		case f.struck[DropAfterAccept]:
			next.ServeHTTP(&cutWriter{ResponseWriter: lost{http.Header{}}}, r)
			cut()
		case f.struck[Truncate]:
			next.ServeHTTP(&cutWriter{ResponseWriter: w, left: f.keep}, r)
			_ = http.NewResponseController(w).Flush() // what was kept must arrive
			cut()
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// fateKey is the context key of what the handler itself is to make of a request.
type fateKey struct{}

// PartialOf returns a number that chooses the partition that fails, and false when none is to fail.
func PartialOf(ctx context.Context) (uint64, bool) {
	f, _ := ctx.Value(fateKey{}).(fate)
	return f.partition, f.struck[Partial]
}

// Strikes reports to the handler of a request whether Timeout or Incomplete strikes it.
func Strikes(ctx context.Context, kind Kind) bool {
	f, _ := ctx.Value(fateKey{}).(fate)
	return f.struck[kind]
}

func wait(ctx context.Context, delay time.Duration) bool {
	if delay == 0 {
		return true
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// refuse answers as something between client and server does: not with the API's envelope.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html><body><h1>%d %s</h1></body></html>\n", status, http.StatusText(status))
}

// cut ends the connection of the request, as net/http documents it for handlers. Taking the connection over instead would not do
// where there is none: within one process.
func cut() { panic(http.ErrAbortHandler) } //nolint:forbidigo // the value that net/http defines for a handler to abort its answer with; net/http and sandbox.Transport recover it

// cutWriter lets a number of body bytes through and swallows the rest.
type cutWriter struct {
	http.ResponseWriter
	left int
}

func (w *cutWriter) Write(p []byte) (int, error) {
	n := min(w.left, len(p))
	w.left -= n
	if n > 0 {
		if _, err := w.ResponseWriter.Write(p[:n]); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// lost is an answer that nobody gets.
type lost struct{ header http.Header }

func (l lost) Header() http.Header         { return l.header }
func (l lost) WriteHeader(int)             {}
func (l lost) Write(p []byte) (int, error) { return io.Discard.Write(p) }

package fault

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"
)

// longestCut is the maximum number of body bytes that a truncated response keeps. Responses to
// registrations are longer.
const longestCut = 256

// Injector draws the faults of each request.
type Injector struct {
	faults   []Fault
	seed     uint64
	requests atomic.Uint64
}

// New returns an injector whose draws depend on the seed and the request's sequence number.
func New(faults []Fault, seed uint64) *Injector { return &Injector{faults: faults, seed: seed} }

// fate holds the faults that apply to one request.
type fate struct {
	delay     time.Duration
	status    int
	struck    map[Kind]bool
	keep      int    // body bytes before the cut
	partition uint64 // index of the failing partition, modulo their number
}

// draw takes one random number for each fault even if it does not apply. Appending a fault
// therefore leaves the draws of the others unchanged.
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

// Handler applies the faults before and after next. It cuts a connection by panicking with
// http.ErrAbortHandler, as net/http documents. Both the server and sandbox.Transport turn that into
// a cut connection.
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
			next.ServeHTTP(lost{http.Header{}}, r)
			cut()
		case f.struck[Truncate]:
			next.ServeHTTP(&cutWriter{ResponseWriter: w, left: f.keep}, r)
			_ = http.NewResponseController(w).Flush() // the bytes before the cut must arrive
			cut()
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// fateKey is the context key of the faults the handler itself applies.
type fateKey struct{}

// PartialOf returns a number that selects the failing partition, and false if none must fail.
func PartialOf(ctx context.Context) (uint64, bool) {
	f, _ := ctx.Value(fateKey{}).(fate)
	return f.partition, f.struck[Partial]
}

// Strikes reports whether Timeout or Incomplete applies to the handler's request.
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

// refuse responds as an intermediary would: without the API's envelope.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html><body><h1>%d %s</h1></body></html>\n", status, http.StatusText(status))
}

// cut ends the request's connection as net/http documents for handlers. Hijacking the connection is
// no alternative, because Transport has none.
func cut() { panic(http.ErrAbortHandler) } //nolint:forbidigo // the documented way; net/http and Transport recover it and close the connection

// cutWriter passes a number of body bytes through and discards the rest.
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

// lost discards a response.
type lost struct{ header http.Header }

func (l lost) Header() http.Header         { return l.header }
func (l lost) WriteHeader(int)             {}
func (l lost) Write(p []byte) (int, error) { return len(p), nil }

package sandbox

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// The limit of logins per address (ZDM API 2.0.2, token).
const (
	maxLogins   = 20
	loginWindow = 15 * time.Minute
)

// limiter counts the logins of each address. A window begins with the first login after the end of
// the last one.
type limiter struct {
	mu      sync.Mutex
	windows map[string]window
}

type window struct {
	start  time.Time
	logins int
}

func newLimiter() *limiter { return &limiter{windows: map[string]window{}} }

// allow counts a login from an address, which may have a port, and reports whether it is within the
// limit.
func (l *limiter) allow(address string, now time.Time) bool {
	if host, _, err := net.SplitHostPort(address); err == nil {
		address = host
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for known, w := range l.windows {
		if w.over(now) {
			delete(l.windows, known)
		}
	}
	w, ok := l.windows[address]
	if !ok {
		w.start = now
	}
	w.logins++
	l.windows[address] = w
	return w.logins <= maxLogins
}

func (w window) over(now time.Time) bool { return !now.Before(w.start.Add(loginWindow)) }

func tooManyLogins() *failure {
	f := refuse(http.StatusTooManyRequests, "Too many authentication attempts. Please try again later.").withCode("RATE-LIMIT-01")
	f.v3.bare = true
	return f
}

package zdm

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// DefaultRetries is the default maximum number of retries for calls that are safe to repeat.
const DefaultRetries = 3

const (
	firstPause     = 500 * time.Millisecond
	longestPause   = 5 * time.Second
	longestPromise = 24 * time.Hour // maximum accepted Retry-After
)

// again reports whether a failed call may be sent again: nothing of it was sent, or it is a read
// that failed for a temporary reason. A 500 is final, since ZDM returns it for requests it cannot
// fulfill.
func again(method string, err error) bool {
	failed, ok := errors.AsType[*Error](err)
	switch {
	case !ok || lasting(failed.Err):
		return false
	case failed.Kind == Unreachable:
		return true
	case !isRead(method) || failed.Kind == Denied:
		return false
	}
	switch failed.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return failed.Kind == Lost
}

// lasting reports whether a retry would fail for the same reason.
func lasting(err error) bool {
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	proxy, _ := errors.AsType[*ProxyError](err)
	_, plain := errors.AsType[tls.RecordHeaderError](err)
	_, beyond := errors.AsType[tooLarge](err)
	return untrusted || plain || beyond || errors.Is(err, ErrClientCertificate) ||
		proxy != nil && proxy.Status/100 == 4
}

// pause returns the wait before attempt n+1: what the server asks for, or else a backoff.
func pause(err error, n int) time.Duration {
	if failed, ok := errors.AsType[*Error](err); ok && failed.RetryAfter > 0 {
		return failed.RetryAfter
	}
	return backOff(firstPause, longestPause, n)
}

// backOff doubles first n times, up to longest. It returns a random duration between half of that
// and all of it, so that clients do not retry at the same time.
func backOff(first, longest time.Duration, n int) time.Duration {
	d := first
	for ; n > 0 && d < longest; n-- {
		d *= 2
	}
	half := min(d, longest) / 2
	return half + rand.N(half+1)
}

// retryAfter parses the Retry-After header: seconds or a date.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		return time.Duration(min(max(0, seconds), int64(longestPromise/time.Second))) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return min(max(0, date.Sub(now)), longestPromise)
	}
	return 0
}

// Sleep waits by the system's clock. If the context ends first, it returns the context's cause.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

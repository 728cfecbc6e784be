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

// DefaultRetries is how often a call is sent again where that is safe.
const DefaultRetries = 3

const (
	firstPause     = 500 * time.Millisecond
	longestPause   = 5 * time.Second
	longestPromise = 24 * time.Hour // of a Retry-After
)

// again reports a failed call that may be sent once more: nothing of it was sent, or it is a read
// and the reason may pass. A 500 is ZDM's answer to what it cannot do, so it is final.
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

// lasting reports a cause that another try would only meet again.
func lasting(err error) bool {
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	proxy, _ := errors.AsType[*ProxyError](err)
	_, plain := errors.AsType[tls.RecordHeaderError](err)
	_, beyond := errors.AsType[tooLarge](err)
	return untrusted || plain || beyond || errors.Is(err, ErrClientCertificate) ||
		proxy != nil && proxy.Status/100 == 4
}

// pause is how long to wait before try n+1: as long as the server asks for, else backing off.
func pause(err error, n int) time.Duration {
	if failed, ok := errors.AsType[*Error](err); ok && failed.RetryAfter > 0 {
		return failed.RetryAfter
	}
	return backOff(firstPause, longestPause, n)
}

// backOff doubles first with every n up to longest and returns between half and all of that, so
// that many clients do not come back at the same instant.
func backOff(first, longest time.Duration, n int) time.Duration {
	d := first
	for ; n > 0 && d < longest; n-- {
		d *= 2
	}
	half := min(d, longest) / 2
	return half + rand.N(half+1)
}

// retryAfter reads the header of that name: seconds or a date.
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

package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// Transport returns a RoundTripper that calls a handler in this process. If the context ends first,
// RoundTrip returns its error while the handler continues, so the outcome of the request is
// unknown. A panicking handler looks like a cut connection: io.ErrUnexpectedEOF.
func Transport(h http.Handler) http.RoundTripper {
	return transport(func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	})
}

// transport is a handler whose error RoundTrip returns.
type transport func(http.ResponseWriter, *http.Request) error

// RoundTrip returns once the response is complete.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	inner := r.Clone(r.Context())
	inner.RequestURI = r.URL.RequestURI()
	inner.RemoteAddr = "127.0.0.1:0"
	if inner.Host == "" {
		inner.Host = r.URL.Host
	}
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	body := inner.Body
	closeBody := sync.OnceFunc(func() { _ = body.Close() })
	if err := r.Context().Err(); err != nil {
		closeBody()
		return nil, err
	}
	written := &recorder{header: http.Header{}}
	done := make(chan error, 1)
	go func() {
		outcome := fmt.Errorf("the sandbox cut the connection: %w", io.ErrUnexpectedEOF)
		defer func() {
			_ = recover()
			closeBody()
			done <- outcome
		}()
		outcome = t(written, inner)
	}()
	select {
	case <-r.Context().Done():
		closeBody() // unblocks a handler that reads it
		return nil, r.Context().Err()
	case err := <-done:
		if err != nil {
			return nil, err
		}
		return written.response(r), nil
	}
}

// recorder records a response. Only the handler may use it until it returns.
type recorder struct {
	header http.Header
	status int
	sent   http.Header // the headers as of the moment the status was written
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status, w.sent = status, w.header.Clone()
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *recorder) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		w.body.Reset()
	}
	return &http.Response{
		Status:        fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)),
		StatusCode:    w.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        w.sent,
		Body:          io.NopCloser(&w.body),
		ContentLength: int64(w.body.Len()),
		Request:       r,
	}
}

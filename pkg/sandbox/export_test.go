package sandbox

import "net/http"

// Transport returns a RoundTripper that calls a handler as Local calls a server.
func Transport(h http.Handler) http.RoundTripper {
	return transport(func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	})
}

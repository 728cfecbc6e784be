package zdmtest

import (
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
)

// Answer responds to one request. closed is closed when the server is.
type Answer func(w http.ResponseWriter, r *http.Request, closed <-chan struct{})

// Reply responds with a status and a body. An empty contentType means application/json.
func Reply(status int, contentType string, body []byte) Answer {
	if contentType == "" {
		contentType = "application/json; charset=utf-8"
	}
	return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(body)
	}
}

// Sequence returns the answers one after another. The last one repeats.
func Sequence(answers ...Answer) Answer {
	var asked atomic.Int64
	return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		answers[min(int(asked.Add(1)), len(answers))-1](w, r, closed)
	}
}

// Redirect responds with a redirect to another URL.
func Redirect(status int, location string) Answer {
	return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
		w.Header().Set("Location", location)
		w.WriteHeader(status)
	}
}

// Hang does not respond until the client leaves or the server is closed.
func Hang() Answer {
	return func(_ http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		Silent(r)
		select {
		case <-r.Context().Done():
		case <-closed:
		}
	}
}

// Raw responds with bytes that need not be HTTP and closes the connection. Without bytes it cuts
// the connection.
func Raw(answer []byte) Answer { return raw(answer, false) }

// Reset is like Raw but ends the connection with a TCP reset.
func Reset(answer []byte) Answer { return raw(answer, true) }

// Stall is like Raw but keeps the connection open until the server is closed.
func Stall(answer []byte) Answer {
	return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		withConn(w, func(conn net.Conn) {
			_, _ = conn.Write(answer)
			Silent(r)
			<-closed
		})
	}
}

func raw(answer []byte, reset bool) Answer {
	return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
		withConn(w, func(conn net.Conn) {
			_, _ = conn.Write(answer)
			if tcp, ok := conn.(*net.TCPConn); ok && reset {
				_ = tcp.SetLinger(0)
			}
		})
	}
}

// withConn hijacks the connection, calls use and closes it.
func withConn(w http.ResponseWriter, use func(net.Conn)) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	use(conn)
}

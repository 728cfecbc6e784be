package zdm_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// If the server closes a kept connection as the next request arrives, no read is lost, and at most
// one change, which is reported and not repeated. After that, changes do not reuse connections.
func TestReusedConnections(t *testing.T) {
	writes := make(chan string, 100)
	server := wire(t, func(_ int, conn net.Conn) {
		r := bufio.NewReader(conn)
		for i := 0; ; i++ {
			request, body := readRequest(r)
			if request == nil {
				return
			}
			if request.Method != http.MethodGet {
				writes <- body
			}
			if i > 0 { // reads the request and does not answer
				return
			}
			_, _ = io.WriteString(conn, goodAnswer)
		}
	})
	c := newClient(t, server, noLookup)
	const rounds = 20
	lost := 0
	for range rounds {
		if _, err := c.User(t.Context(), "1"); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, failed := create(t, c); failed != nil && failed.OutcomeUnknown() {
				lost++
			} else if failed != nil {
				t.Fatal(failed)
			}
		}
	}
	if len(writes) != 2*rounds || lost != 1 {
		t.Errorf("%d changes were sent, %d made, %d lost", len(writes), 2*rounds, lost)
	}
}

// keeping starts a server that keeps its connections open and always sends the same answer. It
// reports each accepted connection.
func keeping(t *testing.T, answer string) (url string, connections chan int) {
	t.Helper()
	connections = make(chan int, 100)
	return wire(t, func(n int, conn net.Conn) {
		connections <- n
		r := bufio.NewReader(conn)
		for {
			if request, _ := readRequest(r); request == nil {
				return
			}
			_, _ = io.WriteString(conn, answer)
		}
	}), connections
}

// Changes share a connection as long as they succeed and follow each other quickly.
func TestConnectionsOfChanges(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer string
		pause  time.Duration
		want   int // connections used by ten changes
	}{
		{"one after the other", goodAnswer, 0, 1},
		{"with pauses", goodAnswer, 2 * time.Second, 10},
		{"refused", "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 30\r\n\r\n" + refusal, 0, 10},
		{"sent elsewhere", "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n", 0, 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server, connections := keeping(t, tt.answer)
			clock := newClock()
			c := newClient(t, server, noLookup, clock.use)
			for range 10 {
				_, _ = create(t, c)
				_ = clock.Sleep(t.Context(), tt.pause)
			}
			if len(connections) != tt.want {
				t.Errorf("%d connections, want %d", len(connections), tt.want)
			}
			_, _ = c.UpdateRecovery(t.Context(), "n", &zdm.RecoveryUpdate{})
			if len(connections) != tt.want+1 {
				t.Errorf("%d connections with another change, want %d", len(connections), tt.want+1)
			}
			c.Close()
		})
	}
}

// Concurrent changes lose only one if the server closes a connection that it promised to keep: the
// others wait for the result of the first reuse.
func TestOneOfManyIsLost(t *testing.T) {
	server := wire(t, func(_ int, conn net.Conn) {
		r := bufio.NewReader(conn)
		if request, _ := readRequest(r); request == nil {
			return
		}
		_, _ = io.WriteString(conn, goodAnswer)
		_, _ = readRequest(r)
	})
	c := newClient(t, server, noLookup)
	outcomes := make(chan bool)
	const workers, each = 8, 20
	for range workers {
		go func() {
			for range each {
				_, err := c.CreateRecovery(context.Background(), request())
				outcomes <- err == nil
			}
		}()
	}
	lost := 0
	for range workers * each {
		if !<-outcomes {
			lost++
		}
	}
	if lost > 1 {
		t.Errorf("%d of %d were lost", lost, workers*each)
	}
}

// A POST whose connection is closed at any point is sent once.
func TestPostIsSentOnce(t *testing.T) {
	for _, after := range []string{"", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 201 Cre", "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{"} {
		posts := make(chan struct{}, 10)
		server := wire(t, func(_ int, conn net.Conn) {
			if request, _ := readRequest(bufio.NewReader(conn)); request == nil || request.Method != http.MethodPost {
				return
			}
			posts <- struct{}{}
			_, _ = io.WriteString(conn, after)
		})
		_, failed := create(t, newClient(t, server))
		if failed == nil || !failed.OutcomeUnknown() || len(posts) != 1 {
			t.Errorf("after %q: %d POSTs, %v", after, len(posts), failed)
		}
	}
}

// A connection that carried an error answer is not reused, however many reads are in progress.
func TestErrorAnswerEndsItsConnection(t *testing.T) {
	answers := []string{
		"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 30\r\n\r\n" + refusal,
		"HTTP/1.1 401 Unauthorized\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}",
		goodAnswer,
	}
	const good = 3
	reused := make(chan int, 10_000)
	server := wire(t, func(n int, conn net.Conn) {
		r := bufio.NewReader(conn)
		for i := 0; ; i++ {
			request, _ := readRequest(r)
			if request == nil {
				return
			}
			if i > 0 && n%4 != good {
				reused <- n
			}
			_, _ = io.WriteString(conn, answers[n%4])
		}
	})
	c := newClient(t, server)
	done := make(chan struct{})
	const readers = 8
	for range readers {
		go func() {
			defer func() { done <- struct{}{} }()
			for range 50 {
				_, _ = c.User(context.Background(), "1")
			}
		}()
	}
	for range readers {
		<-done
	}
	if len(reused) > 0 {
		t.Errorf("%d requests came on a connection that had carried an error", len(reused))
	}
}

// Successful reads keep their connection.
func TestGoodAnswerKeepsItsConnection(t *testing.T) {
	server, connections := keeping(t, goodAnswer)
	c := newClient(t, server)
	for range 20 {
		if _, err := c.User(t.Context(), "1"); err != nil {
			t.Fatal(err)
		}
	}
	if len(connections) != 1 {
		t.Errorf("%d connections", len(connections))
	}
	c.Close()
}

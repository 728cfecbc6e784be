package sandbox

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// timeLayout is how the API writes times; it names no zone.
const timeLayout = "2006-01-02 15:04:05"

// maxBody is the largest request body in bytes.
const maxBody = 1 << 20

// handler answers a request; an error that is no failure becomes status 500.
type handler func(*http.Request) (reply, error)

// reply is what a success envelope is made of.
type reply struct {
	status     int
	data       any
	pagination *pagination
	message    string
}

// failure is an answer that refuses.
type failure struct {
	status int
	text   string
}

func (f *failure) Error() string { return f.text }

func refuse(status int, format string, values ...any) error {
	return &failure{status: status, text: fmt.Sprintf(format, values...)}
}

// envelope is the body of every answer (ZDM API, conventions).
type envelope struct {
	Success    bool        `json:"success"`
	RequestID  string      `json:"requestID"`
	Data       any         `json:"data,omitempty"`
	Pagination *pagination `json:"pagination,omitempty"`
	Error      string      `json:"error,omitempty"`
	Message    string      `json:"message,omitempty"`
	Timestamp  string      `json:"timestamp"`
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, h handler) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	got, err := h(r)
	body := envelope{RequestID: requestID(), Timestamp: s.stamp(s.now())}
	status := got.status
	if err == nil {
		body.Success, body.Data, body.Pagination, body.Message = true, got.data, got.pagination, got.message
	} else {
		status, body.Error = verdict(err)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// A client that has gone cannot be told.
	_, _ = w.Write(text.Bytes())
}

// verdict keeps the cause of a 500 from the client, as it may name files of this machine.
func verdict(err error) (status int, text string) {
	if refusal, ok := errors.AsType[*failure](err); ok {
		return refusal.status, refusal.text
	}
	return http.StatusInternalServerError, "Internal server error."
}

// stamp writes a time in the zone of the server's clock.
func (s *Server) stamp(t time.Time) string { return t.In(s.now().Location()).Format(timeLayout) }

func requestID() string {
	var id [4]byte
	_, _ = rand.Read(id[:]) // never fails
	return "req-" + hex.EncodeToString(id[:])
}

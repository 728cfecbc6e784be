package sandbox

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"iter"
	"net/http"
	"time"
)

// maxBody limits the request body. flushAt is how many bytes of a long response are buffered. An
// error before that point can still change the status.
const (
	maxBody = 1 << 20
	flushAt = 64 << 10
)

// handler handles a request. Any error other than a *failure becomes status 500.
type handler func(*http.Request) (reply, error)

// reply holds the content of a success envelope.
type reply struct {
	status     int // 200 when 0
	data       any // a *stream is written item by item
	pagination *pagination
	scan       *scanView
	message    string
}

// stream is an array that may exceed memory, with the JSON around it.
type stream struct {
	head, tail string
	items      iter.Seq2[any, error]
}

// list streams a plain array.
func list(items iter.Seq2[any, error]) *stream { return &stream{head: "[", tail: "]", items: items} }

// envelope is the body of every response (ZDM API, conventions). It has a requestID, or in 3.0 a
// traceId.
type envelope struct {
	Success    bool         `json:"success"`
	RequestID  string       `json:"requestID,omitempty"`
	TraceID    string       `json:"traceId,omitempty"`
	Data       any          `json:"data,omitempty"`
	Pagination *pagination  `json:"pagination,omitempty"`
	Error      any          `json:"error,omitempty"` // text, or in 3.0 an errorView
	Detail     *errorDetail `json:"detail,omitempty"`
	Scan       *scanView    `json:"scan,omitempty"` // set for images
	Message    string       `json:"message,omitempty"`
	Timestamp  string       `json:"timestamp,omitempty"`
}

// errorView is an error of 3.0.
type errorView struct {
	Code    string              `json:"code"`
	Message string              `json:"message"`
	Details map[string][]string `json:"details,omitempty"`
}

// errorDetail lists invalid fields up to 2.0.2.
type errorDetail struct {
	ValidationErrors map[string][]string `json:"validationErrors"`
}

// traceHeader is the header with the trace id.
const traceHeader = "X-Trace-Id"

// envelope returns an envelope without content.
func (s *api) envelope() envelope {
	if s.gen >= v3Early {
		return envelope{TraceID: randomHex(16), Timestamp: s.now().Format("2006-01-02T15:04:05.000Z07:00")}
	}
	return envelope{RequestID: "req-" + randomHex(4), Timestamp: s.stamp(s.now())}
}

// refuse turns the envelope into that of an error.
func (e *envelope) refuse(w wording) {
	*e = envelope{RequestID: e.RequestID, TraceID: e.TraceID, Error: w.text, Timestamp: e.Timestamp}
	switch {
	case e.TraceID != "":
		e.Error = errorView{Code: w.code, Message: w.text, Details: w.fields}
	case w.fields != nil:
		e.Detail = &errorDetail{ValidationErrors: w.fields}
	}
	if w.bare && e.TraceID != "" {
		e.TraceID, e.Timestamp = "", ""
	}
}

func (s *api) answer(w http.ResponseWriter, r *http.Request, h handler) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	out := &writer{to: w, status: http.StatusOK}
	body := s.envelope()
	body.Success = true
	if s.gen >= v3Early {
		w.Header().Set(traceHeader, body.TraceID)
	}
	got, err := h(r)
	if err == nil {
		if got.status != 0 {
			out.status = got.status
		}
		body.Data, body.Pagination, body.Scan, body.Message = got.data, got.pagination, got.scan, got.message
		err = out.write(body)
	}
	if err != nil && !out.begun {
		wording := s.wording(err)
		out.text.Reset()
		out.status = wording.status
		body.refuse(wording)
		err = out.write(body)
	}
	if err == nil {
		// On an error the response stays incomplete, so that no client accepts it as complete.
		out.flush()
	}
}

// writer buffers a response until it is long or complete.
type writer struct {
	to     http.ResponseWriter
	status int
	text   bytes.Buffer
	begun  bool
}

func (w *writer) write(body envelope) error {
	encoder := json.NewEncoder(&w.text)
	encoder.SetEscapeHTML(false)
	items, streamed := body.Data.(*stream)
	if !streamed {
		return encoder.Encode(body)
	}
	w.text.WriteString("{" + members(envelope{Success: true, RequestID: body.RequestID, TraceID: body.TraceID}) + `,"data":` + items.head)
	between := ""
	for item, err := range items.items {
		if err != nil {
			return err
		}
		w.text.WriteString(between)
		between = ","
		if err := encoder.Encode(item); err != nil {
			return err
		}
		w.text.Truncate(w.text.Len() - 1) // the encoder's newline
		if w.text.Len() > flushAt {
			w.flush()
		}
	}
	w.text.WriteString(items.tail + "," + members(struct {
		Message   string `json:"message"`
		Timestamp string `json:"timestamp"`
	}{body.Message, body.Timestamp}) + "}\n")
	return nil
}

// members returns the JSON of an object without its braces.
func members(object any) string {
	text, _ := json.Marshal(object) // strings and numbers cannot fail
	return string(text[1 : len(text)-1])
}

func (w *writer) flush() {
	if !w.begun {
		w.begun = true
		w.to.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.to.WriteHeader(w.status)
	}
	_, _ = w.text.WriteTo(w.to) // a client that has disconnected cannot be notified
	w.text.Reset()
}

// stamp formats a time in the zone of the server's clock as the API does, or returns "-" for the
// zero time.
func (s *api) stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(s.now().Location()).Format(time.DateTime)
}

func randomHex(size int) string {
	id := make([]byte, size)
	_, _ = rand.Read(id) // never fails
	return hex.EncodeToString(id)
}

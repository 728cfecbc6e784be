package zdm

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Limits on what an error keeps of a failure envelope.
const (
	maxReasons = 20   // sentences
	maxReason  = 2048 // bytes per sentence
	maxCode    = 100  // bytes of the error code, and of a request id
)

// Answer is a success envelope.
type Answer struct {
	Status     int             // HTTP status
	RequestID  string          // the server's id of the call; "" if there is none
	Generation Generation      // of the answer's envelope
	Scan       *ImageScan      // of a list of backup images; nil if the answer has none
	Message    string          // display text; do not match on it
	Pagination *Pagination     // of a page of a list; nil otherwise
	Raw        json.RawMessage // the whole body, with secrets masked

	// Lost is the failed answer to a change that a lookup has confirmed, and nil otherwise. If it is
	// set, all other fields are those of the lookup. Found is the number of recoveries that a lookup
	// after the call found and that did not exist before it.
	Lost  *Error
	Found int
}

// Result is an answer with its data decoded.
type Result[T any] struct {
	Answer
	Data T
}

// envelope is the outer object of every answer (ZDM API, envelope).
type envelope struct {
	Success   *Text           `json:"success"`
	TraceID   Text            `json:"traceId"` // since 3.0, replaces RequestID
	RequestID Text            `json:"requestID"`
	Data      json.RawMessage `json:"data"`
	Page      *Pagination     `json:"pagination"`
	Message   Text            `json:"message"`
	Error     json.RawMessage `json:"error"`
	Detail    json.RawMessage `json:"detail"`
	Scan      json.RawMessage `json:"scan"` // of a list of backup images; since 3.0
}

// readEnvelope decodes a body. It returns false if the body is not ZDM's envelope or, with strict,
// if the envelope contradicts itself: if more than one key is read as "success", its meaning is
// ambiguous.
func readEnvelope(body []byte, strict bool) (env envelope, ok bool) {
	if !json.Valid(body) {
		return envelope{}, false
	}
	found := 0
	err := unmarshal(body, []member{
		{key: "success", read: func(s *scan) bool {
			found++
			return optional(&env.Success)(s)
		}},
		{key: "traceId", value: &env.TraceID},
		{key: "requestID", value: &env.RequestID},
		{key: "message", value: &env.Message},
		{key: "data", read: keep(&env.Data)},
		{key: "error", read: keep(&env.Error)},
		{key: "detail", read: keep(&env.Detail)},
		{key: "scan", read: keep(&env.Scan)},
		{key: "pagination", read: optional(&env.Page)},
	})
	if err != nil || strict && found > 1 {
		return envelope{}, false
	}
	return env, env.Success != nil && (env.Success.True() || env.Success.False())
}

// tolerant returns nil for an error about a value of an undocumented type, since the rest has been
// decoded. It returns other errors unchanged.
func tolerant(err error) error {
	if _, mismatch := errors.AsType[*json.UnmarshalTypeError](err); mismatch {
		return nil
	}
	return err
}

// decodeData decodes the envelope's data into v. It accepts a list of one in place of an object,
// since some servers wrap it.
func decodeData(data json.RawMessage, v any) error {
	if list := items(data); len(list) == 1 {
		data = list[0]
	}
	if len(data) == 0 {
		return nil
	}
	return decode(data, v)
}

// decode decodes a value from JSON that is known to be valid.
func decode(data json.RawMessage, v any) error {
	if own, ok := v.(json.Unmarshaler); ok {
		return tolerant(own.UnmarshalJSON(data))
	}
	return tolerant(json.Unmarshal(data, v))
}

// failure returns the sentences of a failure envelope, the most useful one first, and the number of
// those that it dropped.
func (env envelope) failure() (text string, details []string, more int) {
	lines := sentences(env.Error)
	lines = append(lines, fieldErrors(within(env.Detail, "validationErrors"))...)
	if len(lines) == 0 && !env.Message.None() {
		lines = []string{string(env.Message)}
	}
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	if len(lines) == 0 {
		return "", nil, 0
	}
	lines = slices.Compact(lines)
	more = max(0, len(lines)-maxReasons)
	lines = lines[:len(lines)-more]
	for i, line := range lines {
		lines[i] = strings.ToValidUTF8(line[:min(len(line), maxReason)], "")
	}
	return lines[0], lines[1:], more
}

// code returns the code of an error object, or "".
func (env envelope) code() string {
	object, _ := errorObjectOf(env.Error)
	return short(object.Code)
}

// short returns at most maxCode bytes of a text, or "" if it has no value.
func short(t Text) string {
	if t.None() {
		return ""
	}
	return strings.ToValidUTF8(string(t[:min(len(t), maxCode)]), "")
}

// errorObject is the object form of an error.
type errorObject struct {
	Code    Text            `json:"code"`
	Message Text            `json:"message"`
	Details json.RawMessage `json:"details"`
}

// errorObjectOf decodes an error object. The code may itself be an object with a code and a
// message.
func errorObjectOf(value json.RawMessage) (object errorObject, ok bool) {
	if len(value) == 0 || value[0] != '{' || tolerant(json.Unmarshal(value, &object)) != nil {
		return errorObject{}, false
	}
	var inner errorObject
	if strings.HasPrefix(string(object.Code), "{") && tolerant(json.Unmarshal([]byte(object.Code), &inner)) == nil {
		object.Code, object.Message = inner.Code, firstOf(object.Message, inner.Message)
	}
	return object, true
}

// sentences returns the sentences of an error: a string, or an object with code, message and
// details. Some servers join several reasons with "||".
func sentences(value json.RawMessage) []string {
	var text Text
	if len(value) == 0 || json.Unmarshal(value, &text) != nil {
		return nil
	}
	if value[0] != '{' {
		return splitReasons(string(text))
	}
	object, ok := errorObjectOf(value)
	if !ok {
		return nil
	}
	lines := splitReasons(string(object.Message))
	lines = append(lines, fieldErrors(object.Details)...)
	if len(lines) == 0 {
		lines = []string{string(object.Code)}
	}
	return lines
}

func splitReasons(s string) []string {
	var lines []string
	for part := range strings.SplitSeq(s, "||") {
		if part = strings.TrimSpace(part); part != "" {
			lines = append(lines, part)
		}
		if len(lines) == maxReasons {
			break
		}
	}
	return lines
}

// fieldErrors converts {"field": ["reason", …]} into "field: reason" lines. Reasons under "cause",
// or without an object, become lines without a field.
func fieldErrors(object json.RawMessage) []string {
	var fields map[string]json.RawMessage
	if len(object) > 0 && object[0] != '{' {
		fields = map[string]json.RawMessage{"cause": object}
	} else if len(object) == 0 || json.Unmarshal(object, &fields) != nil {
		return nil
	}
	var lines []string
	for field, value := range fields {
		var reasons []Text
		if json.Unmarshal(value, &reasons) != nil {
			var one Text
			_ = json.Unmarshal(value, &one)
			reasons = []Text{one}
		}
		for _, reason := range reasons {
			switch {
			case reason.None():
			case field == "cause":
				lines = append(lines, splitReasons(string(reason))...)
			default:
				lines = append(lines, field+": "+string(reason))
			}
		}
	}
	slices.Sort(lines)
	return lines
}

package zdm

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// What an error keeps of a failure envelope.
const (
	maxReasons = 20   // sentences
	maxReason  = 2048 // bytes of each
	maxCode    = 100  // bytes of its code, and of the id of a call
)

// Answer is what a server sent in its success envelope.
type Answer struct {
	Status     int             // HTTP status
	RequestID  string          // the server's id of the call, "" when it gave none
	Generation Generation      // of the answer's envelope
	Scan       *ImageScan      // of a list of backup images; nil where the answer has none
	Message    string          // display text, never to be matched on
	Pagination *Pagination     // of an answer that is a page of a list
	Raw        json.RawMessage // the whole body as it came, but for secrets, which are masked

	// Lost is the failed answer to a change that a lookup then confirmed; nil for an answer
	// that was not lost. All else is the lookup's. Found is how many recoveries that lookup found
	// that were not there before the call.
	Lost  *Error
	Found int
}

// Result is an answer with its data decoded.
type Result[T any] struct {
	Answer
	Data T
}

// envelope is the frame of every body (ZDM API, envelope).
type envelope struct {
	Success   *Text           `json:"success"`
	TraceID   Text            `json:"traceId"` // since 3.0 in the place of RequestID
	RequestID Text            `json:"requestID"`
	Data      json.RawMessage `json:"data"`
	Page      *Pagination     `json:"pagination"`
	Message   Text            `json:"message"`
	Error     json.RawMessage `json:"error"`
	Detail    json.RawMessage `json:"detail"`
	Scan      json.RawMessage `json:"scan"` // of a list of backup images since 3.0
}

// readEnvelope decodes a body; ok is false when it is not ZDM's envelope, and where strict is set,
// when it contradicts itself.
func readEnvelope(body []byte, strict bool) (env envelope, ok bool) {
	if env, ok = scanEnvelope(body); ok {
		return env, true
	}
	env = envelope{}
	if tolerant(json.Unmarshal(body, &env)) != nil || strict && contradicts(body) {
		return envelope{}, false
	}
	return env, env.Success != nil && (env.Success.True() || env.Success.False())
}

// contradicts reports whether an envelope has more than one key that decodes as "success": which of
// them counts is anybody's guess.
func contradicts(body []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	for found := 0; decoder.More(); {
		key, err := decoder.Token()
		var value json.RawMessage
		if err != nil || decoder.Decode(&value) != nil {
			return false
		}
		if name, ok := key.(string); ok && strings.EqualFold(name, "success") {
			found++
		}
		if found > 1 {
			return true
		}
	}
	return false
}

// tolerant drops the complaint that a value has another type than documented: the rest was decoded.
func tolerant(err error) error {
	if _, mismatch := errors.AsType[*json.UnmarshalTypeError](err); mismatch {
		return nil
	}
	return err
}

// decodeData decodes the envelope's data into v; a list of one stands for the object (some servers
// wrap it).
func decodeData(data json.RawMessage, v any) error {
	if list := items(data); len(list) == 1 {
		data = list[0]
	}
	if len(data) == 0 {
		return nil
	}
	return decode(data, v)
}

// decode decodes a value that is a part of JSON which has been checked.
func decode(data json.RawMessage, v any) error {
	if own, ok := v.(json.Unmarshaler); ok {
		return tolerant(own.UnmarshalJSON(data))
	}
	return tolerant(json.Unmarshal(data, v))
}

// failure collects what a failure envelope reports, the most useful sentence first.
func (env envelope) failure() (text string, details []string, more int) {
	lines := sentences(env.Error)
	lines = append(lines, validationErrors(env.Detail)...)
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

// code is the word of an error that is an object.
func (env envelope) code() string {
	object, _ := errorObjectOf(env.Error)
	return short(object.Code)
}

// short is the beginning of a text of one word.
func short(t Text) string {
	if t.None() {
		return ""
	}
	return strings.ToValidUTF8(string(t[:min(len(t), maxCode)]), "")
}

// errorObject is an error that is an object.
type errorObject struct {
	Code    Text            `json:"code"`
	Message Text            `json:"message"`
	Details json.RawMessage `json:"details"`
}

// errorObjectOf reads an error, also one whose code is an object with code and message of its own.
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

// sentences reads an error value: a string, or an object with code, message and details.
// Some servers join several reasons with "||".
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

func validationErrors(detail json.RawMessage) []string {
	var object struct {
		ValidationErrors json.RawMessage `json:"validationErrors"`
	}
	if len(detail) == 0 || tolerant(json.Unmarshal(detail, &object)) != nil {
		return nil
	}
	return fieldErrors(object.ValidationErrors)
}

// fieldErrors reads {"field": ["reason", …]} or {"cause": "reason"} into "field: reason" lines, and
// reasons without a field as they are.
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

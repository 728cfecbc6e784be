package zdm

import (
	"bytes"
	"encoding/json"
	"strings"
)

// scan decodes an answer, or splits it into items, in one pass. It supports only the documented
// form. At anything else it fails, and encoding/json decodes the answer: a duplicate key, a key
// with escapes or in another case, a list in place of an object. Its result is the same as that of
// encoding/json.
type scan struct {
	data []byte // valid JSON
	at   int
}

// member is a field of an object, with the way to read its value.
type member struct {
	key   string
	value json.Unmarshaler // decodes the value; if nil, read does
	read  func(*scan) bool
	seen  bool
}

// next returns the next byte that is not white space, or 0 at the end.
func (s *scan) next() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\n', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

// is skips the next byte if it is c, and reports whether it was.
func (s *scan) is(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// raw skips a value and returns its text, or an empty one if there is none.
func (s *scan) raw() json.RawMessage {
	first := s.next()
	start, depth := s.at, 0
	if first == '"' {
		s.at = stringEnd(s.data, s.at)
		return s.data[start:s.at]
	}
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case '"':
			s.at = stringEnd(s.data, s.at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		last := depth == 0 && (first == '{' || first == '[')
		if depth < 0 || depth == 0 && !last && bytes.IndexByte([]byte(", \n\t\r"), s.data[s.at]) >= 0 {
			break
		}
		s.at++
		if last {
			break
		}
	}
	return s.data[start:s.at]
}

// items calls item for each item of a list, with the scan positioned at the item. It returns false
// if there is no list or item returns false.
func (s *scan) items(item func() bool) bool {
	if !s.is('[') {
		return false
	}
	for more := !s.is(']'); more; more = !s.is(']') {
		if !item() || s.next() != ']' && !s.is(',') {
			return false
		}
	}
	return true
}

// object reads an object with these members in any order, and skips others.
func (s *scan) object(members []member) bool {
	if !s.is('{') {
		return false
	}
	for more := !s.is('}'); more; more = !s.is('}') {
		if s.next() != '"' {
			return false
		}
		key := s.raw()
		if !s.is(':') || !s.member(key, members) || s.next() != '}' && !s.is(',') {
			return false
		}
	}
	return true
}

// member reads the value of a key, which includes its quotes.
func (s *scan) member(key []byte, members []member) bool {
	if len(key) < 2 || bytes.IndexByte(key, '\\') >= 0 {
		return false
	}
	name := key[1 : len(key)-1]
	for i := range members {
		m := &members[i]
		if m.key != string(name) {
			continue
		}
		if m.seen {
			return false
		}
		m.seen = true
		if m.value == nil {
			return m.read(s)
		}
		value := s.raw()
		return len(value) > 0 && m.value.UnmarshalJSON(value) == nil
	}
	for i := range members {
		if strings.EqualFold(members[i].key, string(name)) {
			return false // encoding/json accepts this key for the member
		}
	}
	return len(s.raw()) > 0
}

// scanEnvelope reads an envelope of the documented form, with a single "success".
func scanEnvelope(body []byte) (env envelope, ok bool) {
	s := &scan{data: body}
	success := Text("")
	ok = json.Valid(body) && s.object([]member{
		{key: "success", value: &success},
		{key: "traceId", value: &env.TraceID},
		{key: "requestID", value: &env.RequestID},
		{key: "message", value: &env.Message},
		{key: "data", read: keep(&env.Data)},
		{key: "error", read: keep(&env.Error)},
		{key: "detail", read: keep(&env.Detail)},
		{key: "scan", read: keep(&env.Scan)},
		{key: "pagination", read: optional(&env.Page)},
	})
	env.Success = &success
	return env, ok && (success.True() || success.False())
}

// keep returns a function that reads a value unchanged.
func keep(value *json.RawMessage) func(*scan) bool {
	return func(s *scan) bool {
		*value = s.raw()
		return len(*value) > 0
	}
}

// optional returns a function that reads a value or null.
func optional[T any](into **T) func(*scan) bool {
	return func(s *scan) bool {
		value := s.raw()
		if len(value) > 0 && value[0] != 'n' {
			*into = new(T)
			return decode(value, *into) == nil
		}
		return len(value) > 0
	}
}

// scanRegistration reads a registration of the documented form.
func scanRegistration(data []byte) (r Registration, ok bool) {
	s := &scan{data: data}
	ok = s.object([]member{
		{key: "common", read: func(s *scan) bool { return s.common(&r.Common) }},
		{key: "partitions", read: func(s *scan) bool {
			return s.items(func() bool {
				r.Partitions = append(r.Partitions, RegistrationPartition{})
				return s.partition(&r.Partitions[len(r.Partitions)-1])
			})
		}},
		{key: "summary", read: func(s *scan) bool {
			return s.object([]member{
				{key: "total", value: &r.Summary.Total},
				{key: "successful", value: &r.Summary.Successful},
				{key: "failed", value: &r.Summary.Failed},
			})
		}},
		{key: "notices", value: &r.Notices},
	})
	return r, ok
}

func (s *scan) common(c *RegistrationCommon) bool {
	return s.object([]member{
		{key: "state", value: &c.State},
		{key: "jobName", value: &c.JobName},
		{key: "autoStart", value: &c.AutoStart},
		{key: "platform", value: &c.Platform},
		{key: "bootMode", value: &c.BootMode},
		{key: "afterReboot", value: &c.AfterReboot},
		{key: "schedule", read: optional(&c.Schedule)},
		{key: "scriptPath", value: &c.ScriptPath},
		{key: "scriptRunTiming", value: &c.ScriptRunTiming},
		{key: "errorMessage", value: &c.ErrorMessage},
	})
}

func (s *scan) partition(p *RegistrationPartition) bool {
	return s.object([]member{
		{key: "sourcePartition", value: &p.SourcePartition},
		{key: "targetPartition", value: &p.TargetPartition},
		{key: "jobMode", value: &p.JobMode},
		{key: "overwrite", value: &p.Overwrite},
		{key: "fileSystem", value: &p.FileSystem},
		{key: "backup", read: func(s *scan) bool {
			return s.object([]member{
				{key: "useLatest", value: &p.Backup.UseLatest},
				{key: "useLast", value: &p.Backup.UseLast},
				{key: "backupFile", value: &p.Backup.BackupFile},
				{key: "backupJob", value: &p.Backup.BackupJob},
			})
		}},
		{key: "repository", read: func(s *scan) bool { return s.repository(&p.Repository) }},
		{key: "state", value: &p.State},
		{key: "errorMessage", value: &p.ErrorMessage},
	})
}

package zdm

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// Percent parses "62%" or 62. It returns false unless the value is from 0 to 100.
func (t Text) Percent() (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(string(t)), "%"), 64)
	if err != nil || !(f >= 0 && f <= 100) { // also false for NaN
		return 0, false
	}
	return f, true
}

// Time parses a time. A time without a zone is local time in loc, since the API does not document
// the zone of its times. Time returns false for other texts: "-", "Unknown", "Invalid Date".
func (t Text) Time(loc *time.Location) (time.Time, bool) {
	s := strings.TrimSpace(string(t))
	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05"} {
		if at, err := time.ParseInLocation(layout, s, loc); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// Connected parses a connection state: connect, connected, disconnect or disconnected. Known is
// false for any other word.
func (t Text) Connected() (yes, known bool) {
	yes = t.Is("connect") || t.Is("connected")
	return yes, yes || t.Is("disconnect") || t.Is("disconnected")
}

// Shown returns the first value that is set, or "-".
func Shown(values ...Text) string {
	if t := firstOf(values...); !t.None() {
		return string(t)
	}
	return "-"
}

// RepositoryType returns a repository's type as requests spell it: nfs, or smb, which answers also
// call cifs. It returns other words in lower case.
func RepositoryType(t Text) string {
	word := strings.ToLower(strings.TrimSpace(string(t)))
	if word == "cifs" {
		return RepositorySMB
	}
	return word
}

// Size is a number of bytes. Large sizes may be rounded.
type Size struct {
	Bytes     int64
	Known     bool // Bytes was reported
	Formatted Text // as the server formats it, such as "60.0 GB"
}

// UnmarshalJSON accepts {"raw": 1, "formatted": "…"}, a number, a text, or the sizes of a
// compressed file, {"original": …, "compressed": …}, of which it uses the original.
func (s *Size) UnmarshalJSON(data []byte) error {
	var fields struct {
		Raw       Text  `json:"raw"`
		Formatted Text  `json:"formatted"`
		Original  *Size `json:"original"`
	}
	if data[0] == '{' {
		if err := tolerant(json.Unmarshal(data, &fields)); err != nil {
			return err
		}
		if fields.Original != nil {
			*s = *fields.Original
			return nil
		}
	} else if err := fields.Raw.UnmarshalJSON(data); err != nil {
		return err
	}
	*s = Size{Formatted: fields.Formatted}
	s.Bytes, s.Known = wholeNumber(fields.Raw)
	if !s.Known && s.Formatted.None() {
		s.Formatted = fields.Raw
	}
	return nil
}

// String returns the size as the server formats it, or else in bytes, or else "-".
func (s Size) String() string {
	switch {
	case !s.Formatted.None():
		return string(s.Formatted)
	case s.Known:
		return strconv.FormatInt(s.Bytes, 10)
	}
	return "-"
}

// wholeNumber parses a number that is not negative, and truncates fractions.
func wholeNumber(t Text) (int64, bool) {
	s := strings.TrimSpace(string(t))
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 0 {
		return n, true
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && f >= 0 && f < math.MaxInt64 {
		return int64(f), true
	}
	return 0, false
}

package cli

import "time"

// ParseTime parses a date with hours and minutes, with a zone or in the zone of now. Hours and
// minutes alone mean the most recent such time before now. It reports whether the text is a time.
func ParseTime(text string, now time.Time) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if at, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return at, true
		}
	}
	at, err := time.ParseInLocation("15:04", text, now.Location())
	if err != nil {
		return time.Time{}, false
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location())
	if today.After(now) {
		today = today.AddDate(0, 0, -1)
	}
	return today, true
}

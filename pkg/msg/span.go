package msg

import (
	"time"
)

// Span returns a duration, truncated to seconds, minutes, hours or days.
func Span(d time.Duration) Message {
	switch {
	case d < 2*time.Minute:
		return seconds.With(int(d.Seconds()))
	case d < 2*time.Hour:
		return minutes.With(int(d.Minutes()))
	case d < 48*time.Hour:
		return hours.With(int(d.Hours()))
	}
	return days.With(int(d.Hours() / 24))
}

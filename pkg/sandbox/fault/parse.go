// Package fault makes an HTTP handler fail on demand, so that scripts can rehearse errors between a
// client and a server. Faults are drawn from a seed: the same requests in the same order fail in
// the same way.
package fault

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Kind is a kind of fault.
type Kind string

// Kinds of faults.
const (
	// The connection is cut and the request has no effect.
	DropBeforeRead  Kind = "drop-before-read"
	DropAfterAccept Kind = "drop-after-accept" // the request takes effect and the response is lost
	Delay           Kind = "delay"             // the request waits before it is read
	// The response has another status and the request has no effect.
	Status   Kind = "status"
	Truncate Kind = "truncate" // the response ends in the middle
	Partial  Kind = "partial"  // one partition of a registration fails
	// The server's own lookup of a user or of images times out.
	Timeout    Kind = "timeout"
	Incomplete Kind = "incomplete" // the data of a monitored job is incomplete
)

// Kinds returns the kinds in the order in which they apply to a request.
func Kinds() []string {
	return []string{string(Delay), string(DropBeforeRead), string(Status), string(Timeout), string(Incomplete), string(Partial), string(DropAfterAccept), string(Truncate)}
}

// maxDelay limits a delay, because a stopping server waits for its requests.
const maxDelay = 10 * time.Minute

// Fault is a kind of fault and how often it applies.
type Fault struct {
	Kind   Kind
	Share  float64 // share of the requests, 0 to 1
	Delay  time.Duration
	Status int // 400 to 599
}

// Parse parses faults such as "drop-after-accept=0.1,delay=2s:0.2,status=503:0.1". A delay or
// status without a share applies to all requests. A kind may be repeated. The error is an
// *exit.Error.
func Parse(text string) ([]Fault, error) {
	var faults []Fault
	for item := range strings.SplitSeq(text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		one, ok := parse(item)
		if !ok {
			return nil, exit.New(exit.Usage, msgFaultInvalid.With(item)).
				Note(msgFaultForms.With(strings.Join(Kinds(), ", ")))
		}
		faults = append(faults, one)
	}
	return faults, nil
}

func parse(item string) (one Fault, ok bool) {
	kind, value, _ := strings.Cut(item, "=")
	one.Kind = Kind(kind)
	var err error
	switch one.Kind {
	case Delay:
		value, one.Share, ok = cutShare(value)
		one.Delay, err = time.ParseDuration(value)
		return one, ok && err == nil && one.Delay >= 0 && one.Delay <= maxDelay
	case Status:
		value, one.Share, ok = cutShare(value)
		one.Status, err = strconv.Atoi(value)
		return one, ok && err == nil && one.Status >= http.StatusBadRequest && one.Status < 600
	case DropBeforeRead, DropAfterAccept, Truncate, Partial, Timeout, Incomplete:
		one.Share, ok = share(value)
		return one, ok
	}
	return one, false
}

func cutShare(text string) (value string, part float64, ok bool) {
	value, after, given := strings.Cut(text, ":")
	if !given {
		return value, 1, true
	}
	part, ok = share(after)
	return value, part, ok
}

func share(text string) (float64, bool) {
	part, err := strconv.ParseFloat(text, 64)
	return part, err == nil && part >= 0 && part <= 1
}

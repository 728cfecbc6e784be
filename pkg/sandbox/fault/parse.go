// Package fault makes an HTTP handler fail on demand, so that scripts can rehearse what goes wrong between
// a client and a server. Faults are drawn from a seed: the same requests in the same order meet the same ones.
package fault

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Kind is what goes wrong.
type Kind string

// The kinds of faults.
const (
	DropBeforeRead  Kind = "drop-before-read"  // the connection is cut and the request has no effect
	DropAfterAccept Kind = "drop-after-accept" // the request has its effect and the answer is lost
	Delay           Kind = "delay"             // the request waits before it is read
	Status          Kind = "status"            // another status is answered and the request has no effect
	Truncate        Kind = "truncate"          // the answer ends in its middle
	Partial         Kind = "partial"           // one partition of a registration fails
	Timeout         Kind = "timeout"           // the server's own lookup of a user or of images takes too long
	Incomplete      Kind = "incomplete"        // the data of a monitored job are not whole
)

// Kinds lists the kinds in the order in which a request meets them.
func Kinds() []string {
	return []string{string(Delay), string(DropBeforeRead), string(Status), string(Timeout), string(Incomplete), string(Partial), string(DropAfterAccept), string(Truncate)}
}

// maxDelay is the longest delay: a server that stops must not wait for it long.
const maxDelay = 10 * time.Minute

// Fault is one kind of fault and how often it strikes.
type Fault struct {
	Kind   Kind
	Share  float64 // of the requests, 0 to 1
	Delay  time.Duration
	Status int // 400 to 599
}

// Parse reads faults as "drop-after-accept=0.1,delay=2s:0.2,status=503:0.1". The share is 1 where a delay or
// a status is given without one. A kind may come more than once. The error is an *exit.Error.
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

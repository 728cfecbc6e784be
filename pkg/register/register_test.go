package register_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/turns"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

const (
	window   = 2 * time.Minute
	settle   = 10 * time.Second
	recorded = zdm.RegisterTimeout + settle // how long an unanswered registration stays recorded, longer than the window
)

func request(name string) *zdm.RecoveryRequest {
	return &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "kvm", Repository: zdm.Repository{ID: 13}, Mode: "full", JobName: name}
}

// machine is a server, with the clock of the processes that register recoveries on it.
type machine struct {
	*zdmtest.Server
	zdmtest.Registry

	clock *zdmtest.Clock
	dir   string // directory of the turns
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{Server: zdmtest.Start(nil), clock: zdmtest.NewClock(noon), dir: t.TempDir()}
	t.Cleanup(m.Close)
	m.OnSilence(m.clock.Expire)
	m.Registry.On(m.Server)
	return m
}

// process is the registrar of one process of the machine, with its messages.
type process struct {
	*register.Registrar

	messages []string
}

func (m *machine) process(t *testing.T) *process {
	t.Helper()
	p := &process{}
	sleep := func(ctx context.Context, d time.Duration) error { return m.clock.Sleep(ctx, d) }
	p.Registrar = &register.Registrar{
		Client: zdmtest.Client(t, m.URL, m.clock), Turns: turns.New(m.dir, m.URL, m.clock.Now, sleep), Window: window, Settle: settle, Now: m.clock.Now, Sleep: sleep,
		Waiting:  func(name string) { p.messages = append(p.messages, "waits for "+name) },
		Turnless: func(err error) { p.messages = append(p.messages, "no turns: "+err.Error()) },
		Words: outcome.Words{
			Explain: func(err error) *exit.Error {
				return exit.New(exit.Refused, msg.Verbatim.With(err.Error())).Because(err)
			},
			Happened: func(failed *zdm.Error) msg.Message { return msg.Verbatim.With(failed.Error()) },
			Next:     func(words ...string) string { return strings.Join(words, " ") },
			Show:     func(name string) string { return "show " + name },
		},
	}
	table := p.Turns
	t.Cleanup(func() { _ = table.Close() })
	return p
}

// take takes the turn of a name.
func (p *process) take(t *testing.T, name string) *register.Attempt {
	t.Helper()
	a, err := p.Take(t.Context(), request(name))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// code returns the exit code of an error, or 0 for nil.
func code(t *testing.T, err error) exit.Code {
	t.Helper()
	if err == nil {
		return exit.OK
	}
	e, ok := errors.AsType[*exit.Error](err)
	if !ok {
		t.Fatalf("%v has no exit code", err)
	}
	return e.Code
}

// looks returns the number of GET requests so far.
func (m *machine) looks() int {
	return len(slices.DeleteFunc(m.Requests(), func(r zdmtest.Request) bool { return r.Method != http.MethodGet }))
}

// A registration takes one lookup and one POST, and the next process sees it.
func TestSendOnce(t *testing.T) {
	m := newMachine(t)
	first, second := m.process(t), m.process(t)
	before := m.clock.Now()
	a := first.take(t, "nightly")
	if a.Changed(before) {
		t.Error("Changed is true before anything was sent")
	}
	found, err := a.Namesakes(t.Context(), false)
	if err != nil || len(found.Same) > 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	judged, result := a.Send(t.Context(), zdm.Knowing(found.IDs()...))
	a.Done()
	if judged.State != outcome.Registered || judged.Err != nil || judged.Name != "nightly" || result.Status != http.StatusCreated {
		t.Errorf("%+v", judged)
	}
	if m.looks() != 1 || len(m.Posts()) != 1 {
		t.Errorf("%d looks, %d POSTs", m.looks(), len(m.Posts()))
	}
	b := second.take(t, "nightly")
	defer b.Done()
	if !b.Changed(before) {
		t.Error("the second process does not see that the name was registered since it looked")
	}
	if b.Changed(m.clock.Now().Add(time.Second)) {
		t.Error("what was looked at afterwards has changed")
	}
	if found, err := b.Namesakes(t.Context(), false); err != nil || len(found.Same) != 1 {
		t.Errorf("%+v, %v", found, err)
	}
	if len(first.messages)+len(second.messages) > 0 {
		t.Errorf("%q, %q", first.messages, second.messages)
	}
}

// An unanswered request stays recorded: the next process waits until the recovery exists, or fails
// with 7, or sends the request if asked to.
func TestPendingRegistration(t *testing.T) {
	for _, tt := range []struct {
		name      string
		exists    bool // whether it exists before the next lookup
		anyway    bool
		later     time.Duration // delay until the next process starts
		code      exit.Code
		looks     int
		same      int
		unchanged bool
	}{
		{"missing", false, false, 0, exit.Unknown, 12, 0, false},
		{"there", true, false, 0, exit.OK, 1, 1, false},
		{"missing, and sent anyway", false, true, 0, exit.OK, 1, 0, false},
		{"missing, shortly before the record expires", false, false, recorded - time.Second, exit.OK, 3, 0, false},
		{"missing, and the record has expired", false, false, recorded + time.Second, exit.OK, 2, 0, true},
	} {
		m := newMachine(t)
		m.Server.On("POST "+zdmtest.Recoveries, zdmtest.Raw(nil))
		a := m.process(t).take(t, "nightly")
		judged, _ := a.Send(t.Context(), zdm.Knowing())
		a.Done()
		if judged.State != outcome.Unknown || code(t, judged.Err) != exit.Unknown {
			t.Fatalf("%s: %+v", tt.name, judged)
		}
		if err := m.clock.Sleep(t.Context(), tt.later); err != nil {
			t.Fatal(err)
		}
		if tt.exists {
			m.Add(*request("nightly"))
		}
		b := m.process(t).take(t, "nightly")
		if b.Changed(m.clock.Now()) == tt.unchanged {
			t.Errorf("%s: changed: %v", tt.name, !tt.unchanged)
		}
		start := m.clock.Now()
		found, err := b.Namesakes(t.Context(), tt.anyway)
		b.Done()
		if code(t, err) != tt.code || len(found.Same) != tt.same || m.looks() != tt.looks || m.clock.Now().Sub(start) > settle {
			t.Errorf("%s: code %d, %d found, %d looks in %v (%v)", tt.name, code(t, err), len(found.Same), m.looks(), m.clock.Now().Sub(start), err)
		}
		if tt.code == exit.Unknown && !strings.Contains(fmt.Sprint(err.(*exit.Error).Next), "show nightly") {
			t.Errorf("%s: no way out: %+v", tt.name, err)
		}
		if len(m.Posts()) != 1 {
			t.Errorf("%s: %d POSTs", tt.name, len(m.Posts()))
		}
	}
}

// Once the result of a registration is known, good or bad, nobody waits for it.
func TestAnsweredRegistration(t *testing.T) {
	for name, answer := range map[string]zdmtest.Answer{
		"in part": zdmtest.Reply(http.StatusCreated, "", []byte(`{"success": true, "data": {"common": {"state": "success", "jobName": "nightly"}, "summary": {"total": 2, "successful": 1, "failed": 1}}}`)),
		"failed":  zdmtest.Reply(http.StatusCreated, "", []byte(`{"success": true, "data": {"common": {"state": "fail", "jobName": "nightly"}}}`)),
		"refused": zdmtest.Refusal(http.StatusUnprocessableEntity, "no"),
	} {
		m := newMachine(t)
		m.Server.On("POST "+zdmtest.Recoveries, answer)
		a := m.process(t).take(t, "nightly")
		judged, _ := a.Send(t.Context(), zdm.Knowing())
		a.Done()
		if judged.State == outcome.Registered || judged.State == outcome.Unknown || judged.Err == nil {
			t.Errorf("%s: %+v", name, judged)
		}
		b := m.process(t).take(t, "nightly")
		found, err := b.Namesakes(t.Context(), false)
		b.Done()
		if err != nil || len(found.Same) > 0 || m.looks() != 2 {
			t.Errorf("%s: %+v, %v, %d looks", name, found, err, m.looks())
		}
	}
}

// A server may find a recovery only by the name that it made from the request's. If this machine
// has sent the request before, the target is searched too.
func TestSentBeforeUnderAnotherName(t *testing.T) {
	for _, answer := range []zdmtest.Answer{nil, zdmtest.Refusal(http.StatusInternalServerError, "no")} {
		m := newMachine(t)
		m.Server.On("POST "+zdmtest.Recoveries, zdmtest.Data(`{"common": {"state": "success", "jobName": "nightly_ROOT"}}`))
		a := m.process(t).take(t, "nightly")
		a.Send(t.Context(), zdm.Knowing())
		a.Done()
		m.Add(*request("nightly_ROOT"))
		m.Server.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			switch {
			case r.URL.Query().Get("jobName") == "nightly":
				zdmtest.List()(w, r, closed)
			case answer != nil:
				answer(w, r, closed)
			default:
				m.List()(w, r, closed)
			}
		})
		found, err := m.process(t).take(t, "nightly").Namesakes(t.Context(), false)
		if answer == nil && (err != nil || len(found.Like) != 1) || answer != nil && code(t, err) != exit.Refused {
			t.Errorf("%+v, %v", found, err)
		}
	}
}

// A recovery under a name that the server made from the request's also ends the wait.
func TestPendingUnderAnotherName(t *testing.T) {
	m := newMachine(t)
	m.Server.On("POST "+zdmtest.Recoveries, zdmtest.Raw(nil))
	a := m.process(t).take(t, "nightly")
	a.Send(t.Context(), zdm.Knowing())
	a.Done()
	m.Add(*request("nightly_ROOT"))
	found, err := m.process(t).take(t, "nightly").Namesakes(t.Context(), false)
	if err != nil || len(found.Like) != 1 || m.looks() != 1 {
		t.Errorf("%+v, %v, %d looks", found, err, m.looks())
	}
}

// An unreadable list is an error, even during a wait, and no wait outlives its context.
func TestNamesakesFail(t *testing.T) {
	m := newMachine(t)
	m.Server.On("POST "+zdmtest.Recoveries, zdmtest.Raw(nil))
	a := m.process(t).take(t, "nightly")
	a.Send(t.Context(), zdm.Knowing())
	a.Done()

	m.Server.On("GET "+zdmtest.Recoveries, zdmtest.Sequence(zdmtest.List(), zdmtest.List(), zdmtest.Data("null")))
	b := m.process(t).take(t, "nightly")
	if _, err := b.Namesakes(t.Context(), false); code(t, err) != exit.Refused || m.looks() != 3 || len(err.(*exit.Error).Notes) == 0 {
		t.Errorf("%v after %d looks", err, m.looks())
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	interrupted := errors.New("interrupted")
	m.Server.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		zdmtest.List()(w, r, closed)
	})
	c := m.process(t)
	c.Sleep = func(context.Context, time.Duration) error {
		cancel(interrupted)
		return interrupted
	}
	b.Done()
	if _, err := c.take(t, "nightly").Namesakes(ctx, false); !errors.Is(err, interrupted) {
		t.Errorf("%v", err)
	}
}

// Recoveries that existed before, and names of other requests in flight, are passed on, so that
// they do not count as this registration.
func TestSendPassesOnWhatIsKnown(t *testing.T) {
	m := newMachine(t)
	m.Add(*request("nightly"))
	m.Server.On("POST "+zdmtest.Recoveries, zdmtest.Raw(nil))
	p := m.process(t)
	p.Client = zdmtest.Client(t, m.URL, m.clock, func(c *zdm.Config) { c.Settle = settle })
	a := p.take(t, "nightly")
	found, err := a.Namesakes(t.Context(), false)
	if err != nil || len(found.Same) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if judged, _ := a.Send(t.Context(), zdm.Knowing(found.IDs()...)); judged.State != outcome.Unknown {
		t.Errorf("an older recovery of the name: %+v", judged)
	}
	if judged, _ := a.Send(t.Context(), zdm.Knowing()); judged.State != outcome.Registered {
		t.Errorf("a recovery that was not there before: %+v", judged)
	}
	a.Done()

	answer := zdmtest.Data(`{"common": {"state": "success", "jobName": "weekly_ROOT", "platform": "kvm"}}`)
	m.Server.On("POST "+zdmtest.Recoveries, answer)
	m.Server.On("GET "+zdmtest.Recoveries, zdmtest.List())
	b := p.take(t, "weekly")
	defer b.Done()
	for other, want := range map[string]outcome.State{"weekly_ROOT": outcome.Unknown, "monthly": outcome.Registered} {
		if judged, _ := b.Send(t.Context(), zdm.Knowing(), zdm.Among(func(name string) bool { return name == other })); judged.State != want {
			t.Errorf("next to %s: %+v", other, judged)
		}
	}
}

// Pause uses the injected clock, or else the system's, and ends with its context.
func TestPause(t *testing.T) {
	m := newMachine(t)
	p := m.process(t)
	if err := p.Pause(t.Context(), time.Hour); err != nil || m.clock.Now() != noon.Add(time.Hour) {
		t.Errorf("%v, at %v", err, m.clock.Now())
	}
	p.Sleep = nil
	if err := p.Pause(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
	ended := errors.New("ended")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ended)
	if err := p.Pause(ctx, time.Hour); !errors.Is(err, ended) {
		t.Error(err)
	}
}

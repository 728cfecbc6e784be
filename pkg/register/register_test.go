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
	window = 2 * time.Minute
	settle = 10 * time.Second
	noted  = zdm.RegisterTimeout + settle // how long a registration stays noted that was not answered: it is longer than the window
)

func request(name string) *zdm.RecoveryRequest {
	return &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "kvm", Repository: zdm.Repository{ID: 13}, Mode: "full", JobName: name}
}

// machine is a server and the clock of the processes that register recoveries with it.
type machine struct {
	*zdmtest.Server
	zdmtest.Registry

	clock *zdmtest.Clock
	dir   string // of the turns
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{Server: zdmtest.Start(nil), clock: zdmtest.NewClock(noon), dir: t.TempDir()}
	t.Cleanup(m.Close)
	m.OnSilence(m.clock.Expire)
	m.Registry.On(m.Server)
	return m
}

// process is a registrar as another process of the machine has it. said is what it has to say.
type process struct {
	*register.Registrar

	said []string
}

func (m *machine) process(t *testing.T) *process {
	t.Helper()
	p := &process{}
	sleep := func(ctx context.Context, d time.Duration) error { return m.clock.Sleep(ctx, d) }
	p.Registrar = &register.Registrar{
		Client: zdmtest.Client(t, m.URL, m.clock), Turns: turns.New(m.dir, m.URL, m.clock.Now, sleep), Window: window, Settle: settle, Now: m.clock.Now, Sleep: sleep,
		Waiting:  func(name string) { p.said = append(p.said, "waits for "+name) },
		Turnless: func(err error) { p.said = append(p.said, "no turns: "+err.Error()) },
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

// code is the exit code of an error, 0 of nil.
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

// looks are the GET requests so far.
func (m *machine) looks() int {
	return len(slices.DeleteFunc(m.Requests(), func(r zdmtest.Request) bool { return r.Method != http.MethodGet }))
}

// A registration is one look and one POST, and the next process sees it.
func TestSendOnce(t *testing.T) {
	m := newMachine(t)
	first, second := m.process(t), m.process(t)
	before := m.clock.Now()
	a := first.take(t, "nightly")
	if a.Changed(before) {
		t.Error("something has changed before anything was sent")
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
	if len(first.said)+len(second.said) > 0 {
		t.Errorf("%q, %q", first.said, second.said)
	}
}

// A request that nobody has answered stays noted: the next process looks for it until it exists, or
// ends with 7, or sends it when asked to.
func TestPendingRegistration(t *testing.T) {
	for _, tt := range []struct {
		name      string
		exists    bool // before the next look
		anyway    bool
		later     time.Duration // after which the next process comes
		code      exit.Code
		looks     int
		same      int
		unchanged bool
	}{
		{"not there", false, false, 0, exit.Unknown, 12, 0, false},
		{"there", true, false, 0, exit.OK, 1, 1, false},
		{"not there, and sent anyway", false, true, 0, exit.OK, 1, 0, false},
		{"not there, shortly before the note expires", false, false, noted - time.Second, exit.OK, 3, 0, false},
		{"not there, and the note has expired", false, false, noted + time.Second, exit.OK, 2, 0, true},
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

// What is known of a registration, good or bad, ends the wait for it.
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

// A server may find a recovery by the name only that it made of the request's. Where this machine
// has sent the request before, it is looked for among the recoveries of the target.
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

// A recovery under a name that the server made from the request's ends the wait too.
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

// A list that cannot be read is an error, also in the middle of a wait, and no wait outlives its
// context.
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

// What was there before, and what other requests are sent beside this one, is passed on: neither is
// taken for this registration.
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
			t.Errorf("beside %s: %+v", other, judged)
		}
	}
}

// Pause waits by the clock that it was given, else by the system's, and not after the end of its
// context.
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

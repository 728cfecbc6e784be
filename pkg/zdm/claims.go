package zdm

import "strings"

// Claim is a registered recovery that writes to a target.
type Claim struct {
	ID, Name, Status Text
	Busy             bool // running, or to be started by a schedule
}

// Claims finds registered recoveries that write to the same partitions. The zero value is empty.
type Claims struct {
	busy, idle claims
}

// claims holds the claims of one urgency. Targets are stored under their id and their name.
type claims struct {
	of   Writers[*Claim]
	some map[string]*Claim // by target, the first recovery that writes to it
	any  map[string]*Claim // by target, the first recovery whose partitions the server does not show
}

// Add adds the partitions that a recovery writes. It skips those for which without returns true; a
// nil without skips none.
func (c *Claims) Add(r *Recovery, without func(RecoveryPartition) bool) {
	info := &r.Job.Info
	claim := &Claim{ID: info.ID, Name: info.Name, Status: info.Status.Current, Busy: info.Busy()}
	to := &c.idle
	if claim.Busy {
		to = &c.busy
	}
	for _, server := range r.System.Target.Identifiers() {
		to.add(server, r.Job.Detail, without, claim)
	}
}

func (c *claims) add(server string, partitions []RecoveryPartition, without func(RecoveryPartition) bool, claim *Claim) {
	if c.some == nil {
		c.some, c.any = map[string]*Claim{}, map[string]*Claim{}
	}
	for _, p := range partitions {
		if without != nil && without(p) {
			continue
		}
		keepFirst(c.some, server, claim)
		for _, name := range []Text{p.To, p.TargetDevice} {
			if !name.None() {
				c.of.Add(server, string(name), claim)
			}
		}
	}
	if len(partitions) == 0 {
		keepFirst(c.some, server, claim)
		keepFirst(c.any, server, claim)
	}
}

// Find returns a recovery that writes, or may write, one of the partitions of a target. It prefers
// recoveries that are running or scheduled. The target is an id or a name. If all is set, a claim
// on any other partition of the target counts too.
func (c *Claims) Find(target string, all bool, partitions ...string) (claim Claim, found bool) {
	server := strings.ToLower(strings.TrimSpace(target))
	for _, claims := range []*claims{&c.busy, &c.idle} {
		for _, p := range partitions {
			if by, taken := claims.of.Find(server, p); taken {
				return *by, true
			}
		}
		may := claims.any
		if all {
			may = claims.some
		}
		if by, taken := may[server]; taken {
			return *by, true
		}
	}
	return Claim{}, false
}

// Identifiers returns the identifiers of the server in lower case: its id, and its name unless that
// looks like an id.
func (s System) Identifiers() []string {
	var all []string
	if !s.ID.None() {
		all = append(all, strings.ToLower(strings.TrimSpace(string(s.ID))))
	}
	if name := strings.ToLower(strings.TrimSpace(string(s.Name))); !s.Name.None() && !IsID(name) {
		all = append(all, name)
	}
	return all
}

// Busy reports whether the job is running, or a schedule will start it. A schedule of type once has
// no effect after its job has ended.
func (i *RecoveryInfo) Busy() bool {
	phase := Status(i.Status.Current)
	if phase.Running() || phase == PhaseScheduled {
		return true
	}
	scheduled := i.Schedule != nil && (!i.Schedule.ID.None() || !i.Schedule.Type.None() || !i.Schedule.Description.None())
	return scheduled && (!phase.Ended() || !i.Schedule.once())
}

func (s *JobSchedule) once() bool { return s.Type.Is("once") || s.Type.Is("0") }

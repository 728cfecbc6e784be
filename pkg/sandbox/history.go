package sandbox

import (
	"cmp"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// historyView is a finished run (ZDM API, GET /recoveries/histories).
type historyView struct {
	ID     int64 `json:"id"`
	System struct {
		Name string `json:"name"`
	} `json:"system"`
	Job struct {
		Name   string   `json:"name"`
		ID     int64    `json:"id"`
		Target string   `json:"recoverySystemName"`
		Drives []string `json:"recoverDrive"`
	} `json:"job"`
	Result struct {
		Status      string `json:"status"`
		Description string `json:"description"`
	} `json:"result"`
	Time struct {
		Start   string `json:"start"`
		End     string `json:"end"`
		Elapsed string `json:"elapsed"`
	} `json:"time"`
}

// historyQuery holds the filters of the history endpoints.
type historyQuery struct {
	jobQuery
	result string // success or failed
	page   *pagination
}

const (
	messageHistories = "Recovery history list"
	messageHistory   = "Recovery history retrieved"
)

// startBits is how many bits of a run's id are its start. The others are the id of its job.
const startBits = 32

// listHistories handles GET /recoveries/histories: job by job, each with its runs, newest first.
func (s *api) listHistories(_ *http.Request, q query) (reply, error) {
	return s.histories(s.historyQuery(q), messageHistories)
}

// getHistory handles GET /recoveries/histories/:identifier: one run for a job's id, a list for its
// name.
func (s *api) getHistory(r *http.Request, q query) (reply, error) {
	wanted, identifier := s.historyQuery(q), r.PathValue("identifier")
	id, isID := inventory.ParseID(identifier)
	if isID {
		wanted.id, wanted.ascending = id, !s.cfg.Choices.NewestHistory
	} else {
		wanted.equal(fieldName, identifier)
	}
	first, err := s.firstRun(wanted, refuse(http.StatusNotFound, "Recovery history not found for ID '%s'", identifier))
	switch {
	case err != nil:
		return reply{}, err
	case isID:
		return reply{data: first, message: messageHistory}, nil
	}
	return s.histories(wanted, messageHistories)
}

// getHistory3 handles GET /recoveries/histories/:identifier of 3.0: a run by its own id, or the
// runs of a job by its name.
func (s *api) getHistory3(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	if id, isID := inventory.ParseID(identifier); isID {
		return s.runByID(s.historyQuery(q), id, identifier, q.text("center"))
	}
	q.values.Set("jobName", identifier)
	wanted := s.historyQuery(q)
	if _, err := s.firstRun(wanted, refuse(http.StatusNotFound, "Recovery history not found (JobName: %s)", identifier)); err != nil {
		return reply{}, err
	}
	return s.histories(wanted, messageHistory)
}

// firstRun returns the first run of a query, or the given failure if there is none.
func (s *api) firstRun(q historyQuery, missing *failure) (any, error) {
	for run, err := range s.runsOf(q) {
		return run, err
	}
	return nil, missing
}

// runByID returns a run by its id.
func (s *api) runByID(q historyQuery, id int64, identifier, center string) (reply, error) {
	missing := refuse(http.StatusNotFound, "Recovery history not found (ID: %s)", identifier)
	j, err := s.store.job(strconv.FormatInt(id>>startBits, 10), nil)
	if err != nil || j == nil {
		return reply{}, cmp.Or(err, error(missing))
	}
	for one := range s.runsOfJob(j, q) {
		switch {
		case one.(historyView).ID != id:
		case q.matches(j):
			return reply{data: one, message: messageHistory}, nil
		case center != "":
			return reply{}, refuse(http.StatusNotFound, "Recovery history ID '%s' does not belong to Center '%s'", identifier, center)
		}
	}
	return reply{}, missing
}

func (s *api) historyQuery(q query) historyQuery {
	read := historyQuery{page: q.page(), result: strings.ToLower(q.text("result"))}
	if !slices.Contains([]string{"", "success", "failed"}, read.result) {
		q.fail(refuse(http.StatusBadRequest, "Invalid enum value. Expected 'success' | 'failed', received '%s'", q.text("result")).
			invalidQuery("result", "result must be one of: success, failed"))
	}
	if q.text("server") != "" && q.text("serverType") == "" {
		q.values.Set("serverType", sideTarget)
	}
	if letter := q.text("partition"); len(letter) == 1 && letter != "/" && q.text("server") != "" {
		q.values.Set("partition", letter+":")
	}
	read.jobQuery = s.jobs(q, s.now())
	read.ran = true
	return read
}

// histories responds with runs: all of them as a stream, or a page.
func (s *api) histories(q historyQuery, message string) (reply, error) {
	if q.page == nil {
		return reply{data: list(s.runsOf(q)), message: message}, nil
	}
	items, total := []any{}, 0
	err := s.store.view(func(tx *bolt.Tx) error {
		jobs, err := s.store.find(tx, q.jobQuery)
		if err != nil {
			return err
		}
		b, err := s.store.statusIndex(tx, q.now)
		if err != nil {
			return err
		}
		for p := range b.all(q.ascending) {
			if !jobs.has(p.id) {
				continue
			}
			if runs := q.count(p); total+runs <= q.page.skip() || len(items) == q.page.ItemsPerPage {
				total += runs
				continue
			}
			j, err := decodeJob(tx, p.id)
			if err != nil {
				return err
			}
			for one := range s.runsOfJob(j, q) {
				if total++; total > q.page.skip() && len(items) < q.page.ItemsPerPage {
					items = append(items, one)
				}
			}
		}
		return nil
	})
	q.page.fill(len(items), total)
	return reply{data: items, pagination: q.page, message: message}, err
}

// count returns how many runs of a job match.
func (q historyQuery) count(p indexEntry) int {
	switch q.result {
	case "success":
		return p.succeeded
	case "failed":
		return p.failed
	}
	return p.over()
}

// runsOf visits the runs of the jobs that match a query.
func (s *api) runsOf(q historyQuery) iter.Seq2[any, error] {
	return itemsOf(s.store.each(q.jobQuery), func(j *job) iter.Seq[any] { return s.runsOfJob(j, q) })
}

func (s *api) runsOfJob(j *job, q historyQuery) iter.Seq[any] {
	return func(yield func(any) bool) {
		runs := j.history(q.now)
		if q.ascending {
			slices.Reverse(runs)
		}
		for _, run := range runs {
			if q.result != "" && (q.result == "success") != (run.Status == statusComplete) {
				continue
			}
			if !yield(s.history(j, run)) {
				return
			}
		}
	}
}

func (s *api) history(j *job, run outcome) historyView {
	var v historyView
	// No two runs of a job start within one second, and JSON numbers hold 53 bits.
	v.ID = j.ID<<startBits | run.Start.Unix()&(1<<startBits-1)
	v.System.Name = j.Source.Name
	v.Job.Name, v.Job.ID, v.Job.Target = j.Name, j.ID, j.Target.Name
	for _, p := range j.Partitions {
		v.Job.Drives = append(v.Job.Drives, p.Source)
	}
	v.Result.Status, v.Result.Description = word(run.Status == statusComplete, "COMPLETE", "FAIL"), run.Text
	v.Time.Start, v.Time.End, v.Time.Elapsed = s.stamp(run.Start), s.stamp(run.End), elapsed(run.End.Sub(run.Start))
	return v
}

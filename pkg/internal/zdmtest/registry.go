package zdmtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Registry stores recoveries as ZDM does. It is safe for concurrent use.
type Registry struct {
	// Rename returns the name under which a recovery is registered. nil keeps the requested one.
	Rename func(asked string) string
	// Alter changes the data of the response to a registration, but not of lists. "common" is a
	// map[string]any, "partitions" a []map[string]any, and "summary" a map[string]int. nil changes
	// nothing.
	Alter func(data map[string]any)

	server *Server // nil means recoveries are not served by id

	mu    sync.Mutex
	names []string
	items []string // JSON
}

// On makes a server register recoveries in the registry, list them, and serve each by its id.
func (g *Registry) On(s *Server) {
	g.server = s
	s.On("POST "+Recoveries, g.Register())
	s.On("GET "+Recoveries, g.List())
}

// Add registers a recovery without a request.
func (g *Registry) Add(request zdm.RecoveryRequest) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.add(&request, request.JobName)
}

// Register registers the request's recovery and responds as ZDM does.
func (g *Registry) Register() Answer {
	return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) { g.register(r)(w, r, closed) }
}

// List responds with all recoveries.
func (g *Registry) List() Answer {
	return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		g.mu.Lock()
		items := slices.Clone(g.items)
		g.mu.Unlock()
		List(items...)(w, r, closed)
	}
}

// Names returns the names of the recoveries in the order of their registration.
func (g *Registry) Names() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.names)
}

func (g *Registry) register(r *http.Request) Answer {
	var request zdm.RecoveryRequest
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		return Refusal(http.StatusBadRequest, err.Error())
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	name := cmp.Or(request.JobName, "recovery-"+strconv.Itoa(len(g.items)+1))
	if g.Rename != nil {
		name = g.Rename(name)
	}
	id := g.add(&request, name)
	data := answered(&request, name)
	if g.Alter != nil {
		g.Alter(data)
	}
	body := fmt.Appendf(nil, `{"success": true, "requestID": "r-%s", "data": %s, "message": "Recovery jobs registered"}`, id, marshal(data))
	return Reply(http.StatusCreated, "", body)
}

func (g *Registry) add(request *zdm.RecoveryRequest, name string) (id string) {
	id = strconv.Itoa(900 + len(g.items))
	item := marshal(shownItem(request, id, name))
	g.names, g.items = append(g.names, name), append(g.items, item)
	if g.server != nil {
		g.server.On("GET "+Recoveries+"/"+id, Data(item))
	}
	return id
}

// jobsOf returns the partitions of a request, or the root if it lists none.
func jobsOf(request *zdm.RecoveryRequest) []zdm.RecoveryJob {
	if len(request.JobList) > 0 {
		return request.JobList
	}
	return []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}}
}

// answered returns the data of the response to a registration.
func answered(request *zdm.RecoveryRequest, name string) map[string]any {
	common := map[string]any{
		"state": zdm.StateSuccess, "jobName": name, "platform": request.Platform,
		"autoStart": cmp.Or(request.AutoStart, zdm.NotUse), "bootMode": cmp.Or(request.AfterReboot, "reboot"),
	}
	if request.Schedule != nil {
		common["schedule"] = map[string]any{"basic": map[string]any{"id": 31, "type": "Daily"}}
	}
	var partitions []map[string]any
	for _, j := range jobsOf(request) {
		partitions = append(partitions, map[string]any{
			"sourcePartition": j.SourcePartition, "targetPartition": j.TargetPartition, "jobMode": cmp.Or(j.Mode, request.Mode),
			"overwrite":  cmp.Or(j.Overwrite, request.Overwrite, zdm.OverwriteNotAllow),
			"backup":     map[string]any{"useLatest": strconv.FormatBool(j.BackupFile == ""), "backupFile": j.BackupFile, "backupJob": j.BackupJob},
			"repository": map[string]any{"id": request.Repository.ID},
		})
	}
	n := len(partitions)
	return map[string]any{"common": common, "partitions": partitions, "summary": map[string]int{"total": n, "successful": n, "failed": 0}}
}

// shownItem returns a recovery as lists show it.
func shownItem(request *zdm.RecoveryRequest, id, name string) any {
	system := func(identifier, id string) any {
		if zdm.IsID(identifier) {
			return map[string]string{"id": identifier}
		}
		return map[string]string{"id": id, "name": identifier}
	}
	var details []any
	for _, j := range jobsOf(request) {
		details = append(details, map[string]any{
			"from": j.SourcePartition, "to": j.TargetPartition, "mode": cmp.Or(j.Mode, request.Mode), "repository": map[string]any{"id": request.Repository.ID},
			"backup": map[string]any{"jobName": j.BackupJob, "fileName": j.BackupFile},
		})
	}
	info := map[string]any{"id": id, "name": name, "platform": request.Platform, "status": map[string]string{"current": "Registered"}}
	return map[string]any{
		"system": map[string]any{"source": system(request.Source, "41"), "target": system(request.Target, "42")},
		"job":    map[string]any{"info": info, "detail": details},
	}
}

// marshal returns the JSON of a value that can be encoded.
func marshal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%q", err)
	}
	return string(text)
}

package sandbox

import (
	"fmt"
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// monitored is the data of GET /recoveries/monitoring/job. Embedded pointers hold the fields of
// detail=true, which only the vendor's CLI documents.
type monitored struct {
	System monitoredSystems `json:"system"`
	Job    monitoredJob     `json:"job"`
}

type monitoredSystems struct {
	Source monitoredSystem `json:"source"`
	Target monitoredSystem `json:"target"`
}

type monitoredSystem struct {
	Name string `json:"name"`
	*monitoredSystemDetail
}

type monitoredSystemDetail struct {
	OS    string    `json:"os"`
	Agent string    `json:"agent"`
	IP    systemIPs `json:"ip"`
}

type monitoredJob struct {
	Info    monitoredInfo   `json:"info"`
	Log     []string        `json:"log,omitzero"`
	Details []monitoredPart `json:"details"`
}

type monitoredInfo struct {
	Name string `json:"name"`
	*monitoredInfoDetail
}

type monitoredInfoDetail struct {
	Platform string `json:"platform"`
	Mode     string `json:"mode"`
}

type monitoredPart struct {
	place
	Progress monitoredProgress `json:"progressInfo"`
	*monitoredPartDetail
}

type monitoredProgress struct {
	Status  string `json:"status"`
	Percent string `json:"percent"`
	Message string `json:"message"`
	jobTime
}

type monitoredPartDetail struct {
	Device     string         `json:"device"`
	Mode       string         `json:"mode"`
	Backup     jobBackup      `json:"backup"`
	Repository repositoryView `json:"repository"`
}

// monitorQuery holds the parameters of the monitoring endpoints.
type monitorQuery struct {
	jobFilter
	letter string // shows only this partition; empty means all
	mode   string // shows only partitions of this mode; empty means all
	detail bool
}

// shows reports whether a partition matches the filters.
func (w monitorQuery) shows(p jobPartition) bool {
	return (w.letter == "" || w.letter == p.Source) && (w.mode == "" || w.mode == p.Mode)
}

func (s *api) readMonitorQuery(q query) monitorQuery {
	w := monitorQuery{jobFilter: s.readFilter(q, s.now()), letter: s.letterParameter(q), mode: q.oneOf("mode", zdm.Modes()...), detail: q.flag("detail")}
	w.equal(fieldName, q.text("jobName"))
	return w
}

// monitorJob handles GET /recoveries/monitoring/job/:identifier.
func (s *api) monitorJob(r *http.Request, q query) (reply, error) {
	w := s.readMonitorQuery(q)
	identifier := r.PathValue("identifier")
	found, err := s.store.job(identifier, s.readCenters(q))
	if err != nil {
		return reply{}, err
	}
	if found == nil || !w.matches(found) {
		return reply{}, refuse(http.StatusNotFound, "Name이 '%s'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다.", identifier).withCode(codeNoJob)
	}
	if fault.Strikes(r.Context(), fault.Incomplete) {
		return reply{}, refuse(http.StatusBadRequest, "작업 데이터가 불완전합니다. recovery 정보가 누락되었습니다.")
	}
	return reply{data: monitored{System: s.systems(found, w), Job: s.monitored(found, w)}, message: "Recovery monitoring info"}, nil
}

func (s *api) systems(j *job, w monitorQuery) monitoredSystems {
	shown := monitoredSystems{Source: monitoredSystem{Name: j.Source.Name}, Target: monitoredSystem{Name: j.Target.Name}}
	if w.detail {
		shown.Source.monitoredSystemDetail = s.systemDetail(j.Source)
		shown.Target.monitoredSystemDetail = s.systemDetail(j.Target)
	}
	return shown
}

func (s *api) systemDetail(of system) *monitoredSystemDetail {
	known, _ := s.inventory.Server(of.ID)
	return &monitoredSystemDetail{OS: of.OS, Agent: known.Agent, IP: ips(known.Machine)}
}

func (s *api) monitored(j *job, w monitorQuery) monitoredJob {
	shot := j.state(w.now)
	shown := monitoredJob{Info: monitoredInfo{Name: j.Name}, Log: append([]string{}, shot.log...), Details: s.monitoredParts(j, shot, w)}
	if w.detail {
		shown.Info.monitoredInfoDetail = &monitoredInfoDetail{Platform: j.Platform, Mode: j.Partitions[0].Mode}
	}
	return shown
}

func (s *api) monitoredParts(j *job, shot snapshot, w monitorQuery) []monitoredPart {
	shown := []monitoredPart{}
	for i := range j.Partitions {
		p := &j.Partitions[i]
		if !w.shows(*p) {
			continue
		}
		at := shot.parts[i]
		part := monitoredPart{place: placeOf(p.Source), Progress: monitoredProgress{Status: at.status,
			Percent: fmt.Sprintf("%d%%", at.percent), Message: at.message, jobTime: s.times(at.start, at.end, w.now)}}
		if w.detail {
			part.monitoredPartDetail = &monitoredPartDetail{Device: p.TargetDevice, Mode: p.Mode,
				Backup: p.backup(), Repository: p.Repository.view(listedType(p.Repository.Type))}
		}
		shown = append(shown, part)
	}
	return shown
}

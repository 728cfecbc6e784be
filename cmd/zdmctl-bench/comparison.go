package main

import (
	"fmt"
	"os/exec"
	"strings"
)

// program is a command line and its name in the report.
type program struct {
	name string
	argv []string
}

// comparison compares zdmctl with an equivalent program.
type comparison struct {
	name   string
	ours   program
	peer   program
	needs  []string // programs of the peer, each in a Debian package of the same name
	budget float64  // maximum ratio of our median to the peer's; 0 means none
	pairs  int      // maximum number of measured pairs; 0 means as many as requested

	documents int   // number of documents that a run of ours processes; 0 if not counted
	memory    int64 // limit of our memory; 0 if not measured
}

const (
	waveSize   = 2000 // number of requests that apply sends
	applyPairs = 5    // number of pairs of long runs
)

// comparisons returns the table of comparisons.
func (s *scene) comparisons() []comparison {
	create := []string{s.zdmctl, "--server", s.server.URL, "recovery", "create", "-f", s.request}
	curl := []string{"curl", "-sS", "--fail", "-H", "Authorization: Bearer " + token, "-H", "Content-Type: application/json",
		"-d", "@" + s.request, s.server.URL + "/api/recoveries"}
	apply := []string{s.zdmctl, "--server", s.server.URL, "recovery", "apply", "-f", s.wave, "--parallel", "8"}
	sendAll := []string{"sh", "-c", `cd "$1" && shift && ls | xargs -P8 -I{} "$@"`, "sh", s.wave, "curl", "-sS", "--fail", "-o", "/dev/null",
		"-H", "Authorization: Bearer " + token, "-H", "Content-Type: application/json", "-d", "@{}", s.server.URL + "/api/recoveries"}
	const filter = ".data.common.jobName"
	return append([]comparison{
		{
			name: "version", budget: 2.2,
			ours: program{"zdmctl version", []string{s.zdmctl, "version"}},
			peer: program{"empty Go program", []string{s.empty}},
		},
		{
			name: "create-curl", budget: 0.62, needs: []string{"curl"},
			ours: program{"zdmctl recovery create -f", create},
			peer: program{"curl -d @file", curl},
		},
		{
			name: "create-net-http",
			ours: program{"zdmctl recovery create -f", create},
			peer: program{"bare net/http", []string{s.post, s.server.URL + "/api/recoveries", s.request}},
		},
		{
			name: "create-jq", budget: 0.2, needs: []string{"curl", "jq"},
			ours: program{"zdmctl recovery create -f --jq", append(create, "--jq", filter)},
			peer: program{"curl -d @file | jq", append([]string{"sh", "-c", `"$@" | jq -e ` + filter, "sh"}, curl...)},
		},
		{
			name: "apply", budget: 1.0 / 35, needs: []string{"curl"}, pairs: applyPairs,
			ours: program{"zdmctl recovery apply", apply},
			peer: program{"xargs -P8 curl", sendAll},
		},
		{
			name: "apply-net-http", budget: 1 / 0.6, pairs: applyPairs,
			ours: program{"zdmctl recovery apply", apply},
			peer: program{"bare net/http that looks too", []string{s.postAll, s.server.URL + "/api/recoveries", s.wave}},
		},
		{
			name: "apply-journal", budget: 1.0 / 8, needs: []string{"curl"}, pairs: applyPairs,
			ours: program{"zdmctl recovery apply --journal", append([]string{"sh", "-c", `rm -f journal && "$@" --journal journal`, "sh"}, apply...)},
			peer: program{"xargs -P8 curl", sendAll},
		},
	}, s.validations()...)
}

// choose returns the comparisons whose programs are installed: all of them, or only the named one.
func choose(all []comparison, only string) ([]comparison, error) {
	var chosen []comparison
	var names []string
	for _, c := range all {
		names = append(names, c.name)
		if only == "" || only == c.name {
			chosen = append(chosen, c)
		}
	}
	if chosen == nil {
		return nil, fmt.Errorf("no comparison %q; there are %s", only, strings.Join(names, ", "))
	}
	for _, c := range chosen {
		for _, tool := range c.needs {
			if _, err := exec.LookPath(tool); err != nil {
				return nil, fmt.Errorf("%s needs %s: install the Debian package %s", c.name, tool, tool)
			}
		}
	}
	return chosen, nil
}

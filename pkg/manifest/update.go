package manifest

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// NewUpdate returns an empty request for PUT /recoveries/:identifier. Update completes it.
func NewUpdate() *Draft {
	return newDraft(form{msgARecoveryUpdate, updateSchema(), func(c *checker, root *node) {
		c.platform(root)
		c.past(root)
		c.updatedOnce(root)
	}})
}

// Update checks the draft as Request does and returns the body of PUT /recoveries/:identifier.
func (d *Draft) Update(o Options) (*zdm.RecoveryUpdate, []exit.Problem, error) {
	return finish[zdm.RecoveryUpdate](d, o)
}

// updateSchema returns the body of PUT /recoveries/:identifier.
func updateSchema() field {
	fields := append(optional("center"), field{name: "changeName", flag: "--change-name", kind: textKind})
	fields = append(fields, optional("platform", "schedule", "mode", "afterReboot", "mailEvent", "networkLimit", "scriptPath", "scriptRun")...)
	return field{kind: objectKind, fields: append(fields, field{name: "jobList", flag: "--partition", kind: listKind, fields: []field{
		{name: "partition", kind: textKind, rule: (*checker).partition},
		{name: "drive", kind: textKind, rule: (*checker).partition},
		modeField("", true),
	}})}
}

// AddPartition adds a jobList item to an update as typed after a flag: "/home=full" or
// "C:=increment". It spells a Windows drive as the API does. Problems name the flag, followed by
// its number from the second one on, as in "--partition #2".
func (d *Draft) AddPartition(flag, value string) {
	all := d.root.get("jobList")
	if all == nil {
		all = &node{shape: list, origin: origin{flag: flag}}
		d.root.set("jobList", all)
	}
	at := numbered(flag, len(all.items)+1)
	path := index("jobList", len(all.items))
	item := &node{shape: object, origin: at}
	all.items = append(all.items, item)
	cut := strings.LastIndexByte(value, '=') // mount points may contain one, modes cannot
	if cut < 0 {
		d.problems.add(at, path, msgNotPartitionMode.With(quote(value)))
		item.shape = reported
		return
	}
	name, partition := "partition", strings.TrimSpace(value[:cut])
	if drive := zdm.DriveOf(partition); drive != "" {
		name, partition = "drive", drive
	}
	item.set(name, &node{shape: text, text: partition, origin: at})
	item.set("mode", &node{shape: text, text: strings.TrimSpace(value[cut+1:]), origin: at})
}

// updatedOnce checks that no partition is listed twice.
func (c *checker) updatedOnce(root *node) {
	seen := map[string]string{}
	for i, item := range jobs(root) {
		for _, name := range []string{"partition", "drive"} {
			path := index("jobList", i)
			n := item.get(name)
			if first := claim(seen, n, path); first != "" {
				c.problems.add(n.origin, join(path, name), msgPartitionTwice.With(shown(n), first))
			}
		}
	}
}

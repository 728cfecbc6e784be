package manifest

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// kind is what a field takes.
type kind int

const (
	objectKind   kind = iota // the fields of its row
	listKind                 // objects with the fields of its row
	textKind                 // text as it is
	idKind                   // text, or digits without quotes
	wordKind                 // one of the allowed words
	positiveKind             // a whole number from 1
	countKind                // a whole number from 0
	switchKind               // true or false
	typeKind                 // the number of a schedule type
	scheduleKind             // an id, or the fields of its row
	basicKind                // likewise
	advancedKind             // known, and refused
)

// textual reports a kind that is sent as a JSON string.
func (k kind) textual() bool { return k == textKind || k == idKind || k == wordKind }

// field is a row of the schema: all that reading, flags, checks and completion know of a field.
type field struct {
	name     string
	flag     string // that gives it; a key of --job for the fields of jobList, "" for none
	kind     kind
	required bool

	allowed  []string          // of a wordKind
	synonyms map[string]string // in lower case: words that people write, and those that they mean
	wrong    msg.Text          // says that a word is not one of the allowed

	fields []field
	rule   func(c *checker, n *node, path string) // what else holds for a text
}

// schema is the body of POST /recoveries.
func schema() field {
	onOff := map[string]string{"true": zdm.Use, "yes": zdm.Use, "on": zdm.Use, "false": zdm.NotUse, "no": zdm.NotUse, "off": zdm.NotUse}
	return field{kind: objectKind, fields: []field{
		{name: "center", flag: "--center", kind: idKind, required: true},
		{name: "source", flag: "--source", kind: idKind, required: true},
		{name: "target", flag: "--target", kind: idKind, required: true},
		{name: "platform", flag: "--platform", kind: wordKind, required: true, wrong: msg.NotAPlatform,
			allowed: append(zdm.Platforms(), zdm.PlatformBaremetal)},
		repositoryField("--repository", true),
		modeField("--mode", true),
		{name: "jobName", flag: "--job-name", kind: textKind},
		overwriteField("--overwrite"),
		{name: "user", flag: "--user", kind: idKind, rule: (*checker).user},
		{name: "schedule", flag: "--schedule", kind: scheduleKind, fields: scheduleFields()},
		{name: "afterReboot", flag: "--after-reboot", kind: wordKind, wrong: msg.NotAnAfterReboot,
			allowed: zdm.AfterReboots(), synonyms: map[string]string{"none": "maintain"}},
		{name: "networkLimit", flag: "--network-limit", kind: countKind},
		{name: "excludePartition", flag: "--exclude-partition", kind: textKind, rule: (*checker).excludePartition},
		{name: "mailEvent", flag: "--mail-event", kind: textKind, rule: (*checker).mailEvent},
		{name: "autoStart", flag: "--auto-start", kind: wordKind, wrong: msg.NotAUseOption,
			allowed: zdm.UseOptions(), synonyms: onOff},
		{name: "scriptPath", flag: "--script-path", kind: textKind},
		{name: "scriptRun", flag: "--script-run", kind: wordKind, wrong: msg.NotAScriptRun,
			allowed: zdm.ScriptRuns(), synonyms: map[string]string{"before job": "before", "after job": "after"}},
		{name: "cloudAuth", flag: "--cloud-auth", kind: idKind},
		{name: "listOnly", flag: "--list-only", kind: switchKind},
		{name: "jobList", flag: "--job", kind: listKind, fields: []field{
			{name: "sourcePartition", flag: "source", kind: textKind, required: true},
			{name: "targetPartition", flag: "target", kind: textKind, required: true},
			overwriteField("overwrite"),
			{name: "backupJob", flag: "backup-job", kind: textKind},
			{name: "backupFile", flag: "backup-file", kind: textKind},
			modeField("mode", false),
			repositoryField("repository", false),
		}},
	}}
}

func repositoryField(flag string, required bool) field {
	return field{name: "repository", kind: objectKind, required: required, fields: []field{
		{name: "id", flag: flag + "-id", kind: positiveKind, required: true},
		{name: "type", flag: flag + "-type", kind: wordKind, wrong: msg.NotARepositoryType,
			allowed: zdm.RepositoryTypes(), synonyms: map[string]string{"cifs": zdm.RepositorySMB}},
		{name: "path", flag: flag + "-path", kind: textKind},
	}}
}

func modeField(flag string, required bool) field {
	return field{name: "mode", flag: flag, kind: wordKind, required: required, wrong: msg.NotAMode, allowed: zdm.Modes(),
		synonyms: map[string]string{"incremental": zdm.ModeIncrement, "inc": zdm.ModeIncrement}}
}

func overwriteField(flag string) field {
	return field{name: "overwrite", flag: flag, kind: wordKind, wrong: msg.NotAnOverwrite, allowed: zdm.Overwrites(),
		synonyms: map[string]string{
			"true": zdm.OverwriteAllow, "yes": zdm.OverwriteAllow, "on": zdm.OverwriteAllow,
			"false": zdm.OverwriteNotAllow, "no": zdm.OverwriteNotAllow, "off": zdm.OverwriteNotAllow,
		}}
}

// scheduleFields are those of all types; scheduleTypes says which type takes which.
func scheduleFields() []field {
	return []field{
		{name: "type", kind: typeKind, required: true},
		{name: "basic", kind: basicKind, required: true, fields: []field{
			{name: "year", kind: idKind},
			{name: "month", kind: idKind},
			{name: "week", kind: idKind},
			{name: "day", kind: idKind},
			{name: "time", kind: idKind},
			{name: "interval", kind: objectKind, fields: []field{
				{name: "minute", kind: idKind},
				{name: "hour", kind: idKind},
			}},
		}},
		{name: "advanced", kind: advancedKind},
	}
}

func find(fields []field, name string) (field, bool) {
	for _, f := range fields {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// lookup finds the row of a dotted path.
func lookup(path string) (field, bool) {
	f := schema()
	for _, name := range strings.Split(path, ".") {
		member, known := find(f.fields, name)
		if !known {
			return field{}, false
		}
		f = member
	}
	return f, true
}

// Allowed lists the words that the flag of a field takes, by the field's path ("repository.type");
// nil when it takes anything or there is no such field.
func Allowed(path string) []string {
	f, _ := lookup(path)
	return f.spelled(true)
}

// spelled lists the allowed words as a file or as a flag spells them: "not allow" or "not-allow".
func (f field) spelled(asFlag bool) []string {
	var words []string
	for _, word := range f.allowed {
		if asFlag {
			word = strings.ReplaceAll(word, " ", "-")
		}
		words = append(words, word)
	}
	return words
}

// fromFlag makes the value that was typed after a flag.
func (f field) fromFlag(at origin, value string) *node {
	n := &node{shape: text, text: value, origin: at}
	switch f.kind {
	case positiveKind, countKind, scheduleKind:
		if isDigits(value) {
			n.shape = number
		}
	case switchKind:
		if value == "true" || value == "false" {
			n.shape = boolean
		}
	case wordKind:
		for _, word := range f.allowed {
			if value == strings.ReplaceAll(word, " ", "-") {
				n.text = word
			}
		}
	}
	return n
}

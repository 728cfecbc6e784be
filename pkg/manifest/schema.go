package manifest

import (
	"strings"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// kind is the kind of value a field accepts.
type kind int

const (
	objectKind kind = iota // with the fields of its row
	listKind               // of objects with the fields of its row
	textKind               // any text
	// comma-separated items, sent without surrounding spaces and duplicates.
	itemsKind
	idKind          // text, or unquoted digits
	wordKind        // one of the allowed words
	positiveKind    // an integer from 1
	countKind       // an integer from 0
	switchKind      // true or false
	typeKind        // the number of a schedule type
	scheduleKind    // an id, or an object with the fields of its row
	newScheduleKind // an object with the fields of its row
	basicKind       // an id, or an object with the fields of its row
	timesKind       // an object with the fields of its row
	advancedKind    // recognized and rejected
)

// textual reports whether the kind is sent as a JSON string.
func (k kind) textual() bool { return k == textKind || k == itemsKind || k == idKind || k == wordKind }

// field is a row of the schema, from which parsing, flags, checks, completion and the JSON Schema
// are derived.
type field struct {
	name     string
	flag     string // flag name; a key of --job for fields of jobList; "" for none
	about    msg.Text
	kind     kind
	required bool

	allowed  []string          // of wordKind
	synonyms map[string]string // common words by lower case, with the allowed words they mean
	vendor   map[string]string // zdm-cli words with the API's; accepted in files
	wrong    msg.Text          // message for a word that is not allowed

	fields []field
	rule   func(c *checker, n *node, path string) // additional check of a text
	// The rule as a regular expression, as far as possible.
	pattern string
}

// schema returns the body of POST /recoveries. It is built once, because every flag looks up its
// field, and it is immutable.
var schema = sync.OnceValue(makeSchema) //nolint:gochecknoglobals // a constant that only some runs need

func makeSchema() field {
	onOff := map[string]string{"true": zdm.Use, "yes": zdm.Use, "on": zdm.Use, "false": zdm.NotUse, "no": zdm.NotUse, "off": zdm.NotUse}
	return field{kind: objectKind, fields: []field{
		{name: "center", flag: "--center", about: msgAboutCenter, kind: idKind, required: true},
		{name: "source", flag: "--source", about: msg.FlagSource, kind: idKind, required: true},
		{name: "target", flag: "--target", about: msg.FlagTarget, kind: idKind, required: true},
		platformField(true),
		repositoryField("--repository", msgAboutRepository, true),
		modeField("--mode", true),
		{name: "jobName", flag: "--job-name", about: msg.FlagJobName, kind: textKind},
		overwriteField("--overwrite"),
		{name: "user", flag: "--user", about: msg.FlagUser, kind: idKind, rule: (*checker).user, pattern: "^([0-9]+|" + mailPattern + ")$"},
		scheduleField(),
		afterRebootField(),
		networkLimitField(),
		{name: "excludePartition", flag: "--exclude-partition", about: msgAboutExcludePartition, kind: itemsKind,
			rule: (*checker).excludePartition},
		mailEventField(),
		{name: "autoStart", flag: "--auto-start", about: msg.FlagAutoStart, kind: wordKind, wrong: msgNotAUseOption,
			allowed: zdm.UseOptions(), synonyms: onOff},
		{name: "scriptPath", flag: "--script-path", about: msg.FlagScriptPath, kind: textKind},
		scriptRunField(),
		{name: "cloudAuth", flag: "--cloud-auth", about: msg.FlagCloudAuth, kind: idKind},
		{name: "listOnly", flag: "--list-only", about: msgAboutListOnly, kind: switchKind},
		{name: "jobList", flag: "--job", about: msgAboutJobList, kind: listKind, fields: []field{
			{name: "sourcePartition", flag: "source", about: msgAboutSourcePartition, kind: textKind, required: true, rule: (*checker).partition},
			{name: "targetPartition", flag: "target", about: msgAboutTargetPartition, kind: textKind, required: true, rule: (*checker).partition},
			overwriteField("overwrite"),
			{name: "backupJob", flag: "backup-job", about: msgAboutBackupJob, kind: textKind},
			{name: "backupFile", flag: "backup-file", about: msgAboutBackupFile, kind: textKind},
			modeField("mode", false),
			repositoryField("repository", msgAboutJobRepository, false),
		}},
	}}
}

func platformField(required bool) field {
	return field{name: "platform", flag: "--platform", about: msg.FlagPlatform, kind: wordKind, required: required, wrong: msg.NotAPlatform,
		allowed: append(zdm.Platforms(), zdm.PlatformBaremetal)}
}

func afterRebootField() field {
	none := map[string]string{"none": "maintain"}
	return field{name: "afterReboot", flag: "--after-reboot", about: msg.FlagAfterReboot, kind: wordKind, wrong: msgNotAnAfterReboot,
		allowed: zdm.AfterReboots(), synonyms: none, vendor: none}
}

func networkLimitField() field {
	return field{name: "networkLimit", flag: "--network-limit", about: msg.FlagNetworkLimit, kind: countKind}
}

func mailEventField() field {
	return field{name: "mailEvent", flag: "--mail-event", about: msg.FlagMailEvent, kind: textKind,
		rule: (*checker).mailEvent, pattern: "^" + mailPattern + "$"}
}

func scriptRunField() field {
	return field{name: "scriptRun", flag: "--script-run", about: msg.FlagScriptRun, kind: wordKind, wrong: msgNotAScriptRun,
		allowed: zdm.ScriptRuns(), synonyms: map[string]string{"before job": "before", "after job": "after"}}
}

func repositoryField(flag string, about msg.Text, required bool) field {
	return field{name: "repository", about: about, kind: objectKind, required: required, fields: []field{
		{name: "id", flag: flag + "-id", about: msgAboutRepositoryID, kind: positiveKind, required: true},
		{name: "type", flag: flag + "-type", about: msg.FlagRepositoryType, kind: wordKind, wrong: msgNotARepositoryType,
			allowed: zdm.RepositoryTypes(), synonyms: map[string]string{"cifs": zdm.RepositorySMB}},
		{name: "path", flag: flag + "-path", about: msg.FlagRepositoryPath, kind: textKind},
	}}
}

func modeField(flag string, required bool) field {
	return field{name: "mode", flag: flag, about: msg.FlagMode, kind: wordKind, required: required, wrong: msgNotAMode, allowed: zdm.Modes(),
		synonyms: map[string]string{"incremental": zdm.ModeIncrement, "inc": zdm.ModeIncrement},
		vendor:   map[string]string{"inc": zdm.ModeIncrement}}
}

func overwriteField(flag string) field {
	return field{name: "overwrite", flag: flag, about: msg.FlagOverwrite, kind: wordKind, wrong: msgNotAnOverwrite, allowed: zdm.Overwrites(),
		// No other word gets the suggestion that destroys data.
		synonyms: map[string]string{"false": zdm.OverwriteNotAllow, "no": zdm.OverwriteNotAllow, "off": zdm.OverwriteNotAllow},
		vendor:   map[string]string{"true": zdm.OverwriteAllow, "false": zdm.OverwriteNotAllow, "notAllow": zdm.OverwriteNotAllow}}
}

// scheduleField accepts the fields of all types. scheduleTypes restricts them by type.
func scheduleField() field {
	return field{name: "schedule", flag: "--schedule", about: msgAboutSchedule, kind: scheduleKind, fields: []field{
		{name: "type", about: msgAboutScheduleType, kind: typeKind, required: true},
		{name: "basic", about: msgAboutBasic, kind: basicKind, required: true, fields: timeFields()},
		{name: "advanced", kind: advancedKind},
	}}
}

func timeFields() []field {
	return []field{
		{name: "year", about: msgAboutYear, kind: idKind},
		{name: "month", about: msgAboutMonth, kind: idKind},
		{name: "week", about: msgAboutWeek, kind: idKind},
		{name: "day", about: msgAboutDay, kind: idKind},
		{name: "time", about: msgAboutTime, kind: idKind},
		{name: "interval", about: msgAboutInterval, kind: objectKind, fields: []field{
			{name: "minute", about: msgAboutMinutes, kind: idKind},
			{name: "hour", about: msgAboutHours, kind: idKind},
		}},
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

// lookup returns the row at a dotted path.
func lookup(f field, path string) (field, bool) {
	for _, name := range strings.Split(path, ".") {
		member, known := find(f.fields, name)
		if !known {
			return field{}, false
		}
		f = member
	}
	return f, true
}

// Allowed returns the words a flag accepts, by the path of its field ("repository.type"). It
// returns nil if the flag accepts any value or the field does not exist.
func Allowed(path string) []string {
	f, _ := lookup(schema(), path)
	return f.spelled(true)
}

// spelled returns the allowed words as written in a file or after a flag: "not allow" or
// "not-allow".
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

// fromFlag returns the node for a value typed after a flag.
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

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
	// one image: a text, or a list of one, as servers of 3.0 also take it.
	imageKind
	// images: a text in which commas or vertical bars separate them, or a list. They are sent as a
	// text.
	imagesKind
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
func (k kind) textual() bool {
	return k == textKind || k == itemsKind || k == imageKind || k == imagesKind || k == idKind || k == wordKind
}

// SchemaURL is the address of the JSON Schema of a recovery request, for editors: the checks of
// Request as far as a schema can express them.
const SchemaURL = "https://raw.githubusercontent.com/zdmctl/zdmctl/main/docs/recovery.schema.json"

// field is a row of the schema, from which parsing, flags, checks and completion are derived.
type field struct {
	name     string
	flag     string // flag name; a key of --job for fields of jobList; or ""
	kind     kind
	required bool
	sourced  bool // must not be set in a restore from images alone

	allowed  []string          // of wordKind
	synonyms map[string]string // maps common words in lower case to the allowed words they mean
	vendor   map[string]string // maps zdm-cli words to the API's; accepted in files
	wrong    msg.Text          // message for a word that is not allowed

	fields []field
	rule   func(c *checker, n *node, path string) // additional check of a text
}

// schema returns the body of POST /recoveries. It is built once, because every flag looks up its
// field, and it is immutable.
var schema = sync.OnceValue(makeSchema) //nolint:gochecknoglobals // a constant that only some runs need

func makeSchema() field {
	onOff := map[string]string{"true": zdm.Use, "yes": zdm.Use, "on": zdm.Use, "false": zdm.NotUse, "no": zdm.NotUse, "off": zdm.NotUse}
	none := map[string]string{"none": "maintain"}
	return field{kind: objectKind, fields: []field{
		{name: "center", flag: "--center", kind: idKind, required: true},
		{name: "source", flag: "--source", kind: idKind, required: true, sourced: true},
		{name: "backupFile", flag: "--backup-file", kind: imagesKind},
		{name: "target", flag: "--target", kind: idKind, required: true},
		{name: "platform", flag: "--platform", kind: wordKind, required: true, wrong: msg.NotAPlatform,
			allowed: append(zdm.Platforms(), zdm.PlatformBaremetal)},
		repositoryField("--repository", true),
		modeField("--mode", true),
		{name: "jobName", flag: "--job-name", kind: textKind},
		overwriteField("--overwrite"),
		{name: "user", flag: "--user", kind: idKind, rule: (*checker).user},
		// The fields of all types. scheduleTypes restricts them by type.
		{name: "schedule", flag: "--schedule", kind: scheduleKind, fields: []field{
			{name: "type", kind: typeKind, required: true},
			{name: "basic", kind: basicKind, required: true, fields: timeFields()},
			{name: "advanced", kind: advancedKind},
		}},
		{name: "afterReboot", flag: "--after-reboot", kind: wordKind, wrong: msgNotAnAfterReboot,
			allowed: zdm.AfterReboots(), synonyms: none, vendor: none},
		{name: "networkLimit", flag: "--network-limit", kind: countKind},
		{name: "excludePartition", flag: "--exclude-partition", kind: itemsKind, rule: (*checker).excludePartition},
		{name: "mailEvent", flag: "--mail-event", kind: textKind, rule: (*checker).mailEvent},
		{name: "autoStart", flag: "--auto-start", kind: wordKind, wrong: msgNotAUseOption,
			allowed: zdm.UseOptions(), synonyms: onOff},
		{name: "scriptPath", flag: "--script-path", kind: textKind},
		{name: "scriptRun", flag: "--script-run", kind: wordKind, wrong: msgNotAScriptRun,
			allowed: zdm.ScriptRuns(), synonyms: map[string]string{"before job": "before", "after job": "after"}},
		{name: "cloudAuth", flag: "--cloud-auth", kind: idKind},
		{name: "listOnly", flag: "--list-only", kind: switchKind},
		{name: "jobList", flag: "--job", kind: listKind, fields: []field{
			{name: "sourcePartition", flag: "source", kind: textKind, required: true, sourced: true, rule: (*checker).partition},
			{name: "targetPartition", flag: "target", kind: textKind, required: true, rule: (*checker).partition},
			overwriteField("overwrite"),
			{name: "backupJob", flag: "backup-job", kind: textKind, sourced: true},
			{name: "backupFile", flag: "backup-file", kind: imageKind},
			modeField("mode", false),
			repositoryField("repository", false),
		}},
	}}
}

func repositoryField(flag string, required bool) field {
	return field{name: "repository", kind: objectKind, required: required, fields: []field{
		{name: "id", flag: flag + "-id", kind: positiveKind, required: true},
		{name: "type", flag: flag + "-type", kind: wordKind, wrong: msgNotARepositoryType,
			allowed: zdm.RepositoryTypes(), synonyms: map[string]string{"cifs": zdm.RepositorySMB}},
		{name: "path", flag: flag + "-path", kind: textKind},
	}}
}

func modeField(flag string, required bool) field {
	return field{name: "mode", flag: flag, kind: wordKind, required: required, wrong: msgNotAMode, allowed: zdm.Modes(),
		synonyms: map[string]string{"incremental": zdm.ModeIncrement, "inc": zdm.ModeIncrement},
		vendor:   map[string]string{"inc": zdm.ModeIncrement}}
}

func overwriteField(flag string) field {
	return field{name: "overwrite", flag: flag, kind: wordKind, wrong: msgNotAnOverwrite, allowed: zdm.Overwrites(),
		// No other word gets the suggestion that destroys data.
		synonyms: map[string]string{"false": zdm.OverwriteNotAllow, "no": zdm.OverwriteNotAllow, "off": zdm.OverwriteNotAllow},
		vendor:   map[string]string{"true": zdm.OverwriteAllow, "false": zdm.OverwriteNotAllow, "notAllow": zdm.OverwriteNotAllow}}
}

func timeFields() []field {
	return []field{
		{name: "year", kind: idKind},
		{name: "month", kind: idKind},
		{name: "week", kind: idKind},
		{name: "day", kind: idKind},
		{name: "time", kind: idKind},
		{name: "interval", kind: objectKind, fields: []field{
			{name: "minute", kind: idKind},
			{name: "hour", kind: idKind},
		}},
	}
}

// optional returns fields of a recovery request for another request, which requires none of them.
func optional(names ...string) []field {
	var rows []field
	for _, name := range names {
		row, _ := find(schema().fields, name)
		row.required = false
		rows = append(rows, row)
	}
	return rows
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
		if zdm.IsID(value) {
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

package sandbox

import (
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// request is the body of POST /recoveries and, without a source, of POST /recoveries/image.
type request struct {
	center, source, target string
	platform, mode         string
	repository             zdm.Repository
	jobName                string
	files                  []string // images of POST /recoveries/image
	items                  []requestItem
	listOnly               bool
	exclude                string
	overwrite              string
	user, cloudAuth        string
	schedule               *zdm.Schedule
	autoStart, afterReboot string
	networkLimit           int64
	scriptPath, scriptRun  string
	mail                   string
}

// requestItem is an item of jobList. Empty fields default to the request's values.
type requestItem struct {
	source, target  string
	overwrite, mode string
	backupJob       string
	files           []string
	repository      *zdm.Repository
}

// readRecovery parses the body of POST /recoveries. It checks everything that depends only on the
// body, except for the rules of schedules, which also apply to stored ones.
func (s *api) readRecovery(r *http.Request) (request, error) {
	body, err := readBody(r)
	if err != nil {
		return request{}, err
	}
	read := request{center: s.requiredName(body, "center", fields.text), source: s.requiredName(body, "source", fields.text)}
	return read, s.readCommon(body, &read, fields.text, readJob)
}

// readImages parses the body of POST /recoveries/image.
func (s *api) readImages(r *http.Request) (request, error) {
	body, err := readBody(r)
	if err != nil {
		return request{}, err
	}
	read := request{center: s.requiredName(body, "center", fields.identifier)}
	for name := range strings.FieldsFuncSeq(body.required("backupFile"), func(r rune) bool { return r == ',' || r == '|' }) {
		if name = strings.TrimSpace(name); name != "" {
			read.files = append(read.files, name)
		}
	}
	return read, s.readCommon(body, &read, fields.identifier, readImageJob)
}

// itemsAtOnce is the number of items after which a list with a fault is not read further.
const itemsAtOnce = 100

// readCommon parses what both registrations have in common.
func (s *api) readCommon(body fields, into *request, identifier func(fields, string) string, readItem func(*api, fields) requestItem) error {
	if s.cfg.Choices.VendorWords {
		body.translate()
	}
	into.target = s.requiredName(body, "target", identifier)
	into.platform = body.requiredOneOf("platform", s.platforms())
	into.repository = s.readRepository(body)
	into.mode = body.requiredOneOf("mode", zdm.Modes())
	into.jobName = body.text("jobName")
	into.overwrite = body.oneOf("overwrite", zdm.Overwrites())
	into.user = body.text("user")
	into.schedule = readSchedule(body)
	into.afterReboot = body.oneOf("afterReboot", zdm.AfterReboots())
	into.networkLimit = readNetworkLimit(body)
	into.exclude = body.text("excludePartition")
	into.mail = body.text("mailEvent")
	into.autoStart = body.oneOf("autoStart", zdm.UseOptions())
	into.scriptPath = body.text("scriptPath")
	into.scriptRun = body.oneOf("scriptRun", zdm.ScriptRuns())
	into.cloudAuth = identifier(body, "cloudAuth")
	into.listOnly = value[bool](body, "listOnly", "boolean")
	for i, item := range body.objects("jobList") {
		if into.items = append(into.items, readItem(s, item)); (i+1)%itemsAtOnce == 0 && body.fault() != nil {
			break
		}
	}
	return body.fault()
}

// requiredName reads an identifier. 3.0 trims it, and refuses a blank one.
func (s *api) requiredName(body fields, name string, read func(fields, string) string) string {
	got := read(body, name)
	if s.gen >= v3Early {
		got = strings.TrimSpace(got)
	}
	if got == "" {
		body.missing(name)
	}
	return got
}

// platforms returns the API's platforms, and the vendor CLI's names if they are accepted.
func (s *api) platforms() []string {
	if s.cfg.Choices.VendorWords {
		return append(zdm.Platforms(), zdm.PlatformBaremetal)
	}
	return zdm.Platforms()
}

// translate replaces words of the vendor CLI in a body and its jobList by those of the API.
func (f fields) translate() {
	words := map[string]map[any]string{
		"overwrite":   {true: zdm.OverwriteAllow, false: zdm.OverwriteNotAllow, "notAllow": zdm.OverwriteNotAllow},
		"afterReboot": {"none": "maintain"},
		"mode":        {"inc": zdm.ModeIncrement},
	}
	for name, known := range words {
		switch given := f.values[name].(type) {
		case string, bool:
			if word, ok := known[given]; ok {
				f.values[name] = word
			}
		}
	}
	items, _ := f.values["jobList"].([]any)
	for _, item := range items {
		if values, ok := item.(map[string]any); ok {
			fields{values: values}.translate()
		}
	}
}

func readJob(s *api, item fields) requestItem {
	read := s.readItem(item)
	read.source, read.backupJob = item.required("sourcePartition"), item.text("backupJob")
	return read
}

func readImageJob(s *api, item fields) requestItem {
	read := s.readItem(item)
	if len(read.files) == 0 {
		item.missing("backupFile")
	}
	return read
}

func (s *api) readItem(item fields) requestItem {
	read := requestItem{
		target:    item.required("targetPartition"),
		overwrite: item.oneOf("overwrite", zdm.Overwrites()),
		files:     s.readFiles(item),
		mode:      item.oneOf("mode", zdm.Modes()),
	}
	if item.has("repository") {
		read.repository = new(s.readRepository(item))
	}
	return read
}

// readFiles reads a backupFile: a name, or in 3.0 also a list of them.
func (s *api) readFiles(item fields) []string {
	list, isList := item.values["backupFile"].([]any)
	if !isList || s.gen < v3Early {
		if name := item.text("backupFile"); name != "" {
			return []string{name}
		}
		return nil
	}
	var names []string
	for _, one := range list {
		name, ok := one.(string)
		if !ok || name == "" {
			item.mustBe("backupFile", "string or array of strings")
		}
		names = append(names, name)
	}
	return names
}

func (s *api) readRepository(in fields) zdm.Repository {
	if !in.has("repository") {
		in.missing("repository")
	}
	repository := in.object("repository")
	if !repository.has("id") {
		repository.missing("id")
	}
	return zdm.Repository{
		ID:   repository.number("id"),
		Type: repository.oneOf("type", s.repositoryTypes()),
		Path: repository.text("path"),
	}
}

// repositoryTypes returns the types a repository can have.
func (s *api) repositoryTypes() []string {
	if s.gen >= v3Early {
		return append(zdm.RepositoryTypes(), "zdm(smb)", "zdm(nfs)")
	}
	return zdm.RepositoryTypes()
}

func readNetworkLimit(body fields) int64 {
	limit := body.number("networkLimit")
	if limit < 0 {
		body.fail(refuse(http.StatusBadRequest, "networkLimit은 0 이상이어야 합니다").withV2InvalidField("networkLimit", "must be 0 or more"))
	}
	return limit
}

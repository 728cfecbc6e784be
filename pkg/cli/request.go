package cli

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// RequestFlags are the flags that make up a recovery request.
type RequestFlags struct {
	File string
	// Several allows -f more than once, and directories (see Many). It must be set before AddTo.
	Several bool
	Files   []string

	flags            *pflag.FlagSet
	excludePartition []string
	backupFile       []string
	jobs             []string
}

// FieldFlag is a flag that sets one field of a request.
type FieldFlag struct {
	Name  string // name of the flag
	Path  string // path of the field
	Usage msg.Text
	Shape string // of the value in the help
}

// AddFields declares flags for fields of a request. Each may be given once.
func AddFields(flags *pflag.FlagSet, f *Factory, fields []FieldFlag) {
	for _, field := range fields {
		flags.Var(once(new(string), field.Shape, manifest.Allowed(field.Path)), field.Name, f.Text(field.Usage))
	}
}

// SetFields sets the fields of the request whose flags are set.
func SetFields(draft *manifest.Draft, flags *pflag.FlagSet, fields []FieldFlag) {
	for _, field := range fields {
		value := flags.Lookup(field.Name).Value.String()
		switch {
		case !flags.Changed(field.Name):
		case field.Path == "schedule":
			draft.SetSchedule("--"+field.Name, value)
		default:
			draft.SetFlag("--"+field.Name, field.Path, value)
		}
	}
}

func requestFlags() []FieldFlag {
	return []FieldFlag{
		{"source", "source", msg.FlagSource, "SERVER"},
		{"target", "target", msg.FlagTarget, "SERVER"},
		{"platform", "platform", msg.FlagPlatform, "PLATFORM"},
		{"repository-id", "repository.id", msgFlagRepositoryID, "ID"},
		{"repository-type", "repository.type", msg.FlagRepositoryType, "smb|nfs"},
		{"repository-path", "repository.path", msg.FlagRepositoryPath, "PATH"},
		{"mode", "mode", msg.FlagMode, "full|increment"},
		{"job-name", "jobName", msg.FlagJobName, "NAME"},
		{"overwrite", "overwrite", msg.FlagOverwrite, "allow|not-allow"},
		{"user", "user", msg.FlagUser, "USER"},
		{"after-reboot", "afterReboot", msg.FlagAfterReboot, "reboot|shutdown|maintain"},
		{"network-limit", "networkLimit", msg.FlagNetworkLimit, "N"},
		{"mail-event", "mailEvent", msg.FlagMailEvent, "ADDRESS"},
		{"script-path", "scriptPath", msg.FlagScriptPath, "PATH"},
		{"script-run", "scriptRun", msg.FlagScriptRun, "before|after"},
		{"cloud-auth", "cloudAuth", msg.FlagCloudAuth, "NAME"},
		{"schedule", "schedule", msg.FlagSchedule, "SCHEDULE"},
	}
}

// AddTo declares the flags of a request.
func (r *RequestFlags) AddTo(flags *pflag.FlagSet, f *Factory) {
	r.flags = flags
	if r.Several {
		flags.StringArrayVarP(&r.Files, "file", "f", nil, f.Text(msgFlagFiles))
	} else {
		flags.VarP(once(&r.File, "FILE", nil), "file", "f", f.Text(msgFlagFile))
	}
	AddFields(flags, f, requestFlags())
	flags.StringArrayVar(&r.backupFile, "backup-file", nil, f.Text(msg.FlagBackupFile))
	flags.StringArrayVar(&r.excludePartition, "exclude-partition", nil, f.Text(msgFlagExcludePartition))
	flags.Bool("auto-start", false, f.Text(msg.FlagAutoStart))
	flags.Bool("list-only", false, f.Text(msgFlagListOnly))
	flags.StringArrayVar(&r.jobs, "job", nil, f.Text(msgFlagJob))
}

// One reports whether the flags determine a single request: without files, or as changes to the one
// in the file. It returns an error if the flags would change several requests.
func (r *RequestFlags) One(several bool) (bool, error) {
	if len(r.Files) == 0 {
		return true, nil
	}
	r.File = r.Files[0]
	var names []string
	for _, field := range requestFlags() {
		names = append(names, field.Name)
	}
	names = append(names, "backup-file", "exclude-partition", "auto-start", "list-only", "job")
	at := slices.IndexFunc(names, r.flags.Changed)
	if at >= 0 && several {
		return false, exit.New(exit.Usage, msgOneRequestOnly.With(names[at]))
	}
	return at >= 0, nil
}

// Draft reads the file, applies the flags and fills in the defaults of the settings.
func (r *RequestFlags) Draft(ctx context.Context, stdin io.Reader, cfg *config.Config) (*manifest.Draft, error) {
	draft := manifest.NewDraft()
	if r.flags.Changed("file") {
		var err error
		if draft, err = readFile(ctx, r.File, stdin); err != nil {
			return nil, err
		}
	}
	SetFields(draft, r.flags, requestFlags())
	if r.backupFile != nil {
		draft.SetFlag("--backup-file", "backupFile", strings.Join(r.backupFile, ","))
	}
	if r.excludePartition != nil {
		draft.SetFlag("--exclude-partition", "excludePartition", strings.Join(r.excludePartition, ","))
	}
	if r.flags.Changed("auto-start") {
		draft.SetFlag("--auto-start", "autoStart", map[string]string{"true": "use", "false": "not use"}[r.flags.Lookup("auto-start").Value.String()])
	}
	if r.flags.Changed("list-only") {
		draft.SetFlag("--list-only", "listOnly", r.flags.Lookup("list-only").Value.String())
	}
	for _, job := range r.jobs {
		draft.AddJob("--job", job)
	}
	setDefaults(draft, cfg)
	return draft, nil
}

// setDefaults fills in the center and the repository of the settings.
func setDefaults(draft *manifest.Draft, cfg *config.Config) {
	SetCenter(draft, cfg)
	if cfg.Repository != 0 {
		draft.Default(string(cfg.Origin("repository")), "repository.id", strconv.FormatInt(cfg.Repository, 10))
	}
}

// SetCenter fills in the center of the command line or the settings.
func SetCenter(draft *manifest.Draft, cfg *config.Config) {
	if origin := string(cfg.Origin("center")); origin == "--center" {
		draft.SetFlag(origin, "center", cfg.Center)
	} else {
		draft.Default(origin, "center", cfg.Center)
	}
}

func readFile(ctx context.Context, name string, stdin io.Reader) (*manifest.Draft, error) {
	in, err := OpenInput(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	return manifest.ReadOne(name, in)
}

// writerPatience is how long to wait for a pipe without a writer, or a file that the kernel fills.
const writerPatience = 10 * time.Second

// OpenInput opens a file that the user specified, such as a request, an inventory or a body; "-" is
// standard input. The context cancels opening and reading.
func OpenInput(ctx context.Context, name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(iostreams.Interruptible(ctx, stdin)), nil
	}
	late := exit.New(exit.Usage, msgFileSilent.With(name, writerPatience.String()))
	file, err := iostreams.Open(ctx, name, writerPatience, late)
	if err != nil {
		return nil, manifest.Unreadable(name, err)
	}
	return file, nil
}

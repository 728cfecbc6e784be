package cli

import (
	"cmp"
	"os"
	"os/user"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/audit"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// CheckAuditLog returns an error if the configured audit log cannot be written. A command that
// makes many calls uses it before the first one.
func CheckAuditLog(cfg *config.Config) error {
	if cfg.AuditLog == "" {
		return nil
	}
	log, err := audit.Open(cfg.AuditLog, audit.Caller{}, nil)
	if err == nil {
		err = log.Close()
	}
	return err
}

// recorder records the changes of a client.
type recorder struct {
	factory *Factory
	config  *config.Config
	server  string // base URL

	once       sync.Once
	log        *audit.Log // nil means none; closed when the process ends
	failed     error
	unfinished func(error)
}

// changing records a call that is about to be sent, and notifies the program.
func (r *recorder) changing(change zdm.Change) (ended func(zdm.Exchange), err error) {
	r.once.Do(r.open)
	if r.failed != nil {
		return nil, r.failed
	}
	if r.log != nil {
		id, err := r.log.Begin(change)
		if err != nil {
			return nil, err
		}
		ended = func(e zdm.Exchange) {
			if err := r.log.End(id, e); err != nil {
				r.unfinished(err)
			}
		}
	}
	if r.factory.Changing != nil {
		r.factory.Changing()
	}
	return ended, nil
}

func (r *recorder) open() {
	if r.config.AuditLog == "" {
		return
	}
	f := r.factory
	caller := audit.Caller{User: userName(f), Server: r.server, Command: commandOf(f)}
	caller.Host, _ = os.Hostname()
	if !r.config.Detached {
		caller.Context = r.config.Context
	}
	r.unfinished = f.warnOnce(msgAuditUnfinished)
	r.log, r.failed = audit.Open(r.config.AuditLog, caller, f.Now)
}

// userName returns the account of the process, independent of its environment. If the account has
// no name, as in containers, it returns the number.
func userName(f *Factory) string {
	account, err := user.Current()
	if err == nil && account.Username != "" {
		return account.Username
	}
	if id := os.Getuid(); id >= 0 {
		return strconv.Itoa(id)
	}
	return cmp.Or(f.Env.Getenv("USER"), f.Env.Getenv("USERNAME"))
}

// commandOf returns the command line with secrets from the environment masked. It omits the
// arguments of "zdmctl api", which can send anything; the path of the call is recorded anyway.
func commandOf(f *Factory) string {
	if f.command == "zdmctl api" {
		return f.command
	}
	words := strings.Fields(f.command)
	f.flags.Visit(func(flag *pflag.Flag) { words = append(words, FlagWords(flag)...) })
	command := shell.Command(append(words, f.flags.Args()...)...)
	for _, name := range []string{"ZDMCTL_TOKEN", "ZDMCTL_PASSWORD"} {
		if secret := f.Env.Getenv(name); secret != "" {
			command = strings.ReplaceAll(command, secret, "***")
		}
	}
	return command
}

// FlagWords returns the arguments that set a flag, without secrets.
func FlagWords(flag *pflag.Flag) []string {
	name := "--" + flag.Name
	if many, ok := flag.Value.(pflag.SliceValue); ok {
		var words []string
		for _, value := range many.GetSlice() {
			words = append(words, name, value)
		}
		return words
	}
	switch value := flag.Value.String(); {
	case flag.NoOptDefVal == "":
	case value == flag.NoOptDefVal:
		return []string{name}
	default: // a separate word would not be its value
		return []string{name + "=" + value}
	}
	if flag.Name == "password-command" { // may contain the password itself
		return []string{name, "***"}
	}
	return []string{name, flag.Value.String()}
}

package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// vendorWord is a command or flag that has another name in zdm-cli or another tool.
type vendorWord struct {
	command string // commands of zdmctl, without the program's name, separated by "|"; "" means any
	theirs  string // its flags without dashes; "" means the command itself
	ours    string // flags of the same command, or other commands, separated by "|"
}

func vendorWords() []vendorWord {
	return []vendorWord{
		{"zdm", "", "center list"},
		{"token", "", "auth login"},
		{"config show", "", "config view"},
		{"schedule regist", "", "schedule create --schedule @FILE"},
		{"schedule verify", "", "schedule create --schedule @FILE --dry-run"},
		{"cloud-auth recovery-list", "", "cloud-auth list"},
		{"license|file|replication|os-replication|server delete", "", "api METHOD PATH"},
		{"backup regist|backup update|backup delete|backup monit|backup history", "", "api METHOD PATH"},

		{"recovery image-regist", "", "recovery create --backup-file IMAGE"},
		{"backup image", "", "backup images"},

		{"recovery list", "id name", "recovery get NAME"},
		{"recovery list", "backup-name bn", "--backup-job"},
		{"recovery update", "id name", "recovery update NAME"},
		{"recovery update", "backup-file bf target-partition tp", "--partition"},
		{"recovery update", "status", "recovery start NAME|recovery stop NAME"},
		{"recovery delete", "id name", "recovery delete NAME"},
		{"recovery watch", "job-id ji job-name jn", "recovery watch NAME"},
		{"recovery watch", "server-id si server-name sn", "--involving"},
		{"recovery history", "job-id job-name jn", "recovery history NAME"},
		{"server list", "id name", "server get NAME"},
		{"server list", "partition", "server partitions NAME"},
		{"server list", "license-assign-only assigned", "--license assign"},
		{"server list", "license-un-assign-only unassigned", "--license unassign"},
		{"backup list", "id name", "backup get NAME"},
		{"schedule list", "id", "schedule get ID"},
		{"schedule delete", "id", "schedule delete ID"},
		{"schedule create", "path p type t", "--schedule"},
		{"cloud-auth list", "display-name dn", "--name"},
		{"cloud-auth list", "cloud-type ct", "--type"},
		{"cloud-auth regions", "platform p", "cloud-auth regions PLATFORM"},
		{"config set", "zdm-ip ip zdm-port port", "context set NAME --server https://HOST:PORT"},
		{"config set", "zdm-id zi", "context set NAME --center ID"},
		{"config set", "zdm-repo-id zri", "context set NAME --repository ID"},
		{"config set", "zdm-repo-path zrp", "recovery create --repository-path PATH"},
		{"config set", "user-mail mail", "context set NAME --email ADDRESS"},
		{"config set", "token", "auth login --with-token"},
		{"auth login", "user-mail mail", "--email"},
		{"auth login", "user-pwd p", "--password-stdin|--password-command"},

		{"", "c", "--center"}, {"", "u", "--user"}, {"", "jn", "--job-name"}, {"", "cn", "--change-name"},
		{"", "ri", "--repository-id"}, {"", "rp", "--repository-path"}, {"", "rt", "--repository-type"},
		{"", "sc sc-id sc-f schedule-id schedule-file", "--schedule"}, {"", "exp", "--exclude-partition"},
		{"", "me", "--mail-event"}, {"", "nl", "--network-limit"}, {"", "start", "--auto-start"},
		{"", "bf", "--backup-file"}, {"", "sp", "--script-path"}, {"", "sr", "--script-run"}, {"", "ar", "--after-reboot"}, {"", "pf", "--platform"},
		{"", "ca", "--cloud-auth"}, {"", "lo", "--list-only"}, {"", "jl job-list", "--job"}, {"", "pt", "--partition"},
		{"", "asc", "--sort asc"}, {"", "server-type st", "--source|--target"}, {"", "conn", "--connection"}, {"", "active", "--activation"},
	}
}

// usualWords returns names of commands and flags in kubectl, gh and other tools.
func usualWords() []vendorWord {
	return []vendorWord{
		{"login", "", "auth login"},
		{"logout", "", "auth logout"},
		{"whoami", "", "auth status"},
		{"get", "", "recovery get NAME|server get NAME"},
		{"list", "", "recovery list|server list"},
		{"create", "", "recovery create -f FILE"},
		{"apply", "", "recovery apply -f FILE"},
		{"delete", "", "recovery delete NAME"},
		{"plan", "", "recovery plan -f FILE"},
		{"validate", "", "recovery validate -f FILE"},
		{"run", "", "recovery run -f FILE"},
		{"init", "", "recovery init"},
		{"check", "", "recovery check"},
		{"report", "", "recovery report"},
		{"update", "", "recovery update NAME"},
		{"start", "", "recovery start NAME"},
		{"stop", "", "recovery stop NAME"},
		{"watch", "", "recovery watch NAME"},
		{"history", "", "recovery history NAME"},
		{"recoveries", "", "recovery list"},
		{"servers", "", "server list"},
		{"recovery describe|recovery show|describe|show", "", "recovery get NAME"},
		{"recovery status|status", "", "recovery get NAME|recovery watch NAME"},
		{"recovery logs|logs", "", "recovery history NAME|recovery watch NAME"},
		{"recovery create|recovery plan", "name n", "--job-name"},
		{"recovery get", "name id", "recovery get NAME"},
		{"recovery start", "name id", "recovery start NAME"},
		{"recovery stop", "name id", "recovery stop NAME"},
		{"recovery watch", "name id", "recovery watch NAME"},
	}
}

// usualVerbs returns our names for the verbs of other tools.
func usualVerbs() map[string]string {
	return map[string]string{
		"rm": "delete", "remove": "delete", "del": "delete", "show": "get", "describe": "get", "view": "get", "ls": "list", "cancel": "stop", "abort": "stop", "edit": "update",
	}
}

// similarCommand returns the name of the command of a group that a word means in another tool, or
// of the most similar one, or "".
func similarCommand(group *cobra.Command, word string) string {
	for _, cmd := range group.Commands() {
		if cmd.Name() == usualVerbs()[word] {
			return cmd.Name()
		}
	}
	similar := group.SuggestionsFor(word)
	if len(similar) == 0 {
		return ""
	}
	return cmp.Or(near.Word(word, similar), similar[0])
}

// ofVendor returns zdmctl's equivalents for a command of another tool, or for a flag of another
// tool on one of our commands. It returns nil for an unknown word.
func ofVendor(command, flag string, flags *pflag.FlagSet) []string {
	for _, w := range slices.Concat(vendorWords(), usualWords()) {
		if (w.command == "" || slices.Contains(strings.Split(w.command, "|"), command)) && (w.theirs == flag || slices.Contains(strings.Fields(w.theirs), flag)) {
			ours := strings.Split(w.ours, "|")
			if name, isFlag := strings.CutPrefix(strings.Fields(ours[0])[0], "--"); !isFlag || flags.Lookup(name) != nil {
				return ours
			}
		}
	}
	return nil
}

// meant adds suggestions to an error: flags, or commands to type.
func meant(e *exit.Error, ours []string) *exit.Error {
	if strings.HasPrefix(ours[0], "--") {
		return e.Note(msgDidYouMeanFlag.With(msg.List(ours)))
	}
	e.Note(msgDidYouMeanCommand.With())
	for _, command := range ours {
		e.Try("zdmctl " + command)
	}
	return e
}

// pathOf returns the path of a command without the program's name.
func pathOf(cmd *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()), " ")
}

package app

import (
	"cmp"
	"strings"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// earlyFlags are the flags that matter before the command tree is built, or if the command line or
// the settings are invalid.
type earlyFlags struct{ config, context, lang, output, noColor string }

// readEarly parses them as far as the arguments allow.
func readEarly(args []string) (early earlyFlags) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.Usage = func() {}
	flags.StringVar(&early.config, "config", "", "")
	flags.StringVar(&early.context, "context", "", "")
	flags.StringVar(&early.lang, "lang", "", "")
	flags.StringVarP(&early.output, "output", "o", "", "")
	flags.StringVar(&early.noColor, "no-color", "", "")
	// Flags that can be combined with -o, as in -qo json.
	for name, short := range map[string]string{"quiet": "q", "help": "h", "yes": "y"} {
		flags.StringP(name, short, "", "")
		flags.Lookup(name).NoOptDefVal = "true"
	}
	flags.Lookup("no-color").NoOptDefVal = "true"
	_ = flags.Parse(args) // cobra reports the errors
	return early
}

// wantsJSON reports whether the output format is JSON, even if the command line or the settings are
// invalid.
func (r *run) wantsJSON() bool {
	format := cmp.Or(r.early.output, cli.OutputSetting(r.factory))
	return format == string(render.FormatJSON) || format == string(render.FormatJSONLines) || format == "" && r.factory.Global.JQ != ""
}

// language returns the language of --lang, or else of the environment, the context or the locale.
func (r *run) language() msg.Lang {
	lang := cmp.Or(r.early.lang, r.Env.Getenv("ZDMCTL_LANG"))
	if lang == "" {
		lang = string(config.ContextLang(r.Env, r.early.config, r.early.context))
	}
	if lang == "" {
		lang = localeLanguage(r.Env.Getenv)
	}
	if lang == string(msg.Korean) {
		return msg.Korean
	}
	return msg.English
}

// localeLanguage returns the language of messages in the locale ("ko" for ko_KR.UTF-8). It returns
// "" if the encoding of the locale is not UTF-8, because Korean would not be readable.
func localeLanguage(getenv func(string) string) string {
	messages := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
	for _, locale := range []string{messages, cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"))} {
		locale, _, _ = strings.Cut(locale, "@")
		_, encoding, named := strings.Cut(locale, ".")
		if named && !strings.EqualFold(strings.ReplaceAll(encoding, "-", ""), "utf8") {
			return ""
		}
	}
	if at := strings.IndexAny(messages, "_-.@"); at >= 0 { // kok_IN is another language
		messages = messages[:at]
	}
	return messages
}

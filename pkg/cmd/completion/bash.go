package completion

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// bashScript writes cobra's script, changed so that bash inserts quoted words: with several
// candidates, bash inserts their common prefix, and cobra quotes only a single candidate. A list
// that bash only displays is not quoted.
func bashScript(root *cobra.Command, out io.Writer) error {
	var script bytes.Buffer
	if err := root.GenBashCompletionV2(&script, true); err != nil {
		return err
	}
	_, err := strings.NewReplacer(bashChanges()...).WriteString(out, script.String())
	return err
}

// bashChanges returns pairs of a fragment of cobra's script and its replacement.
func bashChanges() []string {
	return []string{
		`        # compgen looses the escaping so, if there is only a single completion, we need to
        # escape it again because it will be inserted on the command-line.  If there are multiple
        # completions, we don't want to escape them because they will be printed in a list
        # and we don't want to show escape characters in that list.
        if (( ${#COMPREPLY[@]} == 1 )); then
            COMPREPLY[0]=$(printf "%q" "${COMPREPLY[0]}")
        fi
`,
		`        # compgen loses the escaping. Bash inserts what the completions have in common, unless it
        # only lists them (63): then we don't want to show escape characters.
        if [[ $COMP_TYPE != 63 ]] && (( ${#COMPREPLY[@]} > 0 )); then
            IFS=$'\n' read -ra COMPREPLY -d '' < <(printf "%q\n" "${COMPREPLY[@]}")
        fi
`,
		`        # The completions matches.  Add it to the list of full completions including
        # its description.  We don't escape the completion because it may get printed
        # in a list if there are more than one and we don't want show escape characters
        # in that list.
        COMPREPLY+=("$compline")

        # Strip any description before checking the length, and again, don't escape
        # the completion because this length is only used when printing the completions
        # in a list and we don't want show escape characters in that list.
        comp=${compline%%$tab*}
`,
		`        # The completion matches.  Add it to the list of full completions including its
        # description.  Bash inserts what the completions have in common, unless it only lists
        # them (63): then we don't want to show escape characters.
        if [[ $COMP_TYPE == 63 ]]; then
            comp=${compline%%$tab*}
        else
            compline=$comp${compline#"${compline%%$tab*}"}
        fi
        COMPREPLY+=("$compline")
`,
		`    # If there is a single completion left, remove the description text and escape any special characters
`,
		`    # If there is a single completion left, remove the description text
`,
		`        COMPREPLY[0]=$(printf "%q" "${COMPREPLY[0]%%$tab*}")
`,
		`        COMPREPLY[0]=${COMPREPLY[0]%%$tab*}
`,
	}
}

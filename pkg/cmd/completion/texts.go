package completion

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCompletionShort   = msg.T("Print a shell completion script", "셸 자동 완성 스크립트 출력")
	msgCompletionLong    = msg.T("Print the script that makes a shell complete zdmctl's commands, flags and values. Names come from the server of the context and are cached for a minute.", "셸에서 zdmctl의 명령, 플래그, 값을 자동 완성하는 스크립트를 출력합니다. 이름은 컨텍스트의 서버에서 가져와 1분 동안 캐시합니다.")
	msgCompletionExample = msg.Same(`  # bash with the package bash-completion, for this shell (or in ~/.bashrc)
  source <(zdmctl completion bash)

  # zsh, for every shell
  zdmctl completion zsh > "${fpath[1]}/_zdmctl"

  # fish, for every shell
  zdmctl completion fish > ~/.config/fish/completions/zdmctl.fish

  # PowerShell, for this shell; in $PROFILE for every shell
  zdmctl completion powershell | Out-String | Invoke-Expression`)
	msgUnknownShell = msg.T("%q is not a supported shell", "지원하지 않는 셸: %q")
)

package completion

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCompletionShort = msg.T("Print the completion script of a shell", "셸의 자동 완성 스크립트 출력")
	msgCompletionLong  = msg.T(`Print the script that makes a shell complete commands, flags and their values.

Names of servers, centers, repositories, backups, recoveries, users and schedules come from
the server of the context, within a second or not at all, and are remembered for a minute.
A package of zdmctl brings the scripts with it; nothing has to be loaded then.`, `셸이 명령, 플래그와 그 값을 자동으로 완성하게 하는 스크립트를 출력합니다.

서버, 센터, 레포지토리, 백업, 복구 작업, 사용자, 스케줄의 이름은 컨텍스트의 서버에서 1초
안에만 가져오며 1분 동안 기억합니다. zdmctl 패키지에는 스크립트가 들어 있으므로 따로 불러올
필요가 없습니다.`)
	msgCompletionExample = msg.Same(`  # bash with its package bash-completion, for this shell; in ~/.bashrc for every shell
  source <(zdmctl completion bash)

  # zsh, for every shell
  zdmctl completion zsh > "${fpath[1]}/_zdmctl"

  # fish, for every shell
  zdmctl completion fish > ~/.config/fish/completions/zdmctl.fish

  # PowerShell, for this shell; in $PROFILE for every shell
  zdmctl completion powershell | Out-String | Invoke-Expression`)
	msgUnknownShell = msg.T("%q is not a shell that zdmctl completes in", "%q은(는) zdmctl이 자동 완성을 지원하는 셸이 아님")
)

package config

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgConfigShort        = msg.T("Show and change settings", "설정 조회와 변경")
	msgConfigViewShort    = msg.T("Show the effective settings", "적용되는 설정 표시")
	msgConfigViewLong     = msg.T("Show the settings that commands use. A flag overrides the environment, the environment overrides the context, and the context overrides the default; passwords and tokens are masked.", "명령에 적용되는 설정을 표시합니다. 우선순위는 플래그, 환경 변수, 컨텍스트, 기본값 순이며, 비밀번호와 토큰은 가려서 표시합니다.")
	msgConfigViewExample  = msg.Same("  zdmctl config view --origin\n  zdmctl config view --context prod -o json")
	msgFlagOrigin         = msg.T("show where each value comes from", "각 값의 출처 표시")
	msgHeadSetting        = msg.T("SETTING", "설정")
	msgHeadValue          = msg.T("VALUE", "값")
	msgHeadOrigin         = msg.T("ORIGIN", "출처")
	msgOriginDefault      = msg.T("default", "기본값")
	msgOriginContext      = msg.T("context %s", "컨텍스트 %s")
	msgConfigGetShort     = msg.T("Print one setting", "설정 하나 출력")
	msgConfigGetLong      = msg.T(`Print the effective value of one setting, or nothing if it has none. "current-context" is the current context in the config file.`, `설정 하나에 적용되는 값을 출력합니다. 값이 없으면 아무것도 출력하지 않습니다. "current-context"는 설정 파일의 현재 컨텍스트입니다.`)
	msgConfigGetExample   = msg.Same("  zdmctl config get server\n  zdmctl config get center --context prod")
	msgConfigSetShort     = msg.T("Change one value of a context, or the current context", "컨텍스트의 값 하나 또는 현재 컨텍스트 변경")
	msgConfigSetLong      = msg.T("Change one value of the context given with --context, or of the current one. The keys are server, email, password-command, center, repository, output, timeout, ca-file, audit-log, insecure-skip-tls-verify, insecure-plaintext, lang and current-context.", "--context로 지정한 컨텍스트(기본값: 현재 컨텍스트)의 값 하나를 변경합니다. 키는 server, email, password-command, center, repository, output, timeout, ca-file, audit-log, insecure-skip-tls-verify, insecure-plaintext, lang, current-context입니다.")
	msgConfigSetExample   = msg.Same("  zdmctl config set center 1 --context prod\n  zdmctl config set output json\n  zdmctl config set current-context prod")
	msgEmptyValue         = msg.T("%s: the value is empty", "%s: 값이 비어 있습니다")
	msgConfigUnsetShort   = msg.T("Remove one value of a context", "컨텍스트의 값 하나 삭제")
	msgConfigUnsetExample = msg.Same("  zdmctl config unset center --context prod")
	msgConfigPathShort    = msg.T("Print the path of the config file", "설정 파일 경로 출력")
	msgConfigPathExample  = msg.Same("  ${EDITOR:-vi} \"$(zdmctl config path)\"")
)

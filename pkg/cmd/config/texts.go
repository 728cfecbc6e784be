package config

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgConfigShort     = msg.T("Show and change settings", "설정 보기와 변경")
	msgConfigViewShort = msg.T("Show every setting as commands use it", "명령이 사용하는 모든 설정 표시")
	msgConfigViewLong  = msg.T(`Show every setting as commands use it: a flag goes before the environment, that before
the context, and that before the default. Passwords and tokens are masked.`, `명령이 사용하는 모든 설정을 보여 줍니다. 플래그, 환경 변수, 컨텍스트, 기본값의
순서로 우선합니다. 비밀번호와 토큰은 가립니다.`)
	msgConfigViewExample = msg.Same("  zdmctl config view --origin\n  zdmctl config view --context prod -o json")
	msgFlagOrigin        = msg.T("tell where each value comes from", "각 값의 출처 표시")
	msgHeadSetting       = msg.T("SETTING", "설정")
	msgHeadValue         = msg.T("VALUE", "값")
	msgHeadOrigin        = msg.T("ORIGIN", "출처")
	msgOriginDefault     = msg.T("default", "기본값")
	msgOriginContext     = msg.T("context %s", "컨텍스트 %s")
	msgConfigGetShort    = msg.T("Print one setting", "설정 하나 출력")
	msgConfigGetLong     = msg.T(`Print the value of one setting as commands use it, wherever it comes from; nothing for
one that has none. "current-context" is the context that the config file names.`, `설정 하나의 값을 출처에 관계없이 명령이 사용하는 대로 출력합니다. 값이 없으면
아무것도 출력하지 않습니다. "current-context"는 설정 파일이 지정한
컨텍스트입니다.`)
	msgConfigGetExample = msg.Same("  zdmctl config get server\n  zdmctl config get center --context prod")
	msgConfigSetShort   = msg.T("Write one value of the context, or the current context", "컨텍스트의 값 하나 또는 현재 컨텍스트 저장")
	msgConfigSetLong    = msg.T(`Write one value of the context that --context names, else of the current one. The keys
are those of the config file: server, email, password-command, center, repository,
output, timeout, ca-file, insecure-skip-tls-verify, insecure-plaintext, lang, and
current-context for the choice itself.`, `--context로 지정한 컨텍스트, 없으면 현재 컨텍스트의 값 하나를 저장합니다. 키는
설정 파일과 같습니다: server, email, password-command, center, repository,
output, timeout, ca-file, insecure-skip-tls-verify, insecure-plaintext, lang,
그리고 컨텍스트 선택에 쓰는 current-context.`)
	msgConfigSetExample   = msg.Same("  zdmctl config set center 1 --context prod\n  zdmctl config set output json\n  zdmctl config set current-context prod")
	msgEmptyValue         = msg.T("%s: the value is empty", "%s: 값이 비어 있음")
	msgConfigUnsetShort   = msg.T("Remove one value of the context", "컨텍스트의 값 하나 삭제")
	msgConfigUnsetExample = msg.Same("  zdmctl config unset center --context prod")
	msgConfigPathShort    = msg.T("Print the path of the config file", "설정 파일 경로 출력")
	msgConfigPathExample  = msg.Same("  ${EDITOR:-vi} \"$(zdmctl config path)\"")
)

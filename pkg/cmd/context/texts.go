package context

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgContextShort       = msg.T("Name servers and accounts, and choose between them", "서버와 계정에 이름을 붙이고 선택")
	msgContextListShort   = msg.T("List the contexts", "컨텍스트 목록 표시")
	msgContextListExample = msg.Same("  zdmctl context list\n  zdmctl context list -o json --jq '.data[] | select(.current).name'")
	msgHeadCurrent        = msg.T("CURRENT", "현재")
	msgHeadContext        = msg.T("CONTEXT", "컨텍스트")
	msgHeadAccount        = msg.T("ACCOUNT", "계정")
	msgContextUseShort    = msg.T("Make a context the current one", "현재 컨텍스트로 지정")
	msgContextUseExample  = msg.Same("  zdmctl context use prod")
	msgContextUsed        = msg.T("%s is the current context", "현재 컨텍스트: %s")
	msgContextSetShort    = msg.T("Create or change a context", "컨텍스트 생성 또는 변경")
	msgContextSetLong     = msg.T(`Create or change a context. What a flag does not name stays as it is; "config unset"
removes a value. Beside the flags of this command the global flags --server, --center,
--ca-file, --timeout, --lang, --insecure-plaintext and --insecure-skip-tls-verify say
what the context is to hold.

Where a context gets another server, what belongs to the old one does not go along: its
token, password-command, ca-file and what insecure flags allow.`, `컨텍스트를 만들거나 바꿉니다. 플래그로 지정하지 않은 값은 그대로 두며, 값을
지우려면 "config unset"을 씁니다. 이 명령의 플래그 외에 공통 플래그 --server,
--center, --ca-file, --timeout, --lang, --insecure-plaintext,
--insecure-skip-tls-verify로 컨텍스트에 담을 값을 지정합니다.

서버가 다른 것으로 바뀌면 이전 서버에 속한 토큰, password-command, ca-file,
insecure 플래그의 허용은 함께 옮기지 않습니다.`)
	msgContextSetExample = msg.Same(`  zdmctl context set prod --server https://zdm.example.com:53307 --email ops@example.com
  zdmctl context set prod --center 1 --repository 13
  zdmctl context set prod --password-command 'pass show zdm/prod'`)
	msgFlagRepository     = msg.T("`ID` of the repository of requests that name none", "레포지토리를 지정하지 않은 요청에 쓸 레포지토리 `ID`")
	msgNothingToSet       = msg.T("nothing to set: no flag gives a value", "설정할 값이 없음: 값을 지정한 플래그가 없음")
	msgNewNeedsServer     = msg.T("%s is a new context, and it needs a --server", "%s은(는) 새 컨텍스트이므로 --server가 필요")
	msgContextWritten     = msg.T("context %s is written to %s", "컨텍스트 %s을(를) %s에 저장함")
	msgContextDeleteShort = msg.T("Delete a context and its token", "컨텍스트와 토큰 삭제")
	msgContextDeleteLong  = msg.T(`Delete a context, and its stored token unless another context has the same server and
account. Nothing on the server is touched. To delete the current context needs an answer
on a terminal, or --yes.`, `컨텍스트를 삭제하고, 같은 서버와 계정을 쓰는 다른 컨텍스트가 없으면 저장된
토큰도 삭제합니다. 서버에는 아무 영향이 없습니다. 현재 컨텍스트를 삭제하려면
터미널에서 확인하거나 --yes가 필요합니다.`)
	msgContextDeleteExample = msg.Same("  zdmctl context delete lab\n  zdmctl context delete prod --yes")
	msgDeletesCurrent       = msg.T("%s is the current context: without it commands have no server", "%s은(는) 현재 컨텍스트: 삭제하면 명령에 서버가 없음")
	msgContextDeleted       = msg.T("context %s is deleted", "컨텍스트 %s 삭제됨")
	msgSandboxStays         = msg.T(`the context "sandbox" is always there`, `"sandbox" 컨텍스트는 항상 있음`)
	msgContextImportShort   = msg.T("Make a context of the settings of the vendor's zdm-cli", "zdm-cli의 설정으로 컨텍스트 생성")
	msgContextImportLong    = msg.T(`Make a context of the configuration of the vendor's zdm-cli: address and port, account,
center, repository, and the token as long as it is valid. What was taken and what was
not is said. --server, --center, --ca-file, --insecure-plaintext and
--insecure-skip-tls-verify go before the file: it cannot say that a server speaks http.
zdm-cli and its file stay as they are.`, `zdm-cli의 설정 파일로 컨텍스트를 만듭니다. 주소와 포트, 계정, 센터, 레포지토리,
아직 유효한 토큰을 가져옵니다. 가져온 것과 가져오지 않은 것을 알려 줍니다.
--server, --center, --ca-file, --insecure-plaintext, --insecure-skip-tls-verify는
파일보다 우선합니다. 파일에는 서버가 http를 쓴다는 설정이 없습니다.
zdm-cli와 그 파일은 바꾸지 않습니다.`)
	msgContextImportExample = msg.Same("  zdmctl context import --from zdm-cli\n  zdmctl context import --from zdm-cli --file /mnt/old/.zdm-cli/config.json --name old")
	msgFlagFrom             = msg.T("the tool that the settings are of", "설정을 가져올 도구")
	msgFlagImportFile       = msg.T("`FILE` of the settings (default: .zdm-cli/config.json in the home directory)", "설정 `FILE` (기본값: 홈 디렉터리의 .zdm-cli/config.json)")
	msgFlagImportName       = msg.T("`NAME` of the context", "컨텍스트 `NAME`")
	msgFlagImportYes        = msg.T("replace a context of that name", "같은 이름의 컨텍스트를 대체")
	msgContextExists        = msg.T("the context %s is there already", "컨텍스트 %s이(가) 이미 있음")
	msgImportElsewhere      = msg.T("--yes replaces it, --name makes another one", "--yes는 대체, --name은 다른 이름으로 생성")
	msgImportGiveFile       = msg.T("give the file with --file", "--file로 파일을 지정")
	msgImportNotVendors     = msg.T("%s is not a configuration of zdm-cli: it is not one JSON object", "%s은(는) zdm-cli 설정이 아님: JSON 객체 하나가 아님")
	msgImportTwice          = msg.T("%s is not a configuration of zdm-cli: it gives %s twice", "%s은(는) zdm-cli 설정이 아님: %s이(가) 두 번 나옴")
	msgImportNoServer       = msg.T("%s names no server: zdm.ip must be a host and zdm.port a number from 1 to 65535", "%s에 서버가 없음: zdm.ip는 호스트, zdm.port는 1~65535의 숫자여야 함")
	msgImportTaken          = msg.T("context %s, from %s: %s", "컨텍스트 %s, 출처 %s: %s")
	msgImportLeft           = msg.T("not taken: %s: %s", "가져오지 않음: %s: %s")
	msgImportTokenExpired   = msg.T("it expired %s ago: log in again", "%s 전에 만료됨: 다시 로그인")
	msgImportPathIsRequests = msg.T("the path belongs into a request, as repository.path", "경로는 요청의 repository.path에 지정")
	msgImportFlagWins       = msg.T("%s goes before it", "%s이(가) 우선함")
	msgImportNoUse          = msg.T("zdmctl has no use for it", "zdmctl에서 쓰지 않음")
)

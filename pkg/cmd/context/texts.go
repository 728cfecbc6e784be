package context

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgContextShort       = msg.T("Manage servers and accounts by name", "서버와 계정을 이름으로 관리")
	msgContextListShort   = msg.T("List the contexts", "컨텍스트 목록 표시")
	msgContextListExample = msg.Same("  zdmctl context list\n  zdmctl context list -o json --jq '.data[] | select(.current).name'")
	msgHeadCurrent        = msg.T("CURRENT", "현재")
	msgHeadContext        = msg.T("CONTEXT", "컨텍스트")
	msgHeadAccount        = msg.T("ACCOUNT", "계정")
	msgContextUseShort    = msg.T("Switch to a context", "현재 컨텍스트 전환")
	msgContextUseExample  = msg.Same("  zdmctl context use prod")
	msgContextUsed        = msg.T("the current context is now %s", "현재 컨텍스트: %s")
	msgContextSetShort    = msg.T("Create or change a context", "컨텍스트 생성 또는 변경")
	msgContextSetLong     = msg.T("Create or change a context. Only what a flag sets is changed: those below and the global flags --server, --center, --ca-file, --timeout, --lang, --insecure-plaintext and --insecure-skip-tls-verify.", "컨텍스트를 생성하거나 변경합니다. 아래 플래그와 공통 플래그 --server, --center, --ca-file, --timeout, --lang, --insecure-plaintext, --insecure-skip-tls-verify로 지정한 값만 변경합니다.")
	msgContextSetExample  = msg.Same(`  zdmctl context set prod --server https://zdm.example.com:53307 \
    --email ops@example.com
  zdmctl context set prod --center 1 --repository 13
  zdmctl context set prod --password-command 'pass show zdm/prod'`)
	msgFlagRepository       = msg.T("default repository `ID` for requests without one", "레포지토리를 지정하지 않은 요청에 사용할 레포지토리 `ID`")
	msgNothingToSet         = msg.T("nothing to set: add a flag with a value", "설정할 값이 없습니다. 값을 지정하는 플래그를 추가하세요")
	msgNewNeedsServer       = msg.T("%s is a new context: it needs --server", "새 컨텍스트 %s: --server가 필요합니다")
	msgContextWritten       = msg.T("context %s is saved in %s", "컨텍스트 %s 저장됨 (%s)")
	msgContextDeleteShort   = msg.T("Delete a context and its token", "컨텍스트와 토큰 삭제")
	msgContextDeleteLong    = msg.T("Delete a context, and its stored token unless another context uses it. Nothing on the server is changed.", "컨텍스트를 삭제하고, 다른 컨텍스트에서 사용하지 않는 토큰도 삭제합니다. 서버에는 영향을 주지 않습니다.")
	msgContextDeleteExample = msg.Same("  zdmctl context delete lab\n  zdmctl context delete prod --yes")
	msgDeletesCurrent       = msg.T("%s is the current context: without it, commands have no server", "%s: 현재 컨텍스트입니다. 삭제하면 명령에서 사용할 서버가 없습니다")
	msgContextDeleted       = msg.T("context %s is deleted", "컨텍스트 %s 삭제됨")
	msgSandboxStays         = msg.T(`the context "sandbox" always exists`, `"sandbox" 컨텍스트는 삭제할 수 없습니다`)
	msgContextImportShort   = msg.T("Create a context from the vendor's zdm-cli settings", "벤더 zdm-cli의 설정으로 컨텍스트 생성")
	msgContextImportLong    = msg.T("Create a context from the settings of the vendor's zdm-cli: address, account, center, repository and a token that is still valid. The global flags --server, --center, --ca-file, --insecure-plaintext and --insecure-skip-tls-verify override the file.", "벤더 zdm-cli의 설정(주소, 계정, 센터, 레포지토리, 유효한 토큰)으로 컨텍스트를 생성합니다. 공통 플래그 --server, --center, --ca-file, --insecure-plaintext, --insecure-skip-tls-verify로 지정한 값이 파일보다 우선합니다.")
	msgContextImportExample = msg.Same(`  zdmctl context import --from zdm-cli
  zdmctl context import --from zdm-cli --name old \
    --file /mnt/old/.zdm-cli/config.json`)
	msgFlagFrom             = msg.T("tool to import from (required)", "설정을 가져올 도구 (필수)")
	msgFlagImportFile       = msg.T("settings `FILE` (default: .zdm-cli/config.json in the home directory)", "설정 `FILE` (기본값: 홈 디렉터리의 .zdm-cli/config.json)")
	msgFlagImportName       = msg.T("`NAME` of the context", "컨텍스트 `NAME`")
	msgFlagImportYes        = msg.T("replace an existing context of that name", "이름이 같은 기존 컨텍스트를 대체")
	msgContextExists        = msg.T("the context %s already exists", "컨텍스트 %s: 이미 있습니다")
	msgImportElsewhere      = msg.T("replace it with --yes, or choose another name with --name", "--yes로 대체하거나 --name으로 다른 이름을 지정하세요")
	msgImportGiveFile       = msg.T("name the file with --file", "--file로 파일을 지정하세요")
	msgImportNotVendors     = msg.T("%s is not a zdm-cli configuration: expected one JSON object", "%s: zdm-cli 설정 파일이 아닙니다. JSON 객체 하나여야 합니다")
	msgImportTwice          = msg.T("%s is not a zdm-cli configuration: duplicate key %s", "%s: zdm-cli 설정 파일이 아닙니다. 중복된 키: %s")
	msgImportNoServer       = msg.T("%s contains no server: zdm.ip must be a host and zdm.port a number from 1 to 65535", "%s: 서버 정보가 없습니다. zdm.ip는 호스트, zdm.port는 1~65535의 숫자여야 합니다")
	msgImportTaken          = msg.T("context %s, from %s: %s", "컨텍스트 %s, 출처 %s: %s")
	msgImportLeft           = msg.T("not imported: %s: %s", "가져오지 않음: %s: %s")
	msgImportTokenExpired   = msg.T("it expired %s ago; log in again", "%s 전에 만료되었습니다. 다시 로그인하세요")
	msgImportPathIsRequests = msg.T("set it in each request as repository.path", "요청의 repository.path에 지정하세요")
	msgImportFlagWins       = msg.T("overridden by %s", "%s 값을 우선 적용했습니다")
	msgImportNoUse          = msg.T("not used by zdmctl", "zdmctl에서 사용하지 않습니다")
)

package watch

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWatchShort   = msg.T("Watch a recovery until it ends", "복구 작업이 끝날 때까지 모니터링")
	msgWatchLong    = msg.T("Watch a recovery, or all recoveries of a server, until they end. Ctrl-C and --wait-timeout stop watching, but never the recovery.", "복구 작업 하나 또는 한 서버의 모든 복구 작업을 끝날 때까지 모니터링합니다. Ctrl-C와 --wait-timeout은 모니터링만 중단하며 복구 작업은 계속됩니다.")
	msgWatchExample = msg.Same(`  zdmctl recovery watch web-01-nightly
  zdmctl recovery watch db-01 db-02 --wait-timeout 2h
  zdmctl recovery watch --target web-01-dr -o jsonl`)
	msgFlagWatchSource   = msg.T("watch all recoveries from this source `SERVER` (ID or name)", "이 소스 `SERVER`(ID 또는 이름)의 모든 복구 작업 모니터링")
	msgFlagWatchTarget   = msg.T("watch all recoveries onto this target `SERVER` (ID or name)", "이 타겟 `SERVER`(ID 또는 이름)의 모든 복구 작업 모니터링")
	msgFlagWatchEither   = msg.T("watch all recoveries with this source or target `SERVER`", "소스나 타겟이 이 `SERVER`인 모든 복구 작업 모니터링")
	msgFlagWatchInterval = msg.T("time between polls, at least 1s (default: 1s, growing to 10s)", "조회 간격, 1s 이상 (기본값: 1s에서 10s까지 증가)")
	msgWatchWhat         = msg.T("nothing to watch: name a recovery, or a server with --source, --target or --involving", "모니터링할 대상이 없습니다. 복구 작업의 이름을 지정하거나 --source, --target, --involving으로 서버를 지정하세요")
	msgWatchOneThing     = msg.T("a recovery cannot be combined with %s", "복구 작업과 함께 사용할 수 없는 플래그: %s")
	msgIntervalTooShort  = msg.T(`invalid value "%s" for --interval: must be at least 1s`, `--interval 값 "%s": 1s 이상이어야 합니다`)
	msgFlagWatchFile     = msg.T("watch the recoveries of the requests in `FILE` or directory; can be repeated", "요청 `FILE` 또는 디렉터리에 해당하는 복구 작업 모니터링. 여러 번 지정 가능")
	msgFlagWatchJournal  = msg.T("journal `FILE` of the apply that registered the recovery", "복구 작업을 등록한 apply의 기록 파일 `FILE`")
	msgWatchOneRequest   = msg.T("-f %s: contains %d requests; watch accepts one", "-f %s: 요청이 %d개 있습니다. watch에는 하나만 지정하세요")
	msgWatchFileNames    = msg.T("the request in %s has the jobName %q, not %q", "%s: 요청의 jobName은 %q입니다 (지정한 이름: %q)")
	msgWatchFileNoName   = msg.T("the request in %s has no jobName; name the recovery", "%s: 요청에 jobName이 없습니다. 복구 작업의 이름을 지정하세요")
	msgSeveral           = msg.T("%d recoveries", "복구 작업 %d개")
)

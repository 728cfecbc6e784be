package watch

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWatchShort = msg.T("Watch a recovery until it is over", "복구 작업이 끝날 때까지 진행 상황 표시")
	msgWatchLong  = msg.T(`Watch a recovery, or all recoveries of a server, until they are over: on a terminal with a
bar for each partition, elsewhere with a line for each change. -o jsonl writes an event a
line, -o json and yaml the server's last answer, which is also what --jq filters.

Ctrl-C and --wait-timeout end the watching and never the recovery. A server that does not
answer for a while is asked on.

A recovery that is over already ends the watch at once; "Scheduled" counts as over when
there was a run, for the run that was watched is done. One that has not run yet is waited
for: until its schedule is due or somebody starts it. --source, --target and --involving look
at all recoveries of a server that ZDM tells of, runs of the past too; the watch ends when
each of them has run and none is under way. (--server is the URL of the ZDM server, as
everywhere.)

Exit codes: 0 complete; 3 ended in Error or Canceled, or nothing tells how; 8 the time was
up before; 4 no usable token; 5 the recovery is not there, or deleted; 130 Ctrl-C.`, `복구 작업 하나 또는 한 서버의 모든 복구 작업을 끝날 때까지 지켜봅니다.
터미널에서는 파티션마다 진행 막대를, 그 밖에는 변경마다 한 줄을 출력합니다. -o
jsonl은 이벤트를 한 줄에 하나씩, -o json과 yaml은 서버의 마지막 응답을
출력합니다. --jq도 이 마지막 응답에 적용됩니다.

Ctrl-C와 --wait-timeout은 지켜보기만 끝내며 복구 작업은 계속됩니다. 서버가
한동안 응답하지 않아도 계속 조회합니다.

이미 끝난 복구 작업이면 바로 끝납니다. 실행된 적이 있는 "Scheduled"는 끝난
것으로 봅니다. 아직 실행되지 않은 작업은 스케줄이 되거나 누군가 시작할 때까지
기다립니다. --source, --target, --involving은 그 서버의 모든 작업을 과거 실행까지
포함하며, 모두 한 번 이상 실행되었고 진행 중인 것이 없으면 끝납니다. (--server는
다른 명령과 같이 ZDM 서버의 URL입니다.)

종료 코드: 0 완료; 3 Error 또는 Canceled로 끝났거나 결과를 알 수 없음; 8 시간
초과; 4 사용할 수 있는 토큰 없음; 5 복구 작업이 없거나 삭제됨; 130 Ctrl-C.`)
	msgWatchExample = msg.Same(`  zdmctl recovery watch web-01-nightly
  zdmctl recovery watch web-01-nightly --wait-timeout 2h && notify 'web-01 is back'
  zdmctl recovery watch --target web-01-dr -o jsonl`)
	msgFlagWatchSource   = msg.T("all recoveries of this source `SERVER`, by id or name", "이 소스 `SERVER`(id 또는 이름)의 모든 복구 작업")
	msgFlagWatchTarget   = msg.T("all recoveries onto this target `SERVER`, by id or name", "이 타겟 `SERVER`(id 또는 이름)의 모든 복구 작업")
	msgFlagWatchEither   = msg.T("all recoveries with this `SERVER` on either side, by id or name", "소스나 타겟이 이 `SERVER`(id 또는 이름)인 모든 복구 작업")
	msgFlagWatchInterval = msg.T("time between two looks, 1s or more (default: 1s at first, up to 10s)", "조회 간격, 1s 이상 (기본값: 처음 1s, 최대 10s)")
	msgWatchWhat         = msg.T("nothing to watch: name a recovery, or a server with --source, --target or --involving", "지켜볼 대상 없음: 복구 작업 이름, 또는 --source, --target, --involving으로 서버를 지정")
	msgWatchOneThing     = msg.T("a recovery and %s exclude each other", "복구 작업과 %s은(는) 함께 쓸 수 없음")
	msgIntervalTooShort  = msg.T("--interval: %s is below 1s", "--interval: %s은(는) 1s보다 짧음")
	msgFlagWatchFile     = msg.T("request that the recovery was registered from (- is standard input)", "복구 작업을 등록한 요청 파일(-는 표준 입력)")
	msgFlagWatchJournal  = msg.T("journal of the apply that registered the recovery", "복구 작업을 등록한 apply의 기록 파일")
	msgWatchOneRequest   = msg.T("-f %s holds %d requests; watch takes one", "-f %s: 요청 %d개가 있음. watch에는 하나만 지정하세요")
	msgWatchFileNames    = msg.T("the request in %s has the jobName %q, not %q", "%s의 요청 jobName: %q (지정한 이름: %q)")
	msgWatchFileNoName   = msg.T("the request in %s has no jobName; name the recovery", "%s의 요청에 jobName이 없음. 복구 작업 이름을 지정하세요")
)

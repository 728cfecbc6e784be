package msg

// recovery watch, and --wait of recovery create.
var (
	WatchShort = Text{EN: "Watch a recovery until it is over", KO: "복구 작업이 끝날 때까지 진행 상황 표시"}
	WatchLong  = Text{EN: `Watch a recovery, or all recoveries of a server, until they are over: on a terminal with a
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
up before; 4 no usable token; 5 the recovery is not there, or deleted; 130 Ctrl-C.`,
		KO: `복구 작업 하나 또는 한 서버의 모든 복구 작업을 끝날 때까지 지켜봅니다.
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
초과; 4 사용할 수 있는 토큰 없음; 5 복구 작업이 없거나 삭제됨; 130 Ctrl-C.`}
	WatchExample = Text{EN: `  zdmctl recovery watch web-01-nightly
  zdmctl recovery watch web-01-nightly --wait-timeout 2h && notify 'web-01 is back'
  zdmctl recovery watch --target web-01-dr -o jsonl`}
	FlagWatchSource   = Text{EN: "all recoveries of this source `SERVER`, by id or name", KO: "이 소스 `SERVER`(id 또는 이름)의 모든 복구 작업"}
	FlagWatchTarget   = Text{EN: "all recoveries onto this target `SERVER`, by id or name", KO: "이 타겟 `SERVER`(id 또는 이름)의 모든 복구 작업"}
	FlagWatchEither   = Text{EN: "all recoveries with this `SERVER` on either side, by id or name", KO: "소스나 타겟이 이 `SERVER`(id 또는 이름)인 모든 복구 작업"}
	FlagWatchInterval = Text{EN: "time between two looks, 1s or more (default: 1s at first, up to 10s)", KO: "조회 간격, 1s 이상 (기본값: 처음 1s, 최대 10s)"}
	FlagWait          = Text{EN: "wait until the recovery is over, as recovery watch does", KO: "recovery watch와 같이 복구 작업이 끝날 때까지 대기"}
	FlagWaitTimeout   = Text{EN: "stop waiting after this time with exit code 8 (0: never); the recovery goes on", KO: "이 시간이 지나면 종료 코드 8로 대기를 끝냄 (0: 끝내지 않음); 복구 작업은 계속됨"}

	WatchWhat         = Text{EN: "nothing to watch: name a recovery, or a server with --source, --target or --involving", KO: "지켜볼 대상 없음: 복구 작업 이름, 또는 --source, --target, --involving으로 서버를 지정"}
	WatchOneThing     = Text{EN: "a recovery and %s exclude each other", KO: "복구 작업과 %s은(는) 함께 쓸 수 없음"}
	IntervalTooShort  = Text{EN: "--interval: %s is below 1s", KO: "--interval: %s은(는) 1s보다 짧음"}
	TimeoutNegative   = Text{EN: "--wait-timeout: %s is below 0", KO: "--wait-timeout: %s은(는) 0보다 작음"}
	TimeoutNeedsWait  = Text{EN: "--wait-timeout is for --wait", KO: "--wait-timeout은 --wait와 함께 사용"}
	NoJobToWaitFor    = Text{EN: "the recovery is registered, and the answer does not name it: it cannot be waited for", KO: "복구 작업은 등록되었으나 응답에 이름이 없어 대기할 수 없음"}
	WatchNothing      = Text{EN: "there is no recovery of server %q", KO: "서버 %q의 복구 작업 없음"}
	WatchGone         = Text{EN: "%s is there no longer: it was deleted while it was watched", KO: "%s이(가) 더 이상 없음: 지켜보는 동안 삭제됨"}
	WatchNeverShown   = Text{EN: "%s is registered, and the server does not show it", KO: "%s은(는) 등록되었으나 서버가 표시하지 않음"}
	WatchStopped      = Text{EN: "stopped watching %s; the recovery goes on", KO: "%s 지켜보기를 끝냄; 복구 작업은 계속됨"}
	WatchDeadline     = Text{EN: "%s is not over after %s; the recovery goes on", KO: "%s이(가) %s 후에도 끝나지 않음; 복구 작업은 계속됨"}
	WatchNoAnswer     = Text{EN: "polling has failed since %s: %s", KO: "%s부터 조회 실패: %s"}
	WatchEnded        = Text{EN: "%s ended in %s", KO: "%s이(가) %s(으)로 끝남"}
	WatchEndedUntold  = Text{EN: "%s is over, and nothing tells how it ended", KO: "%s이(가) 끝났으나 결과를 알 수 없음"}
	WatchNewest       = Text{EN: "note: %d recoveries are named %s; this is the newest, id %s", KO: "참고: 이름이 %[2]s인 복구 작업이 %[1]d개 있음; 가장 최근인 id %[3]s을(를) 지켜봄"}
	WatchFailing      = Text{EN: "polling fails since %s: %s; asking on", KO: "%s부터 조회 실패: %s; 계속 조회함"}
	WatchAnswers      = Text{EN: "polling works again", KO: "조회가 다시 됨"}
	WatchForStart     = Text{EN: "waits for a start; start it with: %s", KO: "시작을 기다림; 시작 명령: %s"}
	WatchForSchedule  = Text{EN: "waits for its schedule: %s", KO: "스케줄을 기다림: %s"}
	WatchServerWaits  = Text{EN: "not run yet, and waited for: %s", KO: "아직 실행되지 않아 기다리는 작업: %s"}
	WatchPart         = Text{EN: "%s: %s", KO: "%s: %s"}
	WatchCtrlC        = Text{EN: "Ctrl-C stops watching; the recovery goes on.", KO: "Ctrl-C는 지켜보기만 끝내며 복구 작업은 계속됨."}
	NotAwaited        = Text{EN: "its end was not waited for: what was registered may be under way", KO: "끝날 때까지 기다리지 않음: 등록된 부분은 진행 중일 수 있음"}
	WatchNext         = Text{EN: "next: %s", KO: "다음: %s"}
	WatchLeftSeconds  = Text{EN: "about %ds left", KO: "약 %d초 남음"}
	WatchLeftMinutes  = Text{EN: "about %dm left", KO: "약 %d분 남음"}
	WatchLeftHours    = Text{EN: "about %dh %02dm left", KO: "약 %d시간 %02d분 남음"}
	ProgressMoreLines = Text{EN: "… and %d more", KO: "… 외 %d개"}

	FlagWatchFile    = Text{EN: "request that the recovery was registered from (- is standard input)", KO: "복구 작업을 등록한 요청 파일(-는 표준 입력)"}
	FlagWatchJournal = Text{EN: "journal of the apply that registered the recovery", KO: "복구 작업을 등록한 apply의 기록 파일"}
	WatchOneRequest  = Text{EN: "-f %s holds %d requests; watch takes one", KO: "-f %s: 요청 %d개가 있음. watch에는 하나만 지정하세요"}
	WatchFileNames   = Text{EN: "the request in %s has the jobName %q, not %q", KO: "%s의 요청 jobName: %q (지정한 이름: %q)"}
	WatchFileNoName  = Text{EN: "the request in %s has no jobName; name the recovery", KO: "%s의 요청에 jobName이 없음. 복구 작업 이름을 지정하세요"}
	WatchLacks       = Text{EN: "%s ended in Complete, without partitions that were requested: %s", KO: "%s: Complete로 끝났으나 요청한 파티션이 빠짐: %s"}
	WatchWasPartial  = Text{EN: "%s ended in Complete, but was not registered as requested: %s", KO: "%s: Complete로 끝났으나 요청대로 등록되지 않았음: %s"}
)

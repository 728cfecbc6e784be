package apply

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgApplyShort = msg.T("Register many recoveries, each once", "여러 복구 작업을 한 번씩만 등록")
	msgApplyLong  = msg.T(`Register many recoveries, several at a time. Each request needs a jobName. A job whose name is
there is left alone, or with --update changed where it differs; the others are registered.
A job of the same name that restores other servers is a failure.

All files are checked before anything is sent. A file may hold several documents. A directory
stands for the .yaml, .yml and .json files in it and below; names that begin with a dot are
left out.

Each recovery ends as created, updated, unchanged, partial (some of its partitions failed),
failed (nothing was registered), unknown (sent, and the answer is lost) or skipped (not sent).
The table shows those that need attention, -o wide all. The exit code is that of the worst: 7, 3, 1, 4, 6, 5, 0,
in this order.

--journal FILE keeps what was done. After a crash, a kill or a lost connection the same command goes
on where it stopped: what was registered is not sent again. A request that was under way is
looked up. Where it is not there, it is sent again, but only after --timeout (120s unless given) and
--settle have passed since it was sent, and the server still does not know it; the command waits
for that. Without a journal, a run after an unknown outcome sends what the server does not know yet:
find out first.

--update changes platform, schedule, mode, afterReboot, mailEvent, networkLimit, scriptPath and scriptRun.
Of other differences a warning tells. What a server does not show (user, autoStart, excludePartition,
cloudAuth) is not compared.`, `여러 복구 작업을 동시에 등록합니다. 각 요청에는 jobName이 있어야 합니다. 같은
이름의 작업이 이미 있으면 그대로 두고, --update를 쓰면 다른 부분을 변경합니다.
나머지는 등록합니다. 이름은 같지만 다른 서버를 복구하는 작업이 있으면
실패입니다.

모든 파일을 먼저 검사하고 나서 전송합니다. 한 파일에 여러 문서를 담을 수
있습니다. 디렉터리는 그 안과 하위의 .yaml, .yml, .json 파일을 뜻하며,
점으로 시작하는 이름은 제외합니다.

각 작업의 결과는 created(등록), updated(변경), unchanged(그대로), partial(일부
파티션 실패), failed(등록되지 않음), unknown(전송했으나 응답 유실),
skipped(전송하지 않음) 중 하나입니다. 표에는 확인이 필요한 것만, -o wide에는
모두 표시합니다. 종료 코드는 가장 나쁜 결과의 것입니다. 나쁜 순서는 7, 3, 1, 4,
6, 5, 0입니다.

--journal FILE은 수행한 일을 기록합니다. 비정상 종료나 연결 끊김 뒤에 같은
명령을 실행하면 멈춘 곳부터 계속합니다. 등록된 것은 다시 보내지 않습니다. 전송
중이던 요청은 조회합니다. 작업이 없으면 전송 후 --timeout(지정하지 않으면
120s)과 --settle이 지나고 나서도 서버에 없을 때만 다시 보내며, 그때까지
기다립니다. 기록 파일이 없으면 결과를 알 수 없던 요청도 서버에 없을 때 다시
전송되므로 먼저 확인해야 합니다.

--update는 platform, schedule, mode, afterReboot, mailEvent, networkLimit,
scriptPath, scriptRun을 변경합니다. 그 밖의 차이는 경고로 알립니다. 서버가 보여
주지 않는 값(user, autoStart, excludePartition, cloudAuth)은 비교하지 않습니다.`)
	msgApplyExample = msg.Same(`  zdmctl recovery apply -f wave1/ --parallel 8 --journal wave1.journal
  zdmctl recovery apply -f web.yaml -f db.yaml --dry-run
  generate | zdmctl recovery apply -f - -o jsonl`)
	msgFlagApplyFiles   = msg.T("`FILE` or directory with requests (- is standard input); may be repeated", "요청이 담긴 `FILE` 또는 디렉터리(-는 표준 입력). 여러 번 지정 가능")
	msgFlagParallel     = msg.T("send up to `N` requests at a time, 1 to 64", "동시에 보낼 요청 수 `N`(1~64)")
	msgFlagJournal      = msg.T("keep in `FILE` what was done, and go on from there", "수행한 일을 `FILE`에 기록하고 거기서부터 계속")
	msgFlagFailFast     = msg.T("send nothing more after the first failure", "처음 실패하면 더 이상 전송하지 않음")
	msgFlagApplyDry     = msg.T("tell what would be done, and send nothing but questions", "조회만 하고 수행할 일을 표시")
	msgFlagUpdate       = msg.T("change jobs that are there where the request differs", "이미 있는 작업이 요청과 다르면 변경")
	msgNothingToApply   = msg.T("nothing to apply: no file given", "적용할 것이 없음: 파일이 지정되지 않음")
	msgNameFilesToSend  = msg.T("name files or directories with -f", "-f로 파일이나 디렉터리를 지정")
	msgParallelRange    = msg.T("--parallel %d is not between 1 and %d", "--parallel %d은(는) 1에서 %d 사이가 아님")
	msgNeedsJobName     = msg.T("is required: apply finds out by its name whether a job is there", "필수: apply는 이름으로 작업의 유무를 확인함")
	msgWaitingFor       = msg.T("waiting up to %[2]s for requests (%[1]d) that an earlier run has sent", "이전 실행에서 전송한 요청 %[1]d개를 최대 %[2]s 동안 기다림")
	msgHeadOutcome      = msg.T("OUTCOME", "결과")
	msgHeadPlace        = msg.T("FILE", "파일")
	msgCannotBeChanged  = msg.T("different, and cannot be changed: %s", "다르지만 변경할 수 없음: %s")
	msgSomeDiffer       = msg.T("jobs that differ from their requests in what cannot be changed: %d", "작업 %d개가 요청과 다르며 그 차이는 변경할 수 없음")
	msgMoreRemarks      = msg.T("%d more; -o json has all of them", "그 밖에 %d개. 전체는 -o json으로 확인하세요")
	msgDryRunSummary    = msg.T("%s (dry run: nothing was changed)", "%s(모의 실행: 변경된 것 없음)")
	msgJournalSummary   = msg.T("%s     (journal: %s)", "%s     (기록 파일: %s)")
	msgProgressStart    = msg.T("%d/%d  %d failed", "%d/%d  실패 %d")
	msgProgressLine     = msg.T("%[1]d/%[2]d  %[3]d failed  %[4]d/s  about %[5]s left", "%[1]d/%[2]d  실패 %[3]d  %[4]d/s  약 %[5]s 남음")
	msgNotApplied       = msg.T("of the recoveries (%d): %s", "복구 작업 %d개 중: %s")
	msgApplyInterrupted = msg.T("interrupted; of the recoveries (%d): %s", "중단됨. 복구 작업 %d개 중: %s")
)

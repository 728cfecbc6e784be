package apply

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgApplyShort = msg.T("Register many recoveries, each exactly once", "여러 복구 작업을 중복 없이 등록")
	msgApplyLong  = msg.T(`Register recoveries from files and directories, several at a time. Every request needs a jobName: an existing recovery with that name is left alone, or changed with --update.

With --journal FILE, run the same command again to resume after an interruption; nothing is registered twice. The exit code is that of the worst outcome.`, `파일과 디렉터리의 복구 작업을 동시에 여러 개씩 등록합니다. 모든 요청에 jobName이 필요하며, 이름이 같은 기존 작업은 그대로 두거나 --update로 변경합니다.

--journal FILE을 지정하면 중단된 뒤 같은 명령을 다시 실행하여 재개할 수 있고, 중복 등록되지 않습니다. 가장 심각한 결과의 종료 코드를 반환합니다.`)
	msgApplyExample = msg.Same(`  zdmctl recovery apply -f wave1/ --parallel 8 --journal wave1.journal
  zdmctl recovery apply -f web.yaml -f db.yaml --dry-run
  generate | zdmctl recovery apply -f - -o jsonl`)
	msgFlagApplyFiles   = msg.T("`FILE` or directory with requests (- is standard input); can be repeated (required)", "요청이 담긴 `FILE` 또는 디렉터리 (-는 표준 입력). 여러 번 지정 가능 (필수)")
	msgFlagParallel     = msg.T("send up to `N` requests at a time, 1 to 64", "동시에 전송할 요청 수 `N` (1~64)")
	msgFlagJournal      = msg.T("record progress in `FILE`; run the same command again to resume", "진행 상황을 `FILE`에 기록. 같은 명령을 다시 실행하면 재개")
	msgFlagFailFast     = msg.T("stop sending after the first failure", "처음 실패하면 전송 중단")
	msgFlagApplyDry     = msg.T("show what would be done without changing anything", "변경하지 않고 수행할 작업만 표시")
	msgFlagUpdate       = msg.T("change existing recoveries that differ from their request", "요청과 다른 기존 복구 작업을 변경")
	msgNothingToApply   = msg.T("nothing to apply: no file given", "적용할 요청이 없습니다. 파일을 지정하지 않았습니다")
	msgNameFilesToSend  = msg.T("name files or directories with -f", "-f로 파일이나 디렉터리를 지정하세요")
	msgParallelRange    = msg.T(`invalid value "%d" for --parallel: must be between 1 and %d`, `--parallel 값 "%d": 1~%d 사이여야 합니다`)
	msgNeedsJobName     = msg.T("is required: apply finds existing recoveries by name", "필수입니다. apply는 이름으로 기존 복구 작업을 찾습니다")
	msgWaitingFor       = msg.N("waiting up to %s for %d request sent by an earlier run", "waiting up to %s for %d requests sent by an earlier run", "이전 실행에서 전송한 요청 %[2]d개를 최대 %[1]s 동안 기다리는 중")
	msgHeadOutcome      = msg.T("OUTCOME", "결과")
	msgHeadPlace        = msg.T("FILE", "파일")
	msgCannotBeChanged  = msg.T("different, but cannot be changed: %s", "다르지만 변경할 수 없음: %s")
	msgSomeDiffer       = msg.N("%d recovery differs from its request in fields that cannot be changed", "%d recoveries differ from their requests in fields that cannot be changed", "복구 작업 %d개가 변경할 수 없는 필드에서 요청과 다릅니다")
	msgMoreRemarks      = msg.T("%d more; -o json shows all", "그 밖에 %d개. 전체는 -o json으로 확인하세요")
	msgDryRunSummary    = msg.T("%s (dry run: nothing was changed)", "%s(모의 실행: 변경된 것 없음)")
	msgJournalSummary   = msg.T("%s     (journal: %s)", "%s     (기록 파일: %s)")
	msgProgressStart    = msg.T("%d/%d  %d failed", "%d/%d  실패 %d")
	msgProgressLine     = msg.T("%[1]d/%[2]d  %[3]d failed  %[4]d/s  about %[5]s left", "%[1]d/%[2]d  실패 %[3]d  %[4]d/s  약 %[5]s 남음")
	msgNotApplied       = msg.T("not all recoveries were registered: %[2]s (total: %[1]d)", "복구 작업 %d개 중 일부를 등록하지 못했습니다: %s")
	msgApplyInterrupted = msg.T("interrupted: %[2]s (total: %[1]d)", "중단되었습니다. 복구 작업 %d개 중: %s")
	msgFlagStart        = msg.T("start each recovery that this command registers; existing ones are not started", "이 명령으로 등록한 복구 작업을 바로 시작. 기존 작업은 시작하지 않음")
	msgNotStarted       = msg.T("existing recoveries, which --start does not start: %d; if one has not run, start it: %s", "--start로 시작하지 않은 기존 복구 작업: %d개. 실행되지 않은 작업은 다음과 같이 시작하세요: %s")
	msgFlagPlan         = msg.T("check all requests against the server first, and send nothing if there are errors", "먼저 모든 요청을 서버에서 확인하고, 오류가 있으면 전송하지 않음")
	msgFlagExitCode     = msg.T("with --dry-run: exit with 9 if anything differs", "--dry-run과 함께: 다른 점이 있으면 종료 코드 9")
	msgExitCodeAlone    = msg.T("--exit-code requires --dry-run", "--exit-code는 --dry-run과 함께 사용하세요")
	msgSomeBlocked      = msg.N("blocked: %d of %d recovery", "blocked: %d of %d recoveries", "복구 작업 %[2]d개 중 %[1]d개를 등록할 수 없습니다")
	msgNotPlanned       = msg.T("not checked against the server: %s", "서버에서 확인하지 못했습니다: %s")
	msgNotApplicable    = msg.T("not all recoveries can be registered: %[2]s (total: %[1]d; dry run: nothing was changed)", "복구 작업 %d개 중 일부는 등록할 수 없습니다: %s (모의 실행: 변경된 것 없음)")
	msgDifferent        = msg.T("registered recoveries differ from their requests: %[2]s (total: %[1]d; dry run: nothing was changed)", "요청과 다르게 등록된 복구 작업이 있습니다: %[2]s (전체 %[1]d개, 모의 실행: 변경된 것 없음)")
)

package recovery

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgStartShort = msg.T("Start recoveries", "복구 작업 시작")
	msgStartLong  = msg.T(`Start the run of recoveries, each with a call of its own, which is sent once. A name that several
recoveries have is refused. A failure does not keep the others from their start; the exit code is that
of the worst. With -o json, one NAME gives the server's answer, and several an array of objects with
name, outcome, and answer or error.`, `복구 작업을 각각 한 번씩 호출하여 실행을 시작합니다. 여러 복구 작업이 가진
이름은 거부합니다. 하나가 실패해도 나머지는 시작하며, 종료 코드는 가장 나쁜
것입니다. -o json은 NAME 하나면 서버의 응답을, 여럿이면 name, outcome과 answer
또는 error를 가진 객체의 배열을 출력합니다.`)
	msgStartExample  = msg.Same("  zdmctl recovery start web-01-nightly\n  zdmctl recovery start web-01-nightly web-02-nightly")
	msgHasStarted    = msg.T("Started %s", "%s 시작됨")
	msgNotAllStarted = msg.T("not started: %d of %d recoveries", "시작되지 않음: 복구 작업 %[2]d개 중 %[1]d개")
	msgStopShort     = msg.T("Stop recoveries", "복구 작업 중지")
	msgStopLong      = msg.T(`Stop the run of recoveries, each with a call of its own, which is sent once. A name that several
recoveries have is refused. A failure does not keep the others from their stop; the exit code is that
of the worst. With -o json, one NAME gives the server's answer, and several an array of objects with
name, outcome, and answer or error.`, `복구 작업을 각각 한 번씩 호출하여 실행을 중지합니다. 여러 복구 작업이 가진
이름은 거부합니다. 하나가 실패해도 나머지는 중지하며, 종료 코드는 가장 나쁜
것입니다. -o json은 NAME 하나면 서버의 응답을, 여럿이면 name, outcome과 answer
또는 error를 가진 객체의 배열을 출력합니다.`)
	msgStopExample   = msg.Same("  zdmctl recovery stop web-01-nightly")
	msgHasStopped    = msg.T("Stopped %s", "%s 중지됨")
	msgNotAllStopped = msg.T("not stopped: %d of %d recoveries", "중지되지 않음: 복구 작업 %[2]d개 중 %[1]d개")
	msgDeleteShort   = msg.T("Delete recoveries with their history and logs", "복구 작업을 이력, 로그와 함께 삭제")
	msgDeleteLong    = msg.T(`Delete recoveries with their history and logs. It asks on a terminal, and needs --yes without one.

A name that several recoveries have is refused. Each is deleted with a call of its own, which is sent
once; a failure does not keep the others from theirs, and the exit code is that of the worst. A server
that answers success and deleted nothing is an error (exit code 5). With -o json, one NAME gives the
server's answer, and several an array of objects with name, outcome, and answer or error.`, `복구 작업을 이력, 로그와 함께 삭제합니다. 터미널에서는 묻고, 터미널이 아니면
--yes가 필요합니다.

여러 복구 작업이 가진 이름은 거부합니다. 각각 한 번만 호출하여 삭제하며, 하나가
실패해도 나머지는 삭제하고, 종료 코드는 가장 나쁜 것입니다. 서버가 성공이라고
답했으나 아무것도 삭제하지 않았으면 오류(종료 코드 5)입니다. -o json은 NAME
하나면 서버의 응답을, 여럿이면 name, outcome과 answer 또는 error를 가진 객체의
배열을 출력합니다.`)
	msgDeleteExample = msg.Same("  zdmctl recovery delete web-01-nightly\n  zdmctl recovery delete 1 2 --yes")
	msgDeleteOne     = msg.T("Delete recovery %s (%s -> %s) with its history and logs? [y/N] ", "복구 작업 %s (%s -> %s)을(를) 이력, 로그와 함께 삭제하시겠습니까? [y/N] ")
	msgDeleteListed  = msg.T("  %s (%s -> %s)", "  %s (%s -> %s)")
	msgDeleteSeveral = msg.T("Delete these %d recoveries with their history and logs? [y/N] ", "이 복구 작업 %d개를 이력, 로그와 함께 삭제하시겠습니까? [y/N] ")
	msgDeleteRunning = msg.T("%s is under way (%s)", "%s이(가) 진행 중임 (%s)")
	msgDeletionOf    = msg.T("the deletion of %s", "%s의 삭제")
	msgRecoveryShort = msg.T("Register recoveries, watch and change them", "복구 작업 등록과 관리")
	msgValidateShort = msg.T("Check recovery requests without sending them", "복구 요청을 보내지 않고 검사")
	msgValidateLong  = msg.T(`Check recovery requests on this machine; no server is asked.

A file may hold several documents. A directory stands for the .yaml, .yml and .json files
in it and below, but for names that begin with a dot. All that is wrong is told in one
run, and the exit code is then 2.`, `이 컴퓨터에서 복구 요청을 검사합니다. 서버에 묻지 않습니다.

한 파일에 여러 문서가 있을 수 있습니다. 디렉터리는 그 안과 아래의 .yaml, .yml,
.json 파일을 뜻하며, 점으로 시작하는 이름은 제외합니다. 잘못된 것을 한 번에 모두
알리며, 그때 종료 코드는 2입니다.`)
	msgValidateExample = msg.Same(`  zdmctl recovery validate -f web-01.yaml
  zdmctl recovery validate -f recoveries/ -f more.yaml --strict
  generate | zdmctl recovery validate -f -`)
	msgFlagFiles        = msg.T("`FILE` or directory to check (- is standard input); may be repeated", "검사할 `FILE` 또는 디렉터리 (-는 표준 입력); 여러 번 지정 가능")
	msgAllValid         = msg.T("%d requests are valid", "요청 %d개가 올바름")
	msgOneValid         = msg.T("1 request is valid", "요청 1개가 올바름")
	msgNothingToCheck   = msg.T("nothing to check: no file given", "검사할 것이 없음: 파일이 지정되지 않음")
	msgNameFilesToCheck = msg.T("name files or directories with -f", "-f로 파일이나 디렉터리를 지정")
	msgListShort        = msg.T("List recoveries", "복구 작업 목록 조회")
	msgListExample      = msg.Same(`  zdmctl recovery list
  zdmctl recovery list --status error -o wide
  zdmctl recovery list --target web-01-dr --all -o jsonl`)
	msgFlagListTarget   = msg.T("only those onto this target `SERVER`, by id or name", "이 타겟 `SERVER`(id 또는 이름)의 작업만")
	msgFlagListEither   = msg.T("only those with this `SERVER` on either side, by id or name", "소스나 타겟이 이 `SERVER`(id 또는 이름)인 작업만")
	msgFlagListPlatform = msg.T("only those onto this platform", "이 플랫폼의 작업만")
	msgGetShort         = msg.T("Show a recovery", "복구 작업 조회")
	msgGetLong          = msg.T(`Show a recovery with its partitions. A NAME of digits only is taken for an id, as the API does; --by name
finds the recovery of that name.`, `복구 작업을 파티션과 함께 표시합니다. 숫자로만 된 NAME은 API와 같이 id로
해석합니다. --by name을 쓰면 그 이름의 복구 작업을 찾습니다.`)
	msgGetExample = msg.Same(`  zdmctl recovery get web-01-nightly
  zdmctl recovery get 1 -o json --jq .data.job.info.status.current`)
	msgHistoryShort = msg.T("List the past runs of recoveries", "복구 작업 실행 이력 조회")
	msgHistoryLong  = msg.T(`List the past runs of a recovery, or of all. A NAME of digits only is taken for an id, unless --by says
otherwise. Servers before 1.1 keep no histories.`, `한 복구 작업 또는 전체의 실행 이력을 표시합니다. 숫자로만 된 NAME은 --by가 없으면 id로
해석합니다. 1.1 이전 서버에는 이력이 없습니다.`)
	msgHistoryExample = msg.Same(`  zdmctl recovery history web-01-nightly
  zdmctl recovery history --result failed --all -o jsonl`)
	msgFlagHistorySource    = msg.T("only runs of this source `SERVER`, by name", "이 소스 `SERVER`(이름)의 실행만")
	msgFlagHistoryTarget    = msg.T("only runs onto this target `SERVER`, by name", "이 타겟 `SERVER`(이름)의 실행만")
	msgFlagHistoryPartition = msg.T("only runs that restored this `PARTITION` or drive", "이 `PARTITION` 또는 드라이브를 복구한 실행만")
	msgFlagHistoryResult    = msg.T("only runs that ended so", "이 결과로 끝난 실행만")
	msgFieldTarget          = msg.T("Target", "타겟")
	msgFieldPlatform        = msg.T("Platform", "플랫폼")
	msgFieldAfterReboot     = msg.T("Then", "복구 후")
	msgFieldNetworkLimit    = msg.T("Network limit", "네트워크 제한")
	msgFieldScript          = msg.T("Script", "스크립트")
	msgFieldMail            = msg.T("Mail", "메일")
	msgHeadPlatform         = msg.T("PLATFORM", "플랫폼")
	msgHeadSchedule         = msg.T("SCHEDULE", "스케줄")
	msgHeadElapsed          = msg.T("ELAPSED", "경과")
	msgHeadResult           = msg.T("RESULT", "결과")
	msgHeadEnd              = msg.T("ENDED", "종료")
)

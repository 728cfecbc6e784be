package apply

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgListOnlyWayOut     = msg.T("a request that lists its partitions with listOnly: true writes no others", "listOnly: true로 파티션을 지정하면 나머지 파티션에는 쓰지 않습니다")
	msgTooManyOnto        = msg.T("more than %d recoveries are registered for %s", "%[2]s에 등록된 복구 작업이 %[1]d개보다 많음")
	msgNamedAlike         = msg.T("%d jobs have this name; none was changed", "이 이름의 작업이 %d개 있어 변경하지 않음")
	msgConfirmed          = msg.T("confirmed by look-up (%s)", "조회로 확인됨(%s)")
	msgMayStillAppear     = msg.T("sent by an earlier run, which waited for the response until its time was up; the server may still be at work on it, so it is not sent again", "이전 실행에서 전송했으나 제한 시간 안에 응답이 없었음. 서버가 아직 처리 중일 수 있어 다시 전송하지 않음")
	msgJournalNotOpened   = msg.T("the journal %s cannot be opened: %s", "기록 파일 %s을(를) 열 수 없음: %s")
	msgJournalNotWritten  = msg.T("the journal %s cannot be written: %s", "기록 파일 %s에 쓸 수 없음: %s")
	msgNameAnotherJournal = msg.T("name another file with --journal", "--journal로 다른 파일을 지정")
	msgAfterDamage        = msg.T("look at the server's jobs (zdmctl recovery list); with a new journal, those that are there are left alone", "서버의 작업을 확인(zdmctl recovery list). 새 기록 파일을 쓰면 이미 있는 작업은 그대로 둠")
	msgAfterChange        = msg.T("undo the change, or apply it with --update", "변경을 되돌리거나, --update로 적용")
	msgAfterMissing       = msg.T("give their requests too, or look them up and start a new journal", "해당 요청도 지정하거나, 조회한 뒤 새 기록 파일로 시작")
)

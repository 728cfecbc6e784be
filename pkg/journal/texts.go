package journal

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgNotOpened   = msg.T("cannot open the journal %s: %s", "기록 파일을 열 수 없습니다: %s: %s")
	msgNotWritten  = msg.T("cannot write the journal %s: %s", "기록 파일에 쓸 수 없습니다: %s: %s")
	msgTooLarge    = msg.T("the journal %s is larger than %d MB", "기록 파일 %s: %d MB보다 큽니다")
	msgNameARun    = msg.T("specify the journal of a `recovery run` or `recovery apply`", "`recovery run`이나 `recovery apply`의 기록 파일을 지정하세요")
	msgUseACopy    = msg.T("the file was changed after it was written; use an intact copy", "기록된 뒤 변경된 파일입니다. 손상되지 않은 사본을 사용하세요")
	msgNameAnother = msg.T("specify another file with --journal", "--journal로 다른 파일을 지정하세요")
	msgAfterDamage = msg.T("check the recoveries on the server (zdmctl recovery list); a run with a new journal does not register existing ones again", "서버의 복구 작업을 확인하세요(zdmctl recovery list). 새 기록 파일로 실행해도 이미 있는 작업은 다시 등록하지 않습니다")
)

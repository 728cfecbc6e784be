package journal

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgNotOpened   = msg.T("cannot open the journal %s: %s", "기록 파일을 열 수 없습니다: %s: %s")
	msgNotWritten  = msg.T("cannot write the journal %s: %s", "기록 파일에 쓸 수 없습니다: %s: %s")
	msgNameAnother = msg.T("specify another file with --journal", "--journal로 다른 파일을 지정하세요")
	msgAfterDamage = msg.T("check the recoveries on the server (zdmctl recovery list); a run with a new journal does not register existing ones again", "서버의 복구 작업을 확인하세요(zdmctl recovery list). 새 기록 파일로 실행해도 이미 있는 작업은 다시 등록하지 않습니다")
)

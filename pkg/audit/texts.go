package audit

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgNotRecorded = msg.T("nothing was sent, because audit-log cannot record it: %s", "감사 기록(audit-log)을 남길 수 없어 전송하지 않았습니다: %s")
	msgNotWritten  = msg.T("cannot write %s: %s", "파일을 저장할 수 없습니다: %s: %s")
	msgWayOut      = msg.T("make the file writable by you only, or specify another: zdmctl config set audit-log FILE", "본인만 쓸 수 있는 파일로 바꾸거나 다른 파일을 지정하세요: zdmctl config set audit-log FILE")
)

package apply

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgNamedAlike     = msg.T("%d recoveries have this name; none was changed", "이 이름의 복구 작업이 %d개 있어 변경하지 않았습니다")
	msgConfirmed      = msg.T("confirmed by lookup (%s)", "조회로 확인했습니다(%s)")
	msgMayStillAppear = msg.T("sent by an earlier run, which timed out waiting for the response; the server may still be processing it, so it is not sent again", "이전 실행에서 전송했으나 제한 시간 안에 응답이 없었습니다. 서버가 아직 처리 중일 수 있어 다시 전송하지 않습니다")
	msgAfterChange    = msg.T("undo the change, or apply it with --update", "변경을 되돌리거나 --update로 적용하세요")
	msgAfterMissing   = msg.T("add these requests again, or check the recoveries on the server and start a new journal", "해당 요청을 다시 지정하거나, 서버의 복구 작업을 확인한 뒤 새 기록 파일로 시작하세요")
	msgListOnlyWayOut = msg.T("a request that lists its partitions with listOnly: true writes no others", "listOnly: true로 파티션을 지정하면 나머지 파티션에는 쓰지 않습니다")
	msgNotCompared    = msg.T("nothing was sent; run the same command again when %q succeeds", "아무것도 보내지 않았습니다. %q 명령이 성공하면 같은 명령을 다시 실행하세요")
	msgTooManyWayOut  = msg.T("delete those that are no longer needed; `recovery create` registers a request without comparing it", "필요 없는 복구 작업을 삭제하세요. `recovery create`는 비교하지 않고 요청을 등록합니다")
	msgTooManyOnto    = msg.T("more than %d recoveries are registered for %s", "%[2]s 서버에 등록된 복구 작업이 %[1]d개보다 많습니다")
)

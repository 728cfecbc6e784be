package follow

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFlagWaitTimeout  = msg.T("stop waiting after this time with exit code 8 (0: never); the recovery continues", "이 시간이 지나면 종료 코드 8로 대기만 종료, 복구는 계속 (0: 제한 없음)")
	msgWatchNeverShown  = msg.T("%s is registered, but the server does not show it", "%s: 등록되었으나 서버가 표시하지 않습니다")
	msgWatchOneGone     = msg.T("one of %s no longer exists: it was deleted during the watch", "%s 중 하나가 없습니다. 모니터링하는 동안 삭제되었습니다")
	msgWatchStopped     = msg.T("stopped watching %s; the recovery continues", "%s 모니터링을 종료했습니다. 복구 작업은 계속됩니다")
	msgWatchStoppedIdle = msg.T("stopped watching %s, which has not been started", "%s 모니터링을 종료했습니다. 복구 작업은 아직 시작되지 않았습니다")
	msgWatchNoAnswer    = msg.T("polling has failed since %s: %s", "%s부터 조회에 실패했습니다: %s")
	msgWatchNewest      = msg.T("note: %d recoveries are named %s; this is the newest, ID %s", "참고: 이름이 %[2]s인 복구 작업이 %[1]d개 있습니다. 가장 최근 작업(ID %[3]s)을 모니터링합니다")
	msgWatchFailing     = msg.T("polling has failed since %s: %s; retrying", "%s부터 조회에 실패하고 있습니다: %s. 계속 시도합니다")
	msgWatchServerWaits = msg.T("waiting for recoveries that have not run yet: %s", "아직 실행되지 않아 기다리는 복구 작업: %s")
	msgWatchRebooting   = msg.T("everything is restored; the target is restarting", "복구 완료, 타겟 재부팅 중")
	msgWatchWhole       = msg.T("all", "전체")
	msgWatchCtrlC       = msg.T("Ctrl-C stops watching; the recovery continues.", "Ctrl-C를 누르면 모니터링만 종료되며 복구 작업은 계속됩니다.")
	msgWatchLacks       = msg.T("%s completed, but without these requested partitions: %s", "%s: 완료되었으나 요청한 파티션이 빠졌습니다: %s")
	msgWatchWasPartial  = msg.T("%s completed, but not everything was registered as requested: %s", "%s: 완료되었으나 요청대로 등록되지 않았습니다: %s")
)

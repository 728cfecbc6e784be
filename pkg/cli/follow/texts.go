package follow

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFlagWaitTimeout  = msg.T("stop waiting after this time with exit code 8 (0: never); the recovery goes on", "이 시간이 지나면 종료 코드 8로 대기를 끝냄 (0: 끝내지 않음); 복구 작업은 계속됨")
	msgTimeoutNegative  = msg.T("--wait-timeout: %s is below 0", "--wait-timeout: %s은(는) 0보다 작음")
	msgWatchNeverShown  = msg.T("%s is registered, and the server does not show it", "%s은(는) 등록되었으나 서버가 표시하지 않음")
	msgWatchStopped     = msg.T("stopped watching %s; the recovery goes on", "%s 지켜보기를 끝냄; 복구 작업은 계속됨")
	msgWatchNoAnswer    = msg.T("polling has failed since %s: %s", "%s부터 조회 실패: %s")
	msgWatchNewest      = msg.T("note: %d recoveries are named %s; this is the newest, id %s", "참고: 이름이 %[2]s인 복구 작업이 %[1]d개 있음; 가장 최근인 id %[3]s을(를) 지켜봄")
	msgWatchFailing     = msg.T("polling fails since %s: %s; asking on", "%s부터 조회 실패: %s; 계속 조회함")
	msgWatchServerWaits = msg.T("not run yet, and waited for: %s", "아직 실행되지 않아 기다리는 작업: %s")
	msgWatchRebooting   = msg.T("everything is restored, the target is restarting", "복구 완료, 타겟 재부팅 중")
	msgWatchWhole       = msg.T("all", "전체")
	msgWatchCtrlC       = msg.T("Ctrl-C stops watching; the recovery goes on.", "Ctrl-C는 지켜보기만 끝내며 복구 작업은 계속됨.")
	msgWatchLacks       = msg.T("%s ended in Complete, without partitions that were requested: %s", "%s: Complete로 끝났으나 요청한 파티션이 빠짐: %s")
	msgWatchWasPartial  = msg.T("%s ended in Complete, but was not registered as requested: %s", "%s: Complete로 끝났으나 요청대로 등록되지 않았음: %s")
)

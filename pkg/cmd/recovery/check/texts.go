package check

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCheckShort = msg.T("Check the readiness of recoveries, as a monitoring plugin", "모니터링 시스템용 복구 준비 상태 점검")
	msgCheckLong  = msg.T(`Check the last run, the schedule, the age of the backup images and the connections of recoveries, by default of all registered ones. Nothing is changed.

It prints one line and exits like a monitoring plugin: 0 OK, 1 warning, 2 critical, 3 unknown. A plan error or a failed run is critical. A plan warning, a canceled run or a disabled schedule is a warning. What cannot be determined is unknown.`, `복구 작업의 마지막 실행, 스케줄, 백업 이미지 경과 시간, 연결 상태를 점검합니다. NAME을 지정하지 않으면 등록된 모든 작업을 점검합니다. 아무것도 변경하지 않습니다.

한 줄을 출력하고 모니터링 플러그인의 종료 코드를 반환합니다: 0 정상(OK), 1 경고, 2 위험, 3 알 수 없음. plan의 오류와 실패한 실행은 위험, plan의 경고와 취소된 실행, 비활성 스케줄은 경고로 판정합니다. 확인할 수 없는 항목은 알 수 없음으로 표시합니다.`)
	msgCheckExample = msg.Same(`  zdmctl recovery check
  zdmctl recovery check db-01 db-02 --max-age 36h
  zdmctl recovery check -o json --jq '.recoveries[] | {job, findings}'
  zdmctl recovery check -o prometheus --output-file zdm.prom`)
	msgFlagMaxAge      = msg.T("warn if an image is older than `AGE`, such as 26h or 7d (0: never)", "이미지가 `AGE`(26h, 7d 등)보다 오래되면 경고 (0: 제한 없음)")
	msgFlagOutputFile  = msg.T("write the metrics of -o prometheus to `FILE`, replacing it atomically", "-o prometheus의 지표를 `FILE`에 저장 (파일 전체를 한 번에 교체)")
	msgOnlyMetrics     = msg.T("--output-file requires -o prometheus", "--output-file은 -o prometheus와 함께 사용하세요")
	msgFileNotWritten  = msg.T("cannot write %s: %s", "파일을 저장할 수 없습니다: %s: %s")
	msgNone            = msg.T("no recoveries are registered", "등록된 복구 작업이 없습니다")
	msgAllReady        = msg.N("%d of %d recovery ready", "%d of %d recoveries ready", "복구 작업 %[2]d개 중 %[1]d개 준비됨")
	msgOldest          = msg.T("%s, oldest image %s old", "%s, 가장 오래된 이미지 %s 경과")
	msgFound           = msg.T("%s; %s", "%s. %s")
	msgMore            = msg.T("%s; %d more", "%s. 외 %d개")
	msgRunFailed       = msg.T("the last run failed", "마지막 실행이 실패했습니다")
	msgRunFailedWhy    = msg.T("the last run failed: %s", "마지막 실행이 실패했습니다: %s")
	msgRunCanceled     = msg.T("the last run was canceled", "마지막 실행이 취소되었습니다")
	msgStateUnknown    = msg.T("unknown status %q", "알 수 없는 상태 %q")
	msgScheduleOff     = msg.T("schedule %s is disabled", "스케줄 %s: 비활성 상태입니다")
	msgPartsUnreported = msg.T("the server reports no partitions", "서버가 파티션 정보를 제공하지 않습니다")
	msgLacking         = msg.T("not registered as requested: %s", "요청과 다르게 등록되었습니다: %s")
)

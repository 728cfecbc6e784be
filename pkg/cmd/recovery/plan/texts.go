package plan

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWordClaimed = msg.T("target in use", "타겟 사용 중")
	msgPlanShort   = msg.T("Check a recovery against the server without registering it", "복구 작업을 등록하지 않고 서버에서 확인")
	msgPlanLong    = msg.T("Show what would happen if a recovery were registered: the image and the target of each partition, any errors that block it, and warnings. Nothing is changed; docs/plan.md explains each finding.", "복구를 등록하면 어떻게 되는지 파티션별 이미지와 타겟, 복구를 막는 오류, 경고를 표시합니다. 아무것도 변경하지 않으며, 각 항목은 docs/plan.md에서 설명합니다.")
	msgPlanExample = msg.Same(`  zdmctl recovery plan -f web-01.yaml
  zdmctl recovery plan -f web-01.yaml --overwrite allow --max-age 36h
  zdmctl recovery plan -f wave1/
  zdmctl recovery plan -f web-01.yaml -o json --jq '.errors[].code'`)
	msgPlanHeadline     = msg.T("%s: %s -> %s, %s", "%s: %s -> %s, %s")
	msgPlanSiteLine     = msg.T("center %s, repository %s", "센터 %s, 레포지토리 %s")
	msgPlanUserLine     = msg.T("user %s", "사용자 %s")
	msgPlanAuthLine     = msg.T("cloud credentials %s", "클라우드 인증 정보 %s")
	msgPlanScheduleLine = msg.T("schedule %s", "스케줄 %s")
	msgPlanReady        = msg.T("partitions to restore: %d of %d; no problems found", "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 문제 없음")
	msgPlanWarned       = msg.T("partitions to restore: %d of %d; warnings: %d", "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 경고: %[3]d")
	msgHeadVerdict      = msg.T("VERDICT", "판정")
	msgHeadAge          = msg.T("AGE", "백업 경과")
	msgHeadImageSize    = msg.T("IMAGE SIZE", "이미지 크기")
	msgHeadTargetUsed   = msg.T("TARGET USED", "타겟 사용량")
	msgWordUnknown      = msg.T("not found", "없음")
	msgWordAmbiguous    = msg.T("ambiguous", "모호함")
	msgWordNoTarget     = msg.T("no target", "타겟 없음")
	msgWordShared       = msg.T("target used twice", "타겟 중복")
	msgWordTooSmall     = msg.T("too small", "용량 부족")
	msgWordHoldsData    = msg.T("holds data", "데이터 있음")
	msgWordNoImage      = msg.T("no image", "이미지 없음")
	msgWordWrong        = msg.T("wrong backup", "다른 백업")
	msgWordNotChecked   = msg.T("not checked", "확인 못 함")
	msgWordUnreported   = msg.T("unreported", "알 수 없음")
	msgWordOldImage     = msg.T("old image", "오래된 이미지")
	msgWordFailed       = msg.T("failed backup", "백업 실패")
	msgWordNotRestored  = msg.T("not restored", "복구 안 함")
	msgWordExcluded     = msg.T("excluded", "제외")
	msgWordOK           = msg.T("ok", "정상")
	msgHeadErrors       = msg.T("ERRORS", "오류")
	msgHeadWarnings     = msg.T("WARNINGS", "경고")
	msgShardNeedsFiles  = msg.T("--shard requires request files: specify them with -f", "--shard를 사용하려면 -f로 요청 파일을 지정하세요")
	msgManyBlocked      = msg.N("blocked: %d of %d recovery", "blocked: %d of %d recoveries", "복구 작업 %[2]d개 중 %[1]d개를 등록할 수 없습니다")
)

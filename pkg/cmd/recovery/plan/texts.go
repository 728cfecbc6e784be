package plan

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWordClaimed = msg.T("target in use", "타겟 사용 중")
	msgPlanShort   = msg.T("Say what would become of a recovery", "복구를 등록하면 어떻게 되는지 미리 확인")
	msgPlanLong    = msg.T(`Say what would become of a recovery, and what stands against it. It reads only.

For each partition: the backup image that would be restored, with its age, and the target
partition with its size. The request comes from a file or from flags, as for create.

Errors are what the recovery would fail on, or harm: unknown or ambiguous names, a server
or center that is not connected, no image, a target that is missing, too small, used twice
or full of data that overwrite does not give up, a job of that name. Warnings are what is
doubtful: an image older than --max-age, a partition that nothing restores, what the
server did not tell. Times of a server have no zone and are taken for local ones.

-o json is {"plan":{...},"errors":[...],"warnings":[...],"notes":[...]}; docs/plan.md in
the project tells its keys and codes. -o jsonl is the same on one line.

Exit codes: 0 nothing stands against it; 2 errors, or the request is not valid; 4 no usable
token; 5 the server does not answer as ZDM does; 6 not reached.`, `복구를 등록하면 어떻게 되는지, 무엇이 문제인지 알려 줍니다. 읽기만 합니다.

파티션마다 복구할 백업 이미지와 그 경과 시간, 타겟 파티션과 그 크기를 보여
줍니다. 요청은 create와 같이 파일이나 플래그로 줍니다.

오류는 복구가 실패하거나 해를 입히는 원인입니다: 없거나 모호한 이름, 연결되지
않은 서버나 센터, 없는 이미지, 없거나 너무 작거나 두 번 쓰이거나 overwrite가
허용하지 않은 데이터가 있는 타겟 파티션, 같은 이름의 작업. 경고는 의심스러운
점입니다: --max-age보다 오래된 이미지, 아무것도 복구하지 않는 파티션, 서버가
알려 주지 않은 것. 서버의 시각에는 시간대가 없으므로 현지 시각으로 봅니다.

-o json은 {"plan":{...},"errors":[...],"warnings":[...],"notes":[...]}
형식입니다. 키와 코드는 프로젝트의 docs/plan.md에 있습니다. -o jsonl은 같은
내용을 한 줄로 씁니다.

종료 코드: 0 문제 없음, 2 오류가 있거나 요청이 올바르지 않음, 4 쓸 수 있는 토큰
없음, 5 서버의 응답이 ZDM의 것이 아님, 6 연결할 수 없음.`)
	msgPlanExample = msg.Same(`  zdmctl recovery plan -f web-01.yaml
  zdmctl recovery plan -f web-01.yaml --overwrite allow --max-age 36h
  zdmctl recovery plan -f web-01.yaml -o json --jq '.errors[].code'`)
	msgPlanHeadline     = msg.T("%s: %s -> %s, %s", "%s: %s -> %s, %s")
	msgPlanSiteLine     = msg.T("center %s, repository %s", "센터 %s, 레포지토리 %s")
	msgPlanUserLine     = msg.T("user %s", "사용자 %s")
	msgPlanAuthLine     = msg.T("cloud credentials %s", "클라우드 인증 %s")
	msgPlanScheduleLine = msg.T("schedule %s", "스케줄 %s")
	msgPlanReady        = msg.T("to restore: %d of %d partitions; nothing stands against it", "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 문제 없음")
	msgPlanDoubtful     = msg.T("to restore: %d of %d partitions; warnings: %d", "복구할 파티션: 전체 %[2]d개 중 %[1]d개, 경고: %[3]d")
	msgHeadAge          = msg.T("AGE", "경과")
	msgHeadImageSize    = msg.T("IMAGE SIZE", "이미지 크기")
	msgHeadTargetUsed   = msg.T("TARGET USED", "타겟 사용량")
	msgWordUnknown      = msg.T("unknown", "없음")
	msgWordAmbiguous    = msg.T("ambiguous", "모호함")
	msgWordNoTarget     = msg.T("no target", "타겟 없음")
	msgWordShared       = msg.T("target used twice", "타겟 중복")
	msgWordTooSmall     = msg.T("too small", "용량 부족")
	msgWordHoldsData    = msg.T("holds data", "데이터 있음")
	msgWordNoImage      = msg.T("no image", "이미지 없음")
	msgWordWrong        = msg.T("wrong backup", "다른 백업")
	msgWordNotChecked   = msg.T("not checked", "확인 못 함")
	msgWordNotTold      = msg.T("cannot tell", "알 수 없음")
	msgWordOldImage     = msg.T("old image", "오래된 이미지")
	msgWordFailed       = msg.T("failed backup", "백업 실패")
	msgWordNotRestored  = msg.T("not restored", "복구 안 함")
	msgWordExcluded     = msg.T("excluded", "제외")
	msgWordOK           = msg.T("ok", "정상")
)

package update

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgUpdateShort   = msg.T("Change a recovery", "복구 작업 변경")
	msgUpdateLong    = msg.T("Change the given fields of a recovery and keep the others. The source, the target, the repository and the backups cannot be changed.", "복구 작업에서 지정한 필드만 변경하고 나머지는 유지합니다. 소스, 타겟, 레포지토리, 백업은 변경할 수 없습니다.")
	msgUpdateExample = msg.Same(`  zdmctl recovery update web-01-nightly --schedule 'daily 03:00'
  zdmctl recovery update web-01-nightly --mode increment --partition /var=full
  zdmctl recovery update 1 --change-name web-01-weekly --dry-run`)
	msgFlagChangeName      = msg.T("new name of the recovery", "복구 작업의 새 이름")
	msgFlagUpdateMode      = msg.T("mode for all partitions", "모든 파티션의 모드")
	msgFlagUpdatePartition = msg.T("`PARTITION=MODE` of one partition or drive, such as /home=full or C:=increment; can be repeated", "파티션 또는 드라이브 하나의 `PARTITION=MODE`, 예: /home=full, C:=increment. 여러 번 지정 가능")
	msgNothingToChange     = msg.T("nothing to change: add a flag for a field", "변경할 내용이 없습니다. 변경할 필드의 플래그를 지정하세요")
	msgChangeNotWritten    = msg.T("%s was changed, but the result could not be written: %s", "%s: 변경되었으나 결과를 출력하지 못했습니다: %s")
	msgHeadField           = msg.T("FIELD", "필드")
	msgHeadBefore          = msg.T("BEFORE", "변경 전")
	msgHeadAfter           = msg.T("AFTER", "변경 후")
)

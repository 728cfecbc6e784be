package update

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgUpdateShort = msg.T("Change a recovery", "복구 작업 변경")
	msgUpdateLong  = msg.T(`Change what is given of a recovery, and leave the rest as it is. The source, the target, the repository
and the choice of backups cannot be changed.

The values are checked first, and all that is wrong with them is told at once; nothing is sent then.
--mode is for all partitions, and a --partition for one. A --schedule is given as to "recovery create".
The center is sent when the command line or the settings name one; servers of 2.0 demand it.

A name that several recoveries have is refused. The change is sent once.

Exit codes: 0 changed; 2 not valid; 3 the change failed in whole or in part; 4 no usable token;
5 refused; 6 not reached; 7 sent, and the outcome is unknown.`, `복구 작업에서 지정한 것만 변경하고 나머지는 그대로 둡니다. 소스, 타겟,
레포지토리와 백업 선택은 변경할 수 없습니다.

먼저 값을 검사하고 잘못된 것을 한 번에 모두 알리며, 그때는 아무것도 보내지
않습니다. --mode는 모든 파티션에, --partition은 파티션 하나에 적용됩니다.
--schedule은 "recovery create"와 같습니다. center는 명령줄이나 설정에 있을 때
보내며, 2.0 서버에서는 필수입니다.

여러 복구 작업이 같은 이름을 가지면 거부합니다. 변경은 한 번만 보냅니다.

종료 코드: 0 변경됨; 2 올바르지 않음; 3 변경이 전부 또는 일부 실패; 4 쓸 수 있는
토큰 없음; 5 거부됨; 6 연결할 수 없음; 7 보냈으나 결과를 알 수 없음.`)
	msgUpdateExample = msg.Same(`  zdmctl recovery update web-01-nightly --schedule 'daily 03:00' --after-reboot shutdown
  zdmctl recovery update web-01-nightly --mode increment --partition /var=full
  zdmctl recovery update 1 --change-name web-01-weekly --dry-run`)
	msgFlagChangeName      = msg.T("new name of the recovery", "복구 작업의 새 이름")
	msgFlagUpdateMode      = msg.T("mode of all partitions", "모든 파티션의 모드")
	msgFlagUpdatePartition = msg.T("`PARTITION=MODE` of one partition or drive, such as /home=full or C:=increment; may be repeated", "파티션 또는 드라이브 하나의 `PARTITION=MODE`, 예: /home=full, C:=increment; 여러 번 지정 가능")
	msgNothingToChange     = msg.T("nothing to change: no flag names a field", "변경할 것이 없음: 필드를 지정한 플래그가 없음")
	msgChangeNotWritten    = msg.T("%s was changed, but the result could not be written: %s", "%s은(는) 변경되었으나 결과를 쓸 수 없음: %s")
	msgHeadField           = msg.T("FIELD", "필드")
	msgHeadBefore          = msg.T("BEFORE", "변경 전")
	msgHeadAfter           = msg.T("AFTER", "변경 후")
)

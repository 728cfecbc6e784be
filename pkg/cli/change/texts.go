package change

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgEmptyArgument     = msg.T("%s is empty", "%s이(가) 비어 있음")
	msgSameThing         = msg.T("%q and %q are the same recovery, of the id %s", "%q와(과) %q은(는) 같은 복구 작업임 (id %s)")
	msgLookUpByIDInstead = msg.T("an id, such as 905, is not looked up first", "id(예: 905)로 지정하면 먼저 조회하지 않음")
	msgNeedsYes          = msg.T("not confirmed: there is no terminal to ask at, and no --yes", "확인되지 않음: 물어볼 터미널이 없고 --yes도 없음")
	msgNoCenterSent      = msg.T("no center was sent: --center names the one that the recovery belongs to", "센터를 보내지 않음: 복구 작업이 속한 센터를 --center로 지정")
	msgNotSentToo        = msg.T("not sent", "보내지 않음")
	msgChangesNotWritten = msg.T("%d were changed, but the result could not be written: %s", "%d개를 변경했으나 결과를 쓸 수 없음: %s")
	msgNotAllKnown       = msg.T("not done, or not known to be: %d of %d", "되지 않았거나 결과를 알 수 없음: %[2]d개 중 %[1]d개")
	msgFlagFiles         = msg.T("`FILE` or directory with the requests that they were registered from; can be repeated", "등록에 사용한 요청이 담긴 `FILE` 또는 디렉터리. 여러 번 지정 가능")
	msgNeedsName         = msg.T("is required: recoveries are found by name", "필수입니다. 이름으로 복구 작업을 찾습니다")
	msgSeveralOfRequest  = msg.T("%[2]d recoveries are named %[1]q; name one by its ID", "이름이 %q인 복구 작업이 %d개 있습니다. ID로 지정하세요")
)

package change

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgEmptyArgument     = msg.T("%s is empty", "값이 비어 있습니다: %s")
	msgSameThing         = msg.T("%q and %q are the same recovery (ID %s)", "%q, %q: 같은 복구 작업입니다(ID %s)")
	msgLookUpByIDInstead = msg.T("an ID, such as 905, needs no lookup", "905 같은 ID로 지정하면 먼저 조회하지 않습니다")
	msgNeedsYes          = msg.T("not confirmed: stdin is not a terminal; use --yes to confirm", "터미널이 아니므로 확인을 받을 수 없습니다. 확인 없이 실행하려면 --yes를 지정하세요")
	msgNoCenterSent      = msg.T("no center was sent; specify the recovery's center with --center", "센터를 보내지 않았습니다. 복구 작업이 속한 센터를 --center로 지정하세요")
	msgNotSentToo        = msg.T("not sent", "전송하지 않음")
	msgChangesNotWritten = msg.T("the result could not be written (changed: %d): %s", "%d개를 변경했으나 결과를 출력할 수 없습니다: %s")
	msgNotAllKnown       = msg.N("%d of %d change failed or had an unknown outcome", "%d of %d changes failed or had an unknown outcome", "변경 %[2]d건 중 %[1]d건이 실패했거나 결과를 알 수 없습니다")
	msgHasRun            = msg.T("it has already run (%s), and starting it would overwrite what it restored; to start it again, specify it by name", "이미 실행된 작업(%s)이며, 시작하면 복구된 데이터를 덮어씁니다. 다시 시작하려면 이름으로 지정하세요")
	msgConfirmed         = msg.T("a lookup confirmed the change of %s (%s)", "조회로 변경을 확인했습니다: %s(%s)")
	msgFlagFiles         = msg.T("select the recoveries of the requests in `FILE` or directory; can be repeated", "요청 `FILE` 또는 디렉터리에 해당하는 복구 작업 지정. 여러 번 지정 가능")
	msgNeedsName         = msg.T("is required: recoveries are found by name", "필수입니다. 이름으로 복구 작업을 찾습니다")
	msgSeveralOfRequest  = msg.T("%[2]d recoveries are named %[1]q; name one by its ID", "이름이 %q인 복구 작업이 %d개 있습니다. ID로 지정하세요")
)

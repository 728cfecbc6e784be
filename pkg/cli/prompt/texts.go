package prompt

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgAskYes       = msg.T("%s. Continue? [y/N] ", "%s. 계속하시겠습니까? [y/N] ")
	msgNobodyToAsk  = msg.T("stdin is not a terminal; use --yes to confirm", "터미널이 아니므로 확인을 받을 수 없습니다. 확인 없이 실행하려면 --yes를 지정하세요")
	msgNotConfirmed = msg.T("not confirmed; nothing was changed", "확인하지 않아 변경하지 않았습니다")
)

package fault

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFaultInvalid = msg.T(`invalid fault %q`, "올바른 장애 지정이 아닙니다: %q")
	msgFaultForms   = msg.T(`kinds: %s; as in "truncate=0.05,delay=2s:0.2,status=503:0.1", with shares from 0 to 1`, "종류: %s. 예: \"truncate=0.05,delay=2s:0.2,status=503:0.1\" (비율은 0에서 1까지)")
)

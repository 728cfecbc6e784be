package center

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgCenterShort       = msg.T("List and show centers", "센터 조회")
	msgCenterListShort   = msg.T("List centers", "센터 목록 조회")
	msgCenterListExample = msg.Same(`  zdmctl center list`)
	msgCenterGetShort    = msg.T("Show a center and its repositories", "센터와 레포지토리 조회")
	msgCenterGetExample  = msg.Same(`  zdmctl center get main-center`)
	msgFlagActivation    = msg.T("only those with this activation", "이 활성화 상태의 센터만")
	msgFieldActivation   = msg.T("Activation", "활성화")
	msgFieldHost         = msg.T("Host", "호스트")
)

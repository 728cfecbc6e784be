package watch

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWatchNothing = msg.T("there is no recovery of server %q", "서버 %q의 복구 작업 없음")
)

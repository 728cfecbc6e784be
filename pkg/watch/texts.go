package watch

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgWatchNothing = msg.T("server %q has no recovery", "서버 %q에 복구 작업이 없습니다")
	msgNotRestored  = msg.T("not restored; the server still reports it as %s", "복구되지 않았습니다. 서버의 상태: %s")
	msgSeveralNamed = msg.T("%[2]d recoveries are named %[1]q; use an ID", "이름이 %q인 복구 작업이 %d개 있습니다. ID를 사용하세요")
)

package register

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgSentByAnother  = msg.T("outcome unknown: another zdmctl sent %s and ended before the response", "결과를 알 수 없습니다: 다른 zdmctl이 %s 작업을 전송하고 응답 전에 종료되었습니다")
	msgMayAppearUntil = msg.T("it may still appear until %s; after that, run the same command again", "%s까지 나타날 수 있습니다. 그 뒤에 같은 명령을 다시 실행하세요")
)

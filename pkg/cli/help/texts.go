package help

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgFlagHelp          = msg.T("help for this command", "이 명령의 도움말")
	msgHelpCommands      = msg.T("Commands", "명령")
	msgHelpDefault       = msg.T("(default %s)", "(기본값 %s)")
	msgHelpExample       = msg.Same("  zdmctl help recovery create")
	msgHelpExamples      = msg.T("Examples", "예시")
	msgHelpFlags         = msg.T("Flags", "플래그")
	msgHelpMore          = msg.T("More about a command: %s COMMAND --help", "명령에 대한 자세한 설명: %s COMMAND --help")
	msgHelpOptions       = msg.T("Global flags: %s options", "공통 플래그: %s options")
	msgHelpOtherFlags    = msg.T("Other flags", "그 밖의 플래그")
	msgHelpRequired      = msg.T("(required)", "(필수)")
	msgHelpShort         = msg.T("Show help for a command", "명령의 도움말 표시")
	msgHelpTopics        = msg.T("Topics", "주제")
	msgHelpUsage         = msg.T("Usage", "사용법")
	msgOptionsLong       = msg.T("The following flags can be used with every command:", "다음 플래그는 모든 명령에서 사용할 수 있습니다:")
	msgOptionsShort      = msg.T("Global flags of every command", "모든 명령의 공통 플래그")
	msgSectionRequest    = msg.T("Request (required flags can come from --file instead)", "요청 (필수 플래그는 --file의 값으로 대신할 수 있음)")
	msgSectionPartitions = msg.T("Partitions", "파티션")
	msgSectionSchedule   = msg.T("Schedule and script", "스케줄과 스크립트")
	msgSectionSafety     = msg.T("Safety", "안전")
)

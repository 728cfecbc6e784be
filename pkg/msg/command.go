package msg

// What is said of a command line, whatever the command.
var (
	Interrupted        = Text{EN: "interrupted: nothing was sent", KO: "중단됨: 아무것도 보내지 않음"}
	InvalidFlagValue   = Text{EN: "%s: %q is not a value of this flag", KO: "%s: %q은(는) 이 플래그의 값이 아님"}
	FlagTakesBoolean   = Text{EN: "%s: %q is neither true nor false", KO: "%s: %q은(는) true도 false도 아님"}
	FlagGivenTwice     = Text{EN: "%s is given twice", KO: "%s이(가) 두 번 지정됨"}
	FlagNeedsValue     = Text{EN: "%s needs a value", KO: "%s에 값이 필요함"}
	UnknownFlag        = Text{EN: "unknown flag: %s", KO: "알 수 없는 플래그: %s"}
	UnknownCommand     = Text{EN: "unknown command %q for %q", KO: "알 수 없는 명령 %q (%q)"}
	DidYouMeanCommand  = Text{EN: "did you mean this?", KO: "혹시 다음 명령입니까?"}
	DidYouMeanFlag     = Text{EN: "did you mean %s?", KO: "혹시 %s입니까?"}
	MissingArgument    = Text{EN: "%s is missing", KO: "%s이(가) 없음"}
	UnexpectedArgument = Text{EN: "unexpected argument %q", KO: "필요 없는 인자 %q"}
	NoSuchFormatHere   = Text{EN: "-o %s is not for this command; allowed: %s", KO: "-o %s은(는) 이 명령에 쓸 수 없음; 가능한 값: %s"}
	FilterNeedsJSON    = Text{EN: "--jq filters JSON and does not go with -o %s", KO: "--jq는 JSON을 필터링하므로 -o %s와(과) 함께 쓸 수 없음"}
)

// The headings of the help.
var (
	HelpShort    = Text{EN: "Show the help of a command", KO: "명령의 도움말 표시"}
	HelpExample  = Text{EN: "  zdmctl help recovery create"}
	HelpUsage    = Text{EN: "Usage", KO: "사용법"}
	HelpCommands = Text{EN: "Commands", KO: "명령"}
	HelpExamples = Text{EN: "Examples", KO: "예시"}
	HelpFlags    = Text{EN: "Flags", KO: "플래그"}
	HelpDefault  = Text{EN: "(default %s)", KO: "(기본값 %s)"}
	HelpGlobal   = Text{EN: "Global flags", KO: "공통 플래그"}
	HelpMore     = Text{EN: "More about a command: %s COMMAND --help", KO: "명령에 대한 자세한 설명: %s COMMAND --help"}
)

// What the global flags do.
var (
	FlagContext               = Text{EN: "`NAME` of the context in the config file", KO: "설정 파일에 있는 컨텍스트 `NAME`"}
	FlagServer                = Text{EN: "`URL` of the server, such as https://zdm.example.com:53307", KO: "https://zdm.example.com:53307 같은 서버 `URL`"}
	FlagConfig                = Text{EN: "config `FILE` (default: zdmctl/config.yaml in the user's configuration)", KO: "설정 `FILE` (기본값: 사용자 설정 디렉터리의 zdmctl/config.yaml)"}
	FlagCenter                = Text{EN: "`CENTER` by id or name", KO: "센터 `CENTER` (id 또는 이름)"}
	FlagOutput                = Text{EN: "`FORMAT` of the result: table, wide, json, jsonl, yaml or name", KO: "결과 `FORMAT`: table, wide, json, jsonl, yaml, name"}
	FlagTimeout               = Text{EN: "`DURATION` that a call may take (default 30s; 120s to register a recovery)", KO: "호출의 제한 시간 `DURATION` (기본값 30s; 복구 등록은 120s)"}
	FlagCAFile                = Text{EN: "PEM `FILE` of certificates to trust beside the system's", KO: "시스템 인증서에 더해 신뢰할 PEM 인증서 `FILE`"}
	FlagLang                  = Text{EN: "`LANGUAGE` of help and messages: en or ko", KO: "도움말과 메시지의 언어 `LANGUAGE`: en 또는 ko"}
	FlagInsecureSkipTLSVerify = Text{EN: "do not check the server's certificate", KO: "서버 인증서를 확인하지 않음"}
	FlagInsecurePlaintext     = Text{EN: "allow plain http to another machine: the network sees the token", KO: "다른 컴퓨터로의 평문 http 허용: 토큰이 네트워크에 노출됨"}
	FlagNoColor               = Text{EN: "no colour", KO: "색 없음"}
	FlagJQ                    = Text{EN: "filter the JSON result with a jq `EXPRESSION`", KO: "jq `EXPRESSION`으로 JSON 결과를 필터링"}
	FlagQuiet                 = Text{EN: "no notes and warnings", KO: "안내와 경고를 표시하지 않음"}
	FlagDebug                 = Text{EN: "show each call on stderr", KO: "각 호출을 표준 오류에 표시"}
	FlagHelp                  = Text{EN: "help for this command", KO: "이 명령의 도움말"}
)

package msg

// What is said of faults: of zdmctl itself, of its output, of a proxy, of a certificate.
var (
	Crashed              = Text{EN: "internal error (%s); please report it", KO: "내부 오류(%s)입니다. 개발팀에 알려 주세요"}
	CrashedAfterChange   = Text{EN: "internal error (%s) after a change was sent; its outcome is unknown, so check the server before you repeat the command", KO: "변경 요청을 보낸 뒤 내부 오류(%s)가 발생했습니다. 결과를 알 수 없으므로 명령을 다시 실행하기 전에 서버를 확인하세요"}
	ChangeSentNotWritten = Text{EN: "the change was sent, but the result could not be written: %s", KO: "변경 요청은 전송되었으나 결과를 출력하지 못했습니다: %s"}
	AnswerFailed         = Text{EN: "HTTP %d: %s", KO: "HTTP %d: %s"}
	AnswerFailedSilently = Text{EN: "HTTP %d without a reason", KO: "HTTP %d, 이유 없음"}

	ItemsLack      = Text{EN: "%d of %d items have no name; these fields are missing: %s", KO: "%[2]d개 중 %[1]d개 항목에 이름이 없습니다. 누락된 필드: %[3]s"}
	ThingNameless  = Text{EN: "the answer for %q has no name", KO: "%q에 대한 응답에 이름이 없습니다"}
	UnknownShape   = Text{EN: "the server answers in a form that this version does not know; -o json shows the answer as it is", KO: "이 버전이 알지 못하는 형식의 응답입니다. -o json으로 원래 응답을 볼 수 있습니다"}
	ListTooLong    = Text{EN: "the list is too long to be written in one piece: more than %d items or %d MiB", KO: "목록이 너무 길어 한 번에 출력할 수 없습니다: 항목 %d개 또는 %d MiB 초과"}
	ListInLines    = Text{EN: "use -o jsonl or -o name, which take a list of any length, or ask for fewer", KO: "길이 제한이 없는 -o jsonl이나 -o name을 사용하거나 더 적은 항목을 요청하세요"}
	FilterTooLarge = Text{EN: "--jq cannot take the document: %s", KO: "--jq로 처리할 수 없는 문서입니다: %s"}
	CallUnknown    = Text{EN: "%s does not know the call %s %s (HTTP %d)", KO: "%s 서버에 %s %s 호출이 없습니다 (HTTP %d)"}
	CallOfOther    = Text{EN: "its version of ZDM may lack it, or the address is not that of a ZDM server", KO: "서버의 ZDM 버전에 없는 기능이거나 ZDM 서버의 주소가 아닐 수 있습니다"}

	SecretEmpty    = Text{EN: "it is empty", KO: "비어 있음"}
	SecretNotUTF8  = Text{EN: "it is not UTF-8 text", KO: "UTF-8 텍스트가 아님"}
	SecretLines    = Text{EN: "it has several lines", KO: "여러 줄로 되어 있음"}
	SecretControl  = Text{EN: "it holds the control character %U", KO: "제어 문자 %U이(가) 들어 있음"}
	TokenCharacter = Text{EN: "it holds the character %U, which no token has", KO: "토큰에 쓸 수 없는 문자 %U이(가) 들어 있음"}
	PasswordUnfit  = Text{EN: "the password cannot be used: %s", KO: "비밀번호를 사용할 수 없습니다: %s"}

	CABlock    = Text{EN: "block %d is not a certificate that can be read", KO: "%d번째 블록은 읽을 수 있는 인증서가 아님"}
	CATooLarge = Text{EN: "it is larger than %d MiB", KO: "%d MiB보다 큼"}

	ProxyNotURL       = Text{EN: "%s is not the URL of a proxy such as http://user:password@proxy.example.com:3128", KO: "%s의 값이 http://user:password@proxy.example.com:3128 같은 프록시 URL이 아닙니다"}
	ProxyEscapes      = Text{EN: "in a user name or password, write %s", KO: "사용자 이름이나 비밀번호에서는 %s처럼 쓰세요"}
	CauseProxy        = Text{EN: "the proxy %s: %s", KO: "프록시 %s: %s"}
	CauseProxyRefused = Text{EN: "the proxy %s refuses the connection (HTTP %d)", KO: "프록시 %s에서 연결을 거부함 (HTTP %d)"}
	ProxyWantsLogin   = Text{EN: "the proxy wants a user name and a password (HTTP 407)", KO: "프록시에 사용자 이름과 비밀번호가 필요합니다 (HTTP 407)"}
	ProxyLogin        = Text{EN: "give user name and password in $HTTPS_PROXY or $HTTP_PROXY: http://user:password@host:port", KO: "$HTTPS_PROXY 또는 $HTTP_PROXY에 http://user:password@host:port 형식으로 사용자 이름과 비밀번호를 지정하세요"}

	CauseClientCertificate = Text{EN: "the server wants a client certificate, which zdmctl cannot show", KO: "서버가 클라이언트 인증서를 요구하며, zdmctl은 이를 제시할 수 없음"}
)

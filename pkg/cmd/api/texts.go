package api

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgAPIShort = msg.T("Make a call of the API in your own words", "API를 직접 호출")
	msgAPILong  = msg.T(`Make a call with the token of the context, and print what the server answers, also when it refuses.

PATH is one below the server's API, with or without /api in front, percent-encoded. METHOD is GET, POST, PUT,
PATCH or DELETE in any case. The body is JSON and sent as it is. A GET is tried again where the network fails;
all else is sent once. --paginate asks for all pages of a list and merges them into one answer; where
"data" is no list, it becomes one of the pages' own.

Exit codes: 0 a 2xx; 2 wrong usage; 4 no usable token; 5 refused; 6 not reached; 7 sent, and the outcome
is unknown.`, `컨텍스트의 토큰으로 호출하고 서버의 응답을 출력합니다. 서버가 거부해도
출력합니다.

PATH는 서버 API 아래의 경로이고, 앞의 /api는 있어도 없어도 되며, 퍼센트
인코딩합니다. METHOD는 GET, POST, PUT, PATCH, DELETE이고 대소문자를 가리지
않습니다. 본문은 JSON이고 그대로 보냅니다. GET은 네트워크가 실패하면 다시
시도하고, 나머지는 한 번만 보냅니다. --paginate는 목록의 모든 페이지를 받아
하나의 응답으로 합칩니다. "data"가 목록이 아니면 페이지별 "data"의 목록이 됩니다.

종료 코드: 0 2xx; 2 잘못된 사용법; 4 쓸 수 있는 토큰 없음; 5 거부됨; 6 연결할 수
없음; 7 보냈으나 결과를 알 수 없음.`)
	msgAPIExample = msg.Same(`  zdmctl api GET /servers --query mode=source --jq '.data[].name'
  zdmctl api get recoveries --paginate -o jsonl
  zdmctl api PUT recoveries/1 -f change.json`)
	msgFlagAPIFile   = msg.T("body, a JSON `FILE` (- is standard input)", "본문인 JSON `FILE` (-는 표준 입력)")
	msgFlagAPIQuery  = msg.T("parameter `KEY=VALUE` of the query; may be repeated", "쿼리 매개변수 `KEY=VALUE`; 여러 번 지정 가능")
	msgFlagPaginate  = msg.T("ask for all pages of a list and merge them", "목록의 모든 페이지를 받아 합침")
	msgAPITwoArgs    = msg.T("two arguments are needed: METHOD and PATH", "인자 두 개가 필요함: METHOD와 PATH")
	msgAPIMethod     = msg.T("%q is not a method; GET, POST, PUT, PATCH and DELETE are", "%q은(는) 메서드가 아님; GET, POST, PUT, PATCH, DELETE만 가능")
	msgAPIPath       = msg.T("%q is not a path of the API, such as /recoveries", "%q은(는) API의 경로가 아님 (예: /recoveries)")
	msgAPIQuery      = msg.T("--query: %q is not KEY=VALUE", "--query: %q은(는) KEY=VALUE가 아님")
	msgAPIGetBody    = msg.T("a GET takes no body", "GET에는 본문을 쓸 수 없음")
	msgAPIGetPages   = msg.T("--paginate is for GET", "--paginate는 GET용임")
	msgAPIBody       = msg.T("%s is not valid JSON: %s", "%s은(는) 올바른 JSON이 아님: %s")
	msgAPIBodySize   = msg.T("%s is larger than %d MiB", "%s은(는) %d MiB보다 큼")
	msgAPIBodyEmpty  = msg.T("%s is empty", "%s이(가) 비어 있음")
	msgAPINotWritten = msg.T("the call was answered, but the answer could not be written: %s", "호출에 응답을 받았으나 쓸 수 없음: %s")
)

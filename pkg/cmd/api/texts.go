package api

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgAPIShort   = msg.T("Call any API endpoint", "API 엔드포인트 직접 호출")
	msgAPILong    = msg.T("Call an API endpoint with the token of the context and print the response, even if the server refuses the call. METHOD is GET, POST, PUT, PATCH or DELETE, and PATH is relative to the server's API, such as /servers.", "컨텍스트의 토큰으로 API를 호출하고 응답을 출력합니다. 서버가 거부한 응답도 출력합니다. METHOD는 GET, POST, PUT, PATCH, DELETE 중 하나이고, PATH는 /servers와 같은 서버 API의 상대 경로입니다.")
	msgAPIExample = msg.Same(`  zdmctl api GET /servers --query mode=source --jq '.data[].name'
  zdmctl api get recoveries --paginate -o jsonl
  zdmctl api PUT recoveries/1 -f change.json`)
	msgFlagAPIFile    = msg.T("JSON `FILE` to send as the body (- is standard input)", "본문으로 보낼 JSON `FILE` (-는 표준 입력)")
	msgFlagAPIQuery   = msg.T("query parameter `KEY=VALUE`; can be repeated", "쿼리 매개변수 `KEY=VALUE`. 여러 번 지정 가능")
	msgFlagPaginate   = msg.T("fetch all pages of a list and merge them", "목록의 모든 페이지를 받아 하나로 병합")
	msgAPIMissingArgs = msg.T("METHOD and PATH are required", "METHOD와 PATH를 지정하세요")
	msgAPIMethod      = msg.T("%q is not a valid method: must be GET, POST, PUT, PATCH or DELETE", "사용할 수 없는 메서드 %q: GET, POST, PUT, PATCH, DELETE만 가능합니다")
	msgAPIPath        = msg.T("%q is not a valid path of the API, such as /recoveries", "올바르지 않은 API 경로: %q (예: /recoveries)")
	msgAPIQuery       = msg.T("invalid value %q for --query: must be KEY=VALUE", "--query 값 %q: KEY=VALUE 형식이어야 합니다")
	msgAPIGetBody     = msg.T("a GET request cannot have a body", "GET에는 본문을 사용할 수 없습니다")
	msgAPIGetPages    = msg.T("--paginate can only be used with GET", "--paginate는 GET에만 사용할 수 있습니다")
	msgAPIBody        = msg.T("%s is not valid JSON: %s", "%s: 올바른 JSON이 아닙니다: %s")
	msgAPIBodySize    = msg.T("%s is larger than %d MiB", "%s: %d MiB보다 큽니다")
	msgAPIBodyEmpty   = msg.T("%s is empty", "%s: 내용이 비어 있습니다")
	msgAPINotWritten  = msg.T("the server responded, but the response could not be written: %s", "서버가 응답했으나 응답을 출력하지 못했습니다: %s")
)

package jsonnode

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgJSONEndsEarly     = msg.T("the JSON ends too early", "JSON이 너무 일찍 끝남")
	msgJSONUnexpected    = msg.T("%s does not belong here in JSON", "JSON의 이 자리에 %s은(는) 올 수 없음")
	msgJSONTooDeep       = msg.T("nested deeper than %d levels", "%d단계보다 깊게 중첩됨")
	msgJSONLoneSurrogate = msg.T(`half of a surrogate pair (\uD800 to \uDFFF) is not a character`, `서로게이트 쌍(\uD800~\uDFFF)의 반쪽은 문자가 아님`)
)

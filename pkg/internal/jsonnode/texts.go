package jsonnode

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgJSONEndsEarly     = msg.T("the JSON is incomplete", "JSON이 중간에 끝났습니다")
	msgJSONUnexpected    = msg.T("unexpected character %s", "예상하지 못한 문자 %s")
	msgJSONTooDeep       = msg.T("nested deeper than %d levels", "%d단계보다 깊게 중첩되었습니다")
	msgJSONLoneSurrogate = msg.T(`half of a surrogate pair (\uD800 to \uDFFF) is not a character`, `서로게이트 쌍(\uD800~\uDFFF)의 한쪽만 있어 문자가 아닙니다`)
)

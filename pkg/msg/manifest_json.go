package msg

// What is wrong with a JSON text.
var (
	JSONEndsEarly     = Text{EN: "the JSON ends too early", KO: "JSON이 너무 일찍 끝남"}
	JSONUnexpected    = Text{EN: "%s does not belong here in JSON", KO: "JSON의 이 자리에 %s은(는) 올 수 없음"}
	JSONTooDeep       = Text{EN: "nested deeper than %d levels", KO: "%d단계보다 깊게 중첩됨"}
	JSONLoneSurrogate = Text{EN: `half of a surrogate pair (\uD800 to \uDFFF) is not a character`, KO: `서로게이트 쌍(\uD800~\uDFFF)의 반쪽은 문자가 아님`}
)

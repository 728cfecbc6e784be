package msg

// What is wrong with a JSON text.
var (
	JSONEndsEarly     = Text{EN: "the JSON ends too early"}
	JSONUnexpected    = Text{EN: "%s does not belong here in JSON"}
	JSONTooDeep       = Text{EN: "nested deeper than %d levels"}
	JSONLoneSurrogate = Text{EN: `half of a surrogate pair (\uD800 to \uDFFF) is not a character`}
)

package msg

// What is said of any change: which thing it is for, the question before it, and what came of it.
var (
	EmptyArgument     = Text{EN: "%s is empty", KO: "%s이(가) 비어 있음"}
	NamedTwice        = Text{EN: "%q is given twice", KO: "%q이(가) 두 번 지정됨"}
	SameThing         = Text{EN: "%q and %q are the same recovery, of the id %s", KO: "%q와(과) %q은(는) 같은 복구 작업임 (id %s)"}
	LookUpByIDInstead = Text{EN: "an id, such as 905, is not looked up first", KO: "id(예: 905)로 지정하면 먼저 조회하지 않음"}
	NothingChanged    = Text{EN: "this was a look at what is there; nothing was changed", KO: "대상을 조회하던 중이었으며 변경된 것 없음"}

	NeedsYes = Text{EN: "not confirmed: there is no terminal to ask at, and no --yes", KO: "확인되지 않음: 물어볼 터미널이 없고 --yes도 없음"}

	NoCenterSent      = Text{EN: "no center was sent: --center names the one that the recovery belongs to", KO: "센터를 보내지 않음: 복구 작업이 속한 센터를 --center로 지정"}
	NotSentToo        = Text{EN: "not sent", KO: "보내지 않음"}
	ChangesNotWritten = Text{EN: "%d were changed, but the result could not be written: %s", KO: "%d개를 변경했으나 결과를 쓸 수 없음: %s"}
)

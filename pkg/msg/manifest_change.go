package msg

// The update of a recovery, and a schedule of its own.
var (
	ARecoveryUpdate  = Text{EN: "change of a recovery", KO: "복구 변경"}
	ASchedule        = Text{EN: "schedule", KO: "스케줄"}
	WantNewSchedule  = Text{EN: "words or an object with type and basic", KO: "단어 또는 type과 basic이 있는 객체"}
	NotPartitionMode = Text{EN: "%s is not PARTITION=MODE, such as /home=full or C:=increment", KO: "%s은(는) PARTITION=MODE 형식이 아님 (예: /home=full, C:=increment)"}
	PartitionTwice   = Text{EN: "%s already gets a mode from %s", KO: "%s의 모드가 이미 %s에서 지정됨"}
	AdvancedIsSmart  = Text{EN: "type %d (%s) takes basic only; advanced belongs to the types 7 to 11", KO: "유형 %d(%s)에는 basic만 쓸 수 있음; advanced는 유형 7~11에 속함"}
	OneInBasic       = Text{EN: "takes one value in the basic part of a smart schedule; the advanced part may hold several", KO: "스마트 스케줄의 basic에는 값 하나만 쓸 수 있음; advanced에는 여러 값을 쓸 수 있음"}
)

package msg

// The schedule of a recovery request.
var (
	NotASchedule       = Text{EN: "%s is not a schedule", KO: "%s은(는) 스케줄이 아님"}
	WordsAreForTheFlag = Text{EN: "words such as \"daily 10:00\" are for the flag --schedule", KO: "\"daily 10:00\" 같은 표현은 --schedule 플래그에 쓸 것"}
	ScheduleUnwrapped  = Text{EN: "has its times beside type, as zdm-cli takes them; they belong in basic", KO: "시각이 zdm-cli에서처럼 type 옆에 있음; basic 안에 써야 함"}
	WriteInstead       = Text{EN: "write %s", KO: "이렇게 쓸 것: %s"}
	AdvancedRefused    = Text{EN: "is for backups; a recovery takes basic only", KO: "백업용임; 복구는 basic만 받음"}
	SmartSchedule      = Text{EN: "type %d is a smart schedule, for backups; a recovery takes the types 0 to 6", KO: "유형 %d은(는) 백업용 스마트 스케줄임; 복구는 유형 0~6을 받음"}
	NotAScheduleType   = Text{EN: "%s is not a schedule type", KO: "%s은(는) 스케줄 유형이 아님"}
	TypeNeedsField     = Text{EN: "is required for type %d (%s)", KO: "유형 %d (%s)에 필수임"}
	TypeTakesNoField   = Text{EN: "type %d (%s) takes %s; %s belongs to the types %s", KO: "유형 %d (%s)은(는) %s을(를) 받음; %s은(는) 유형 %s의 것임"}
	OutOfRange         = Text{EN: "%s is not a number from %d to %d", KO: "%s은(는) %d에서 %d까지의 숫자가 아님"}
	NotAYear           = Text{EN: "%s is not a year of four digits", KO: "%s은(는) 네 자리 연도가 아님"}
	NotADate           = Text{EN: "%s is not in the calendar", KO: "%s은(는) 달력에 없는 날짜임"}
	NotATime           = Text{EN: "%s is not a time from 00:00 to 23:59, written HH:mm", KO: "%s은(는) 00:00에서 23:59까지의 HH:mm 시각이 아님"}
	NotAWeekday        = Text{EN: "%s is not a day of the week", KO: "%s은(는) 요일이 아님"}
	OncePast           = Text{EN: "%s is in the past", KO: "%s은(는) 지난 시각임"}
)

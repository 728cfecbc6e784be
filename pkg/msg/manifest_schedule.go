package msg

// The schedule of a recovery request.
var (
	NotASchedule       = Text{EN: "%s is not a schedule"}
	WordsAreForTheFlag = Text{EN: "words such as \"daily 10:00\" are for the flag --schedule"}
	ScheduleFileTwo    = Text{EN: "%s holds a second document, and one schedule is taken"}
	AdvancedRefused    = Text{EN: "is for backups; a recovery takes basic only"}
	SmartSchedule      = Text{EN: "type %d is a smart schedule, for backups; a recovery takes the types 0 to 6"}
	NotAScheduleType   = Text{EN: "%s is not a schedule type"}
	TypeNeedsField     = Text{EN: "is required for type %d (%s)"}
	TypeTakesNoField   = Text{EN: "type %d (%s) takes %s; %s belongs to the types %s"}
	OutOfRange         = Text{EN: "%s is not a number from %d to %d"}
	NotAYear           = Text{EN: "%s is not a year of four digits"}
	NotADate           = Text{EN: "%s is not in the calendar"}
	NotATime           = Text{EN: "%s is not a time from 00:00 to 23:59, written HH:mm"}
	NotAWeekday        = Text{EN: "%s is not a day of the week"}
	OncePast           = Text{EN: "%s is in the past"}
)

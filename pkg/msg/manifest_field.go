package msg

// The fields of a recovery request, each by itself and together.
var (
	Required    = Text{EN: "is required"}
	JobNeedsKey = Text{EN: "add %s=... to the flag's value"}
	NoValue     = Text{EN: "has no value; give one or leave the field out"}
	NoFlagValue = Text{EN: "has no value; give one or leave the flag out"}
	WrongShape  = Text{EN: "is %s; %s belongs here"}
	QuoteIt     = Text{EN: "put it in quotes to send it as text"}

	AnObject = Text{EN: "an object"}
	AList    = Text{EN: "a list"}
	ANumber  = Text{EN: "the number %s"}
	ABoolean = Text{EN: "the truth value %s"}
	AText    = Text{EN: "the text %s"}

	WantObject   = Text{EN: "an object"}
	WantList     = Text{EN: "a list of objects"}
	WantText     = Text{EN: "text"}
	WantPositive = Text{EN: "a whole number from 1"}
	WantCount    = Text{EN: "a whole number from 0"}
	WantBoolean  = Text{EN: "true or false"}
	WantType     = Text{EN: "a number from 0 to 6"}
	WantSchedule = Text{EN: "the id of a schedule or an object with type and basic"}
	WantBasic    = Text{EN: "an object or the id of a schedule"}

	NotPositive    = Text{EN: "%s is not a whole number from 1 in plain digits"}
	NotACount      = Text{EN: "%s is not a whole number from 0 in plain digits"}
	NumberTooLarge = Text{EN: "%s is too large for a number (the most is 9223372036854775807)"}
	QuotedNumber   = Text{EN: "is text, and a number belongs here; remove the quotes"}
	NotABoolean    = Text{EN: "%s is not true or false"}
	RemoveQuotes   = Text{EN: "remove the quotes"}

	NotAPlatform       = Text{EN: "%s is not a platform"}
	NotAMode           = Text{EN: "%s is not a mode"}
	NotAnOverwrite     = Text{EN: "%s does not say whether to overwrite"}
	NotARepositoryType = Text{EN: "%s is not a repository type"}
	NotAnAfterReboot   = Text{EN: "%s is not what a target can do afterwards"}
	NotAUseOption      = Text{EN: "%s does not say whether to use it"}
	NotAScriptRun      = Text{EN: "%s does not say when the script runs"}
	NotAUser           = Text{EN: "%s is neither an id in digits nor an e-mail address"}
	NotAMail           = Text{EN: "%s is not one plain e-mail address"}
	EmptyItem          = Text{EN: "an item between the commas is empty"}
	RepeatedItem       = Text{EN: "%s is listed twice"}

	NotKeyValue    = Text{EN: "%s is not key=value"}
	CommaNeedsFile = Text{EN: "a value that holds a comma goes into a file (-f)"}
	UnknownJobKey  = Text{EN: "%s is not a key of a job"}
	RepeatedKey    = Text{EN: "%s is given twice"}

	SourceTaken       = Text{EN: "%s is already the source of %s"}
	TargetTaken       = Text{EN: "%s is already the target of %s"}
	TwoSourcesDestroy = Text{EN: "two sources onto one partition destroy data"}
	ExcludedTwice     = Text{EN: "%s is also the source of %s"}
	ListOnlyAlone     = Text{EN: "true leaves nothing to restore: there is no jobList"}
	ScriptRunAlone    = Text{EN: "says when a script runs, and there is no scriptPath"}
)

// What deserves a warning.
var (
	Baremetal          = Text{EN: "baremetal is known to the vendor's own tool and not to the API; a server may refuse it"}
	SameServer         = Text{EN: "%s is the source too"}
	MixedFamilies      = Text{EN: "%s and %s belong to different operating systems"}
	DriveSpelling      = Text{EN: "%s is found by servers from 2.0.1 only"}
	RootNotOverwritten = Text{EN: "%s is the target's root, and overwrite is not allowed"}
	NotAShare          = Text{EN: "%s does not look like an smb share (//host/share)"}
	NotAnExport        = Text{EN: "%s does not look like an nfs export (/path or host:/path)"}
)

// What flags do to a file.
var (
	JobListReplaced = Text{EN: "is not sent: what --job says takes its place"}
)

package msg

// How errors and warnings are laid out.
var (
	ErrorLine         = Text{EN: "error: %s"}
	WarningLine       = Text{EN: "warning: %s"}
	DidYouMean        = Text{EN: `did you mean "%s"?`}
	AllowedValues     = Text{EN: "allowed: %s"}
	RequestAndStatus  = Text{EN: "request %s, HTTP %d"}
	RequestAlone      = Text{EN: "request %s"}
	StatusAlone       = Text{EN: "HTTP %d"}
	NotAnOutputFormat = Text{EN: `"%s" is not an output format; %s`}
	NotAFilter        = Text{EN: "not a valid jq expression"}
	FilterFault       = Text{EN: "%s"} // in jq's own words
	FilterFailed      = Text{EN: "the jq expression does not fit the answer: %s"}
	AnswerIsNotJSON   = Text{EN: "the answer cannot be shown: it is not JSON"}
	TooDeepForYAML    = Text{EN: "the answer cannot be shown as YAML: it nests deeper than %d levels"}
	UseJSONOutput     = Text{EN: "-o json shows it"}
)

// What was registered.
var (
	HeadlineRegistered       = Text{EN: "Registered %s: %s -> %s%s%s"}
	OnPlatform               = Text{EN: " on %s"}
	ThenBoot                 = Text{EN: ", then %s"}
	HeadlineRegisteredInPart = Text{EN: "Registered in part: %s, %s of %s partitions failed"}
	HeadlineNotRegistered    = Text{EN: "Not registered: %s, %s of %s partitions failed"}
	HeadlineFailed           = Text{EN: "Registration failed: %s"}
	PartitionSummary         = Text{EN: "%s partitions: %s registered, %s failed"}
	OnePartition             = Text{EN: "%s partition: %s registered, %s failed"}
	PartitionsNotTold        = Text{EN: "the answer does not tell the partitions"}
	ScheduleLine             = Text{EN: "schedule: %s"}
	ScriptLine               = Text{EN: "script: %s"}
	ScriptTimingLine         = Text{EN: "script: %s, %s"}
	AutoStartLine            = Text{EN: "auto start: %s"}
	NewestImage              = Text{EN: "newest"}
)

// The headings of the partition table.
var (
	HeadCenter         = Text{EN: "CENTER"}
	HeadServer         = Text{EN: "SERVER"}
	HeadID             = Text{EN: "ID"}
	HeadOS             = Text{EN: "OS"}
	HeadPartitions     = Text{EN: "PARTITIONS"}
	HeadImages         = Text{EN: "IMAGES"}
	HeadPartition      = Text{EN: "PARTITION"}
	HeadTarget         = Text{EN: "TARGET"}
	HeadMode           = Text{EN: "MODE"}
	HeadBackup         = Text{EN: "BACKUP"}
	HeadImage          = Text{EN: "IMAGE"}
	HeadFileSystem     = Text{EN: "FS"}
	HeadOverwrite      = Text{EN: "OVERWRITE"}
	HeadImageFile      = Text{EN: "IMAGE FILE"}
	HeadRepository     = Text{EN: "REPOSITORY"}
	HeadRepositoryType = Text{EN: "TYPE"}
	HeadRepositoryPath = Text{EN: "PATH"}
	HeadState          = Text{EN: "STATE"}
	HeadError          = Text{EN: "ERROR"}
)

package msg

// recovery list and recovery get.
var (
	ListShort   = Text{EN: "List recoveries"}
	ListExample = Text{EN: `  zdmctl recovery list
  zdmctl recovery list --target web-01-dr --all -o jsonl`}
	FlagListJobName = Text{EN: "only the recovery of this `NAME`"}
	FlagListSource  = Text{EN: "only those of this source `SERVER`, by id or name"}
	FlagListTarget  = Text{EN: "only those onto this target `SERVER`, by id or name"}
	FlagListStatus  = Text{EN: "only those that are in this `STATUS`, such as processing or error"}
	FlagListAll     = Text{EN: "all of them, not only the newest 50"}
	SourceOrTarget  = Text{EN: "--source and --target exclude each other: the API takes one server"}
	ListedSome      = Text{EN: "%d of %s recoveries; --all shows the others"}

	GetShort   = Text{EN: "Show a recovery"}
	GetLong    = Text{EN: `Show a recovery with its partitions. A NAME of digits only is taken for an id, as the API does.`}
	GetExample = Text{EN: `  zdmctl recovery get web-01-nightly
  zdmctl recovery get 905 -o json --jq .data.job.info.status.current`}

	FieldJob      = Text{EN: "Job"}
	FieldID       = Text{EN: "Id"}
	FieldSource   = Text{EN: "Source"}
	FieldTarget   = Text{EN: "Target"}
	FieldPlatform = Text{EN: "Platform"}
	FieldStatus   = Text{EN: "Status"}
	FieldUpdated  = Text{EN: "Updated"}
	FieldSchedule = Text{EN: "Schedule"}

	HeadJob     = Text{EN: "JOB"}
	HeadSource  = Text{EN: "SOURCE"}
	HeadStatus  = Text{EN: "STATUS"}
	HeadUpdated = Text{EN: "UPDATED"}
)

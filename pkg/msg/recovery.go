package msg

// recovery, recovery create and recovery validate.
var (
	RootShort = Text{EN: "Register and follow recoveries of the ZDM disaster-recovery manager"}
	RootLong  = Text{EN: `zdmctl registers recoveries with the ZDM disaster-recovery manager.

It checks a request on this machine before anything is sent, sends it once, and tells by
its exit code what happened. The context "sandbox" is a ZDM server inside the program:
no log-in, no set-up, no harm.`}

	RecoveryShort = Text{EN: "Register recoveries"}

	CreateShort = Text{EN: "Register a recovery"}
	CreateLong  = Text{EN: `Register a recovery from flags, from a file, or from a file with flags on top.

The request is checked first, and all that is wrong with it is told at once; nothing is
sent then. A field that is not given is not sent. The file is YAML or JSON with the
API's own field names; a flag wins over its value.

A --schedule is the id of a schedule, JSON, @FILE, or words:
  once 2027-06-01 10:00           daily 10:00
  every 5m from 00:00             weekly mon,wed,fri 10:00
  every 2h from 00:30             monthly 1,15 10:00
                                  monthly week 1,3 mon 10:00

A --job takes source and target, and where they are to differ from the whole recovery's:
mode, overwrite, backup-job, backup-file, repository-id, repository-type and
repository-path. Given at all, the --job flags replace the file's jobList.

Exit codes: 0 registered; 2 the request is not valid; 3 some or all partitions failed;
4 no usable token; 5 refused; 6 not reached; 7 sent, and the outcome is unknown.`}
	CreateExample = Text{EN: `  # from a file
  zdmctl recovery create -f web-01.yaml

  # from flags
  zdmctl recovery create --center 1 --source web-01 --target web-01-dr --platform vmware \
    --repository-id 13 --mode full --job-name web-01-nightly --schedule 'daily 02:30'

  # look at what would be sent
  zdmctl recovery create -f web-01.yaml --mode increment --dry-run`}

	ValidateShort = Text{EN: "Check recovery requests without sending them"}
	ValidateLong  = Text{EN: `Check recovery requests on this machine; no server is asked.

A file may hold several documents. A directory stands for the .yaml, .yml and .json files
in it and below. All that is wrong is told in one run, and the exit code is then 2.`}
	ValidateExample = Text{EN: `  zdmctl recovery validate -f web-01.yaml
  zdmctl recovery validate -f recoveries/ -f more.yaml --strict
  generate | zdmctl recovery validate -f -`}

	FlagFile             = Text{EN: "read the request from a YAML or JSON file (- is standard input)"}
	FlagFiles            = Text{EN: "`FILE` or directory to check (- is standard input); may be repeated"}
	FlagDryRun           = Text{EN: "send nothing and print the request: -o json (default), yaml or curl"}
	FlagStrict           = Text{EN: "take warnings for errors"}
	FlagSource           = Text{EN: "server that was backed up, by id or name"}
	FlagTarget           = Text{EN: "server that is restored, by id or name"}
	FlagPlatform         = Text{EN: "platform of the target, such as vmware or aws"}
	FlagRepositoryID     = Text{EN: "repository that holds the backups"}
	FlagRepositoryType   = Text{EN: "type of the repository"}
	FlagRepositoryPath   = Text{EN: "path of the repository"}
	FlagMode             = Text{EN: "restore everything or what has changed"}
	FlagJobName          = Text{EN: "name of the recovery (the server makes one otherwise)"}
	FlagOverwrite        = Text{EN: "whether the target may be overwritten"}
	FlagUser             = Text{EN: "owner, by id or e-mail address"}
	FlagSchedule         = Text{EN: "when it runs: an id, JSON, @FILE or words such as 'daily 10:00'"}
	FlagAfterReboot      = Text{EN: "what the target does afterwards"}
	FlagNetworkLimit     = Text{EN: "limit of the network speed (0 is none)"}
	FlagExcludePartition = Text{EN: "partition to leave out; may be repeated"}
	FlagMailEvent        = Text{EN: "mail address that is told of events"}
	FlagAutoStart        = Text{EN: "start right after the registration"}
	FlagScriptPath       = Text{EN: "script to run"}
	FlagScriptRun        = Text{EN: "when the script runs"}
	FlagCloudAuth        = Text{EN: "cloud credentials, by id or name"}
	FlagListOnly         = Text{EN: "restore only the partitions that a --job or the jobList names"}
	FlagJob              = Text{EN: "settings of one partition, such as 'source=/home,target=/dev/sdb1'; may be repeated"}

	FormatNeedsDryRun  = Text{EN: "-o curl is for --dry-run"}
	NoCurlForSandbox   = Text{EN: "the sandbox has no address that curl could call"}
	NameAServer        = Text{EN: "name a server with --server or --context"}
	TheRecovery        = Text{EN: "the recovery"}
	OutcomeUnknown     = Text{EN: "outcome unknown: %s was sent, and then: %s"}
	MayBeRegistered    = Text{EN: "it may be registered, now or later"}
	DoNotSendAgain     = Text{EN: "do not send it again before you know:"}
	PartitionsFailed   = Text{EN: "%s of %s partitions failed"}
	RegistrationFailed = Text{EN: "the server reports that the registration failed"}
	ConfirmedByLookUp  = Text{EN: "note: the answer was lost (%s); %s is registered, confirmed by look-up"}
	LookUpInVain       = Text{EN: "looked for the job for %s and did not find it; it may still appear"}
	LookUpFailed       = Text{EN: "looked for the job for %s, and that was not answered either"}
	SimilarJob         = Text{EN: "a job named %s is there, and nothing shows that it is this one"}
	FlagRetries        = Text{EN: "how often a call is sent again where that is safe"}
	FlagSettle         = Text{EN: "how long a registration without an answer is looked up (0: not at all)"}
	ResultNotWritten   = Text{EN: "%s was registered, but the result could not be written: %s"}

	AllValid         = Text{EN: "%d requests are valid"}
	OneValid         = Text{EN: "1 request is valid"}
	SomeNotValid     = Text{EN: "not valid: %d of %d requests"}
	NothingToCheck   = Text{EN: "nothing to check: no file given"}
	NameFilesToCheck = Text{EN: "name files or directories with -f"}
)

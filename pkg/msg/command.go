package msg

// What is said of a command line, whatever the command.
var (
	Interrupted        = Text{EN: "interrupted: nothing was sent"}
	InvalidFlagValue   = Text{EN: "%s: %q is not a value of this flag"}
	FlagTakesBoolean   = Text{EN: "%s: %q is neither true nor false"}
	FlagGivenTwice     = Text{EN: "%s is given twice"}
	FlagNeedsValue     = Text{EN: "%s needs a value"}
	UnknownFlag        = Text{EN: "unknown flag: %s"}
	UnknownCommand     = Text{EN: "unknown command %q for %q"}
	DidYouMeanCommand  = Text{EN: "did you mean this?"}
	DidYouMeanFlag     = Text{EN: "did you mean %s?"}
	MissingArgument    = Text{EN: "%s is missing"}
	UnexpectedArgument = Text{EN: "unexpected argument %q"}
	NoSuchFormatHere   = Text{EN: "-o %s is not for this command; allowed: %s"}
	FilterNeedsJSON    = Text{EN: "--jq filters JSON and does not go with -o %s"}
)

// The headings of the help.
var (
	HelpShort    = Text{EN: "Show the help of a command"}
	HelpExample  = Text{EN: "  zdmctl help recovery create"}
	HelpUsage    = Text{EN: "Usage"}
	HelpCommands = Text{EN: "Commands"}
	HelpExamples = Text{EN: "Examples"}
	HelpFlags    = Text{EN: "Flags"}
	HelpGlobal   = Text{EN: "Global flags"}
	HelpMore     = Text{EN: "More about a command: %s COMMAND --help"}
)

// What the global flags do.
var (
	FlagContext               = Text{EN: "`NAME` of the context in the config file"}
	FlagServer                = Text{EN: "`URL` of the server, such as https://zdm.example.com:53307"}
	FlagConfig                = Text{EN: "config `FILE` (default: zdmctl/config.yaml in the user's configuration)"}
	FlagCenter                = Text{EN: "`CENTER` by id or name"}
	FlagOutput                = Text{EN: "`FORMAT` of the result: table, wide, json, jsonl, yaml or name"}
	FlagTimeout               = Text{EN: "`DURATION` that a call may take (default 30s; 120s to register a recovery)"}
	FlagCAFile                = Text{EN: "PEM `FILE` of certificates to trust beside the system's"}
	FlagLang                  = Text{EN: "`LANGUAGE` of help and messages: en or ko"}
	FlagInsecureSkipTLSVerify = Text{EN: "do not check the server's certificate"}
	FlagInsecurePlaintext     = Text{EN: "allow plain http to another machine: the network sees the token"}
	FlagNoColor               = Text{EN: "no colour"}
	FlagJQ                    = Text{EN: "filter the JSON result with a jq `EXPRESSION`"}
	FlagQuiet                 = Text{EN: "no notes and warnings"}
	FlagDebug                 = Text{EN: "show each call on stderr"}
	FlagHelp                  = Text{EN: "help for this command"}
)

package msg

// Reading a manifest: the stream, the file, the notation.
var (
	InvalidRequestOne = Text{EN: "%s is not a valid recovery request: 1 problem, nothing was sent"}
	InvalidRequest    = Text{EN: "%s is not a valid recovery request: %d problems, nothing was sent"}
	TheRequest        = Text{EN: "this command line"}
	MoreProblems      = Text{EN: "and %d more problems"}
	RequestNotBuilt   = Text{EN: "%s passed all checks and still could not be put together"}

	FileUnnamed    = Text{EN: "a file without a name cannot be read"}
	FileNotFound   = Text{EN: "%s does not exist"}
	FileUnreadable = Text{EN: "%s cannot be read: %s"}
	EmptyManifest  = Text{EN: "%s is empty: there is no request in it"}
	EmptyDirectory = Text{EN: "%s holds no request: there is no *.yaml, *.yml or *.json file in it"}
	StdinTwice     = Text{EN: "- is given twice: standard input can be read once"}

	SecondDocument = Text{EN: "a second document starts here, and one request is taken"}
	UseApply       = Text{EN: "zdmctl recovery apply -f takes a file with many"}

	DocumentTooLarge = Text{EN: "this document is larger than %d MiB, the most that a request may have"}
	IsUTF16          = Text{EN: "this is UTF-16, and a request is UTF-8"}
	NotUTF8          = Text{EN: "byte 0x%02X is not UTF-8"}
	SaveAsUTF8       = Text{EN: "save the file as UTF-8"}
	ControlCharacter = Text{EN: "holds the control character %U"}

	NotJSON          = Text{EN: "not valid JSON: %s"}
	FlagNotJSON      = Text{EN: "not valid JSON: %s (line %d, character %d)"}
	NotYAML          = Text{EN: "not valid YAML: %s"}
	TabIndent        = Text{EN: "a tab indents this line, and YAML takes blanks only"}
	IndentWithBlanks = Text{EN: "replace the tab with blanks, as many as the lines beside it have"}
	YAMLNotClosed    = Text{EN: "not valid YAML: a list or an object in brackets is not closed, or lacks a comma"}
	YAMLSecondColon  = Text{EN: "not valid YAML: a field cannot start here; mend the indentation, or quote a text that holds a colon and a blank"}
	YAMLNotAligned   = Text{EN: "not valid YAML: this line does not line up with those above it"}
	YAMLNoColon      = Text{EN: "not valid YAML: a field's name needs a colon and a blank after it"}
	YAMLQuoteOpen    = Text{EN: "not valid YAML: a quoted text starts here and does not end"}
	YAMLBadStart     = Text{EN: "not valid YAML: a value cannot start with this character unless it is in quotes"}
	YAMLNoAnchor     = Text{EN: "not valid YAML: an alias (*name) is used here, and no anchor (&name) above has its name"}
	YAMLTrailing     = Text{EN: "text goes on after the end of the request"}

	TooManyValues = Text{EN: "more than %d values, counted with those that aliases repeat"}
	TagRefused    = Text{EN: "the tag %s is not taken here; write the plain value"}
	MergeRefused  = Text{EN: "merge keys (<<) are not taken here; write the fields out"}
	KeyNotText    = Text{EN: "a field's name is text, and this is none"}
	RepeatedField = Text{EN: "is given twice, first in line %d"}
	UnknownField  = Text{EN: "there is no such field"}
	RootIsList    = Text{EN: "a recovery request is an object, and this is a list"}
	RootIsScalar  = Text{EN: "a recovery request is an object, and this is a single value"}
	DashesPart    = Text{EN: "several requests in one file are documents, parted by a line ---"}
)

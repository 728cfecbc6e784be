package msg

// Reading a manifest: the stream, the file, the notation.
var (
	InvalidRequestOne = Text{EN: "%s is not a valid %s: 1 problem, nothing was sent", KO: "%s은(는) 올바른 %s 요청이 아님: 문제 1개, 아무것도 보내지 않음"}
	InvalidRequest    = Text{EN: "%s is not a valid %s: %d problems, nothing was sent", KO: "%s은(는) 올바른 %s 요청이 아님: 문제 %d개, 아무것도 보내지 않음"}
	ARecoveryRequest  = Text{EN: "recovery request", KO: "복구"}
	TheRequest        = Text{EN: "this command line", KO: "이 명령줄"}
	MoreProblems      = Text{EN: "and %d more problems", KO: "그 밖에 문제 %d개"}
	RequestNotBuilt   = Text{EN: "%s passed all checks and still could not be put together", KO: "%s은(는) 모든 검사를 통과했으나 요청을 만들 수 없음"}

	FileUnnamed    = Text{EN: "a file without a name cannot be read", KO: "이름 없는 파일은 읽을 수 없음"}
	FileNotFound   = Text{EN: "%s does not exist", KO: "%s이(가) 존재하지 않음"}
	FileUnreadable = Text{EN: "%s cannot be read: %s", KO: "%s을(를) 읽을 수 없음: %s"}
	EmptyManifest  = Text{EN: "%s is empty: there is no request in it", KO: "%s이(가) 비어 있음: 요청이 없음"}
	EmptyDirectory = Text{EN: "%s holds no request: there is no *.yaml, *.yml or *.json file in it", KO: "%s에 요청이 없음: *.yaml, *.yml, *.json 파일이 없음"}
	StdinTwice     = Text{EN: "- is given twice: standard input can be read once", KO: "-가 두 번 지정됨: 표준 입력은 한 번만 읽을 수 있음"}

	ValueFileTwo   = Text{EN: "%s holds a second document, and one is taken", KO: "%s에 두 번째 문서가 있음, 하나만 받음"}
	ValueFileEmpty = Text{EN: "%s is empty", KO: "%s이(가) 비어 있음"}

	SecondDocument = Text{EN: "a second document starts here, and one request is taken", KO: "여기서 두 번째 문서가 시작되며, 요청은 하나만 받음"}
	UseApply       = Text{EN: "zdmctl recovery apply -f takes a file with many", KO: "여러 요청이 든 파일은 zdmctl recovery apply -f로"}

	DocumentTooLarge = Text{EN: "this document is larger than %d MiB, the most that a request may have", KO: "이 문서는 요청의 최대 크기인 %d MiB보다 큼"}
	IsUTF16          = Text{EN: "this is UTF-16, and a request is UTF-8", KO: "UTF-16임, 요청은 UTF-8이어야 함"}
	NotUTF8          = Text{EN: "byte 0x%02X is not UTF-8", KO: "바이트 0x%02X는 UTF-8이 아님"}
	SaveAsUTF8       = Text{EN: "save the file as UTF-8", KO: "파일을 UTF-8로 저장"}
	ControlCharacter = Text{EN: "holds the control character %U", KO: "제어 문자 %U가 들어 있음"}

	NotJSON          = Text{EN: "not valid JSON: %s", KO: "올바른 JSON이 아님: %s"}
	FlagNotJSON      = Text{EN: "not valid JSON: %s (line %d, character %d)", KO: "올바른 JSON이 아님: %s (%d번째 줄, %d번째 글자)"}
	NotYAML          = Text{EN: "not valid YAML: %s", KO: "올바른 YAML이 아님: %s"}
	TabIndent        = Text{EN: "a tab indents this line, and YAML takes blanks only", KO: "이 줄이 탭으로 들여쓰기됨, YAML은 공백만 허용"}
	IndentWithBlanks = Text{EN: "replace the tab with blanks, as many as the lines beside it have", KO: "탭을 옆줄과 같은 수의 공백으로 바꿀 것"}
	YAMLNotClosed    = Text{EN: "not valid YAML: a list or an object in brackets is not closed, or lacks a comma", KO: "올바른 YAML이 아님: 괄호로 묶은 목록이나 객체가 닫히지 않았거나 쉼표가 빠짐"}
	YAMLSecondColon  = Text{EN: "not valid YAML: a field cannot start here; mend the indentation, or quote a text that holds a colon and a blank", KO: "올바른 YAML이 아님: 여기서 필드가 시작될 수 없음; 들여쓰기를 고치거나, 콜론과 공백이 있는 텍스트를 따옴표로 묶을 것"}
	YAMLNotAligned   = Text{EN: "not valid YAML: this line does not line up with those above it", KO: "올바른 YAML이 아님: 이 줄이 윗줄과 맞지 않음"}
	YAMLNoColon      = Text{EN: "not valid YAML: a field's name needs a colon and a blank after it", KO: "올바른 YAML이 아님: 필드 이름 뒤에 콜론과 공백이 필요함"}
	YAMLQuoteOpen    = Text{EN: "not valid YAML: a quoted text starts here and does not end", KO: "올바른 YAML이 아님: 여기서 시작한 따옴표가 닫히지 않음"}
	YAMLBadStart     = Text{EN: "not valid YAML: a value cannot start with this character unless it is in quotes", KO: "올바른 YAML이 아님: 이 글자로 시작하는 값은 따옴표로 묶어야 함"}
	YAMLNoAnchor     = Text{EN: "not valid YAML: an alias (*name) is used here, and no anchor (&name) above has its name", KO: "올바른 YAML이 아님: 별칭(*name)이 쓰였으나 위에 그 이름의 앵커(&name)가 없음"}
	YAMLTrailing     = Text{EN: "text goes on after the end of the request", KO: "요청이 끝난 뒤에 텍스트가 이어짐"}

	TooManyValues = Text{EN: "more than %d values, counted with those that aliases repeat", KO: "별칭이 되풀이하는 것까지 세어 값이 %d개보다 많음"}
	TagRefused    = Text{EN: "the tag %s is not taken here; write the plain value", KO: "태그 %s은(는) 쓸 수 없음; 값을 그대로 쓸 것"}
	MergeRefused  = Text{EN: "merge keys (<<) are not taken here; write the fields out", KO: "병합 키(<<)는 쓸 수 없음; 필드를 직접 쓸 것"}
	KeyNotText    = Text{EN: "a field's name is text, and this is none", KO: "필드 이름은 텍스트여야 함"}
	RepeatedField = Text{EN: "is given twice, first in line %d", KO: "두 번 지정됨, 처음은 %d번째 줄"}
	UnknownField  = Text{EN: "there is no such field", KO: "그런 필드가 없음"}
	RootIsList    = Text{EN: "a recovery request is an object, and this is a list", KO: "복구 요청은 객체인데, 이것은 목록임"}
	RootIsScalar  = Text{EN: "a recovery request is an object, and this is a single value", KO: "복구 요청은 객체인데, 이것은 단일 값임"}
	JobListAlone  = Text{EN: "a jobList by itself stands under jobList:, or goes with --job @FILE", KO: "jobList만 있는 목록은 jobList: 아래에 쓰거나 --job @FILE로 줄 것"}
	DashesPart    = Text{EN: "several requests in one file are documents, parted by a line ---", KO: "한 파일의 여러 요청은 --- 줄로 나눈 문서임"}
)

package msg

// What is wrong with an inventory of the embedded server.
var (
	InventoryInvalid      = Text{EN: "%s is not a valid inventory; problems: %d", KO: "%s은(는) 올바른 인벤토리가 아님: 문제 %d개"}
	InventoryTooLarge     = Text{EN: "is larger than %d MB", KO: "%d MB보다 큼"}
	InventoryNotUTF8      = Text{EN: "is not UTF-8 text", KO: "UTF-8 텍스트가 아님"}
	InventoryEmpty        = Text{EN: "is empty", KO: "비어 있음"}
	InventoryNotYAML      = Text{EN: "is not YAML, here or in the lines below", KO: "이 줄이나 그 아래가 YAML이 아님"}
	InventoryOneDocument  = Text{EN: "must be one YAML document", KO: "YAML 문서 하나여야 함"}
	InventoryWantMapping  = Text{EN: "must be a mapping of names to values, written out", KO: "직접 쓴 이름과 값의 매핑이어야 함"}
	InventoryWantList     = Text{EN: "must be a list, written out", KO: "직접 쓴 목록이어야 함"}
	InventoryWantTextKey  = Text{EN: "a name must be text", KO: "이름은 텍스트여야 함"}
	InventoryWantText     = Text{EN: "must be text", KO: "텍스트여야 함"}
	InventoryWantBoolean  = Text{EN: "must be true or false", KO: "true 또는 false여야 함"}
	InventoryWantNumber   = Text{EN: "must be a whole number from 0 to 2^52", KO: "0에서 2^52까지의 정수여야 함"}
	InventoryWantSize     = Text{EN: `must be a number of bytes, or a size such as "60 GB"`, KO: "바이트 수 또는 \"60 GB\" 같은 크기여야 함"}
	InventoryWantTime     = Text{EN: `must be a time such as "2026-03-11 01:05:00"`, KO: "\"2026-03-11 01:05:00\" 같은 시각이어야 함"}
	InventoryWantEmail    = Text{EN: "must be an e-mail address", KO: "이메일 주소여야 함"}
	InventoryMissing      = Text{EN: "%s is missing", KO: "%s이(가) 없음"}
	InventoryNotAllowed   = Text{EN: "%q is not one of the values", KO: "%q은(는) 가능한 값이 아님"}
	InventoryDuplicateKey = Text{EN: "%q is already set above", KO: "%q은(는) 위에서 이미 지정됨"}
	InventoryUnknownKey   = Text{EN: "%q is not known here", KO: "%q은(는) 여기에 쓸 수 없음"}

	InventoryTaken         = Text{EN: "%v is already taken", KO: "%v은(는) 이미 쓰이고 있음"}
	InventoryNameIsID      = Text{EN: "%q has digits only: the API takes such a name for an id", KO: "%q은(는) 숫자로만 되어 있음: API는 그런 이름을 id로 해석함"}
	InventoryUnknownRef    = Text{EN: "there is no %s %d", KO: "%s %d이(가) 없음"}
	InventoryOtherCenter   = Text{EN: "repository %d belongs to another center than the server", KO: "레포지토리 %d은(는) 서버와 다른 센터의 것임"}
	InventoryNoPartition   = Text{EN: "the server has no partition %q", KO: "서버에 파티션 %q이(가) 없음"}
	InventoryUsedAboveSize = Text{EN: "more is used than there is", KO: "크기보다 많이 사용됨"}
	InventoryTwoServers    = Text{EN: "give either server or formerServer", KO: "server와 formerServer 중 하나만 쓸 것"}
	InventorySchedule      = Text{EN: "%s does not fit a schedule of type %d", KO: "%s은(는) 유형 %d의 스케줄에 맞지 않음"}
	InventoryNoAdvanced    = Text{EN: "a schedule of type %d has an advanced part", KO: "유형 %d의 스케줄에는 advanced가 있어야 함"}
	InventoryNotCompress   = Text{EN: `must be a percentage such as "41.20%"`, KO: "\"41.20%\" 같은 백분율이어야 함"}
)

// Faults on demand of the embedded server.
var (
	FaultInvalid = Text{EN: `%q is not a fault`, KO: "%q은(는) 장애가 아님"}
	FaultForms   = Text{EN: `kinds: %s; as in "truncate=0.05,delay=2s:0.2,status=503:0.1", with shares from 0 to 1`, KO: "종류: %s; 예: \"truncate=0.05,delay=2s:0.2,status=503:0.1\", 비율은 0에서 1까지"}
)

// Why the store of the embedded server cannot be used, and what helps.
var (
	SandboxOlder    = Text{EN: "an older zdmctl made its store %s", KO: "저장소 %s은(는) 이전 버전의 zdmctl이 만든 것임"}
	SandboxNewer    = Text{EN: "a newer zdmctl made its store %s", KO: "저장소 %s은(는) 더 새로운 버전의 zdmctl이 만든 것임"}
	SandboxForeign  = Text{EN: "%s is not a store of the sandbox", KO: "%s은(는) 샌드박스의 저장소가 아님"}
	SandboxDamaged  = Text{EN: "its store %s is damaged", KO: "저장소 %s이(가) 손상됨"}
	SandboxUnusable = Text{EN: "its store %s: %s", KO: "저장소 %s: %s"}
	SandboxReset    = Text{EN: "use that version, or empty the store", KO: "그 버전을 쓰거나 저장소를 비울 것"}
	SandboxTaken    = Text{EN: "stop that process, or speak to the server that it is with --server; another server needs a --db of its own", KO: "그 프로세스를 멈추거나, 그것이 서버이면 --server로 요청할 것. 서버를 하나 더 띄우려면 --db로 다른 파일을 지정할 것"}
	SandboxMove     = Text{EN: "move the file away, or name another with --db", KO: "파일을 옮기거나 --db로 다른 파일을 지정할 것"}
)

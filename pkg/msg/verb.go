package msg

// What list and get say, whatever they show.
var (
	FlagLimit          = Text{EN: "at most `N` of them", KO: "최대 `N`개"}
	FlagAll            = Text{EN: "all of them, however many", KO: "개수에 관계없이 모두"}
	FlagSort           = Text{EN: "order of the list (the server's default is desc)", KO: "목록의 순서 (서버 기본값은 desc)"}
	FlagDetail         = Text{EN: "ask for the details too (-o wide does so by itself)", KO: "상세 정보도 요청 (-o wide는 자동으로 요청)"}
	FlagWithDisk       = Text{EN: "ask for the disks too (shown by -o json, jsonl and yaml)", KO: "디스크도 요청 (-o json, jsonl, yaml에 표시)"}
	FlagWithNetwork    = Text{EN: "ask for the networks too, likewise", KO: "네트워크도 요청 (표시는 같음)"}
	FlagWithPartition  = Text{EN: "ask for the partitions too, likewise", KO: "파티션도 요청 (표시는 같음)"}
	FlagWithRepository = Text{EN: "ask for the repositories too, likewise", KO: "레포지토리도 요청 (표시는 같음)"}

	FlagBy = Text{EN: "take NAME for a name or for an id (default: digits only are an id)", KO: "NAME을 이름 또는 id로 해석 (기본값: 숫자만 있으면 id)"}

	LimitTooSmall    = Text{EN: "--limit: %d is below 1", KO: "--limit: %d은(는) 1보다 작음"}
	ExcludeEachOther = Text{EN: "%s and %s exclude each other", KO: "%s와(과) %s은(는) 함께 쓸 수 없음"}
	NotInEnum        = Text{EN: "%s: %q is not a value of this flag", KO: "%s: %q은(는) 이 플래그의 값이 아님"}
	FlagTakesID      = Text{EN: "%s: %q is not an id; an id is digits only", KO: "%s: %q은(는) id가 아님; id는 숫자로만 이루어짐"}
	ListedSome       = Text{EN: "%d of %s are shown; --all shows the others", KO: "%[2]s개 중 %[1]d개를 표시함; --all로 모두 표시"}
	ListedNone       = Text{EN: "nothing to list", KO: "표시할 항목 없음"}
	ItemUnreadable   = Text{EN: "the answer holds an item that cannot be read: %s", KO: "응답에 읽을 수 없는 항목이 있음: %s"}

	NotAnID        = Text{EN: "%q is not an id; an id is digits only", KO: "%q은(는) id가 아님; id는 숫자로만 이루어짐"}
	NothingOfName  = Text{EN: "nothing is named %q", KO: "이름이 %q인 항목 없음"}
	SeveralOfName  = Text{EN: "%q is the name of %d of them", KO: "이름이 %q인 항목이 %d개 있음"}
	TheirIDs       = Text{EN: "their ids: %s", KO: "해당 id: %s"}
	NameOneByID    = Text{EN: "name one of them by its id", KO: "그중 하나를 id로 지정"}
	NameOutOfReach = Text{EN: "%q cannot be reached: the API takes this name for something else, and tells no id of it", KO: "%q에 접근할 수 없음: API는 이 이름을 다른 것으로 해석하며, 그 id를 알려 주지 않음"}
	TakenForID     = Text{EN: "%s was taken for an id; --by name takes it for a name", KO: "%s을(를) id로 해석함; --by name을 쓰면 이름으로 해석"}
)

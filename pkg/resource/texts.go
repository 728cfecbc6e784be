package resource

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgItemsLack          = msg.T("%d of %d items have no name; these fields are missing: %s", "%[2]d개 중 %[1]d개 항목에 이름이 없습니다. 누락된 필드: %[3]s")
	msgThingNameless      = msg.T("the answer for %q has no name", "%q에 대한 응답에 이름이 없습니다")
	msgUnknownShape       = msg.T("the server answers in a form that this version does not know; -o json shows the answer as it is", "이 버전이 알지 못하는 형식의 응답입니다. -o json으로 원래 응답을 볼 수 있습니다")
	msgListTooLong        = msg.T("the list is too long to be written in one piece: more than %d items or %d MiB", "목록이 너무 길어 한 번에 출력할 수 없습니다: 항목 %d개 또는 %d MiB 초과")
	msgHeadNetwork        = msg.T("NETWORK", "네트워크")
	msgHeadNetmask        = msg.T("NETMASK", "넷마스크")
	msgHeadGateway        = msg.T("GATEWAY", "게이트웨이")
	msgHeadMAC            = msg.T("MAC", "MAC")
	msgFlagListDrive      = msg.T("only those of this `DRIVE` of a Windows server, such as C:", "Windows 서버의 이 `DRIVE`(예: C:)만")
	msgFlagLimit          = msg.T("at most `N` of them", "최대 `N`개")
	msgFlagAll            = msg.T("all of them, however many", "개수에 관계없이 모두")
	msgFlagSort           = msg.T("order of the list (the server's default is desc)", "목록의 순서 (서버 기본값은 desc)")
	msgFlagDetail         = msg.T("ask for the details too (-o wide does so by itself)", "상세 정보도 요청 (-o wide는 자동으로 요청)")
	msgFlagWithDisk       = msg.T("ask for the disks too (shown by -o json, jsonl and yaml)", "디스크도 요청 (-o json, jsonl, yaml에 표시)")
	msgFlagWithNetwork    = msg.T("ask for the networks too, likewise", "네트워크도 요청 (표시는 같음)")
	msgFlagWithPartition  = msg.T("ask for the partitions too, likewise", "파티션도 요청 (표시는 같음)")
	msgFlagWithRepository = msg.T("ask for the repositories too, likewise", "레포지토리도 요청 (표시는 같음)")
	msgLimitTooSmall      = msg.T("--limit: %d is below 1", "--limit: %d은(는) 1보다 작음")
	msgListedSome         = msg.T("%d of %s are shown; --all shows the others", "%[2]s개 중 %[1]d개를 표시함; --all로 모두 표시")
	msgListedNone         = msg.T("nothing to list", "표시할 항목 없음")
	msgTakenForID         = msg.T("%s was taken for an id; --by name takes it for a name", "%s을(를) id로 해석함; --by name을 쓰면 이름으로 해석")
)

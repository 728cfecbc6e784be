package msg

// context import.
var (
	ContextImportShort = Text{EN: "Make a context of the settings of the vendor's zdm-cli", KO: "zdm-cli의 설정으로 컨텍스트 생성"}
	ContextImportLong  = Text{
		EN: `Make a context of the configuration of the vendor's zdm-cli: address and port, account,
center, repository, and the token as long as it is valid. What was taken and what was
not is said. --server, --center, --ca-file, --insecure-plaintext and
--insecure-skip-tls-verify go before the file: it cannot say that a server speaks http.
zdm-cli and its file stay as they are.`,
		KO: `zdm-cli의 설정 파일로 컨텍스트를 만듭니다. 주소와 포트, 계정, 센터, 레포지토리,
아직 유효한 토큰을 가져옵니다. 가져온 것과 가져오지 않은 것을 알려 줍니다.
--server, --center, --ca-file, --insecure-plaintext, --insecure-skip-tls-verify는
파일보다 우선합니다. 파일에는 서버가 http를 쓴다는 설정이 없습니다.
zdm-cli와 그 파일은 바꾸지 않습니다.`,
	}
	ContextImportExample = Text{EN: "  zdmctl context import --from zdm-cli\n  zdmctl context import --from zdm-cli --file /mnt/old/.zdm-cli/config.json --name old"}
	FlagFrom             = Text{EN: "the tool that the settings are of", KO: "설정을 가져올 도구"}
	FlagImportFile       = Text{EN: "`FILE` of the settings (default: .zdm-cli/config.json in the home directory)", KO: "설정 `FILE` (기본값: 홈 디렉터리의 .zdm-cli/config.json)"}
	FlagImportName       = Text{EN: "`NAME` of the context", KO: "컨텍스트 `NAME`"}
	FlagImportYes        = Text{EN: "replace a context of that name", KO: "같은 이름의 컨텍스트를 대체"}

	ContextExists   = Text{EN: "the context %s is there already", KO: "컨텍스트 %s이(가) 이미 있음"}
	ImportElsewhere = Text{EN: "--yes replaces it, --name makes another one", KO: "--yes는 대체, --name은 다른 이름으로 생성"}
	ImportGiveFile  = Text{EN: "give the file with --file", KO: "--file로 파일을 지정"}

	ImportNotVendors = Text{EN: "%s is not a configuration of zdm-cli: it is not one JSON object", KO: "%s은(는) zdm-cli 설정이 아님: JSON 객체 하나가 아님"}
	ImportTwice      = Text{EN: "%s is not a configuration of zdm-cli: it gives %s twice", KO: "%s은(는) zdm-cli 설정이 아님: %s이(가) 두 번 나옴"}
	ImportNoServer   = Text{EN: "%s names no server: zdm.ip must be a host and zdm.port a number from 1 to 65535", KO: "%s에 서버가 없음: zdm.ip는 호스트, zdm.port는 1~65535의 숫자여야 함"}

	ImportTaken          = Text{EN: "context %s, from %s: %s", KO: "컨텍스트 %s, 출처 %s: %s"}
	ImportLeft           = Text{EN: "not taken: %s: %s", KO: "가져오지 않음: %s: %s"}
	ImportTokenExpired   = Text{EN: "it expired %s ago: log in again", KO: "%s 전에 만료됨: 다시 로그인"}
	ImportPathIsRequests = Text{EN: "the path belongs into a request, as repository.path", KO: "경로는 요청의 repository.path에 지정"}
	ImportFlagWins       = Text{EN: "%s goes before it", KO: "%s이(가) 우선함"}
	ImportNoUse          = Text{EN: "zdmctl has no use for it", KO: "zdmctl에서 쓰지 않음"}
)

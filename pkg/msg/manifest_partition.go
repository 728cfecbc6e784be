package msg

// Partitions, names and their characters.
var (
	TargetOverlaps = Text{EN: "%s overlaps %s, the target of %s", KO: "%[3]s의 타겟 %[2]s와(과) 겹치는 파티션: %[1]s"}

	InvisibleCharacter = Text{EN: "holds the invisible character %U; remove it", KO: "보이지 않는 문자 %U가 들어 있습니다. 제거하세요"}
	OtherBlank         = Text{EN: "holds %U, which looks like a blank and is another character; write a plain blank", KO: "공백처럼 보이지만 공백이 아닌 문자 %U가 들어 있습니다. 일반 공백을 사용하세요"}
	OuterBlank         = Text{EN: "begins or ends with a blank (%U); remove it", KO: "앞이나 뒤에 공백(%U)이 있습니다. 제거하세요"}
	IfTheServerHasIt   = Text{EN: "if the name on the server holds it, use the ID instead", KO: "서버에 등록된 이름에 그 문자가 있다면 이름 대신 ID를 사용하세요"}
	QuotedName         = Text{EN: "%s is sent with its quotes (%U)", KO: "%s은(는) 따옴표(%U)까지 그대로 전송됩니다"}
	LineHolds          = Text{EN: "the line holds %U, which looks like another character", KO: "이 줄에 다른 문자처럼 보이는 %U가 있습니다"}

	PartitionCharacter = Text{EN: "%s is unlikely to be a partition: it holds %s (%U)", KO: "%s은(는) 파티션이 아닌 듯합니다. %s(%U)이(가) 들어 있습니다"}
	ExcludeByCommas    = Text{EN: "separate partitions with commas: /boot,/home or h,d", KO: "파티션은 쉼표로 구분하세요: /boot,/home 또는 h,d"}
	OnePartitionEach   = Text{EN: "each item of jobList takes one partition", KO: "jobList의 각 항목에는 파티션을 하나만 지정하세요"}
	PathOnADrive       = Text{EN: "%s is a path on a drive, not a partition", KO: "%s은(는) 파티션이 아니라 드라이브 안의 경로입니다"}
	GitBashPath        = Text{EN: "Git Bash turns an argument that begins with / into a path on Windows: set MSYS_NO_PATHCONV=1, or begin it with //, as in //var",
		KO: "Git Bash는 /로 시작하는 인수를 Windows 경로로 바꿉니다. MSYS_NO_PATHCONV=1을 설정하거나 //var처럼 //로 시작하세요"}
	NotAPartition = Text{EN: "%s is no mount point (/home), device (/dev/sdb1) or drive (C:)", KO: "%s은(는) 마운트 지점(/home), 장치(/dev/sdb1), 드라이브(C:)가 아닙니다"}
)

package msg

// What an answer means for the request that it answers.
var (
	OutcomeUnknown     = Text{EN: "outcome unknown: %s was sent, and then: %s", KO: "결과를 알 수 없음: %s 전송 뒤: %s"}
	AnswerOfAnother    = Text{EN: "the response is not about this request", KO: "이 요청에 대한 응답이 아님"}
	MayBeRegistered    = Text{EN: "it may be registered, now or later", KO: "지금 또는 나중에 등록될 수 있음"}
	MayHaveHappened    = Text{EN: "it may have happened, or happen yet", KO: "이미 처리되었거나 곧 처리될 수 있음"}
	DoNotSendAgain     = Text{EN: "do not send it again before you know:", KO: "확인하기 전에는 다시 보내지 마세요:"}
	PartitionsFailed   = Text{EN: "%s of %s partitions failed", KO: "파티션 %[2]s개 중 %[1]s개 실패"}
	PartitionsLacking  = Text{EN: "partitions that were not registered as requested: %d", KO: "요청대로 등록되지 않은 파티션: %d개"}
	CountsContradict   = Text{EN: "the counts in the response do not add up: total %s, successful %s, failed %s", KO: "응답의 개수가 맞지 않음: 전체 %s, 성공 %s, 실패 %s"}
	RegistrationFailed = Text{EN: "the server reports that the registration failed", KO: "서버가 등록 실패를 알림"}
	ConfirmedByLookup  = Text{EN: "the response was lost (%s); %s is registered, confirmed by lookup", KO: "응답 유실(%s). 조회로 등록 확인: %s"}
	RegisteredTwice    = Text{EN: "%d recoveries of this name appeared; another one was registered at the same time: %s", KO: "같은 이름의 복구 작업이 %d개 등록됨. 동시에 다른 등록이 있었음: %s"}
	LookUpInVain       = Text{EN: "looked for the recovery for %s and did not find it; it may still appear", KO: "%s 동안 복구 작업을 조회했으나 없음. 나중에 나타날 수 있음"}
	LookUpFailed       = Text{EN: "looked for the recovery for %s, and the lookup failed too", KO: "%s 동안 복구 작업을 조회했으나 조회도 실패함"}
	SimilarJob         = Text{EN: "a recovery named %s exists, and nothing shows that it is this one", KO: "이름이 %s인 복구 작업이 있으나 이 요청의 것인지 알 수 없음"}

	PartitionFailed      = Text{EN: "failed", KO: "실패"}
	PartitionMissing     = Text{EN: "missing from the registration", KO: "등록에서 빠짐"}
	PartitionElsewhere   = Text{EN: "goes to %s, not to %s", KO: "%[2]s 대신 %[1]s에 복구됨"}
	PartitionNotExcluded = Text{EN: "was to be excluded, and is registered", KO: "제외하도록 요청했으나 등록됨"}
	PartitionNotListed   = Text{EN: "is not in the jobList, and is registered although listOnly is true", KO: "jobList에 없고 listOnly가 true인데도 등록됨"}

	RegisteredAs    = Text{EN: "the server registered it as %q, not as %q", KO: "서버가 등록한 이름: %q (요청한 이름: %q)"}
	StateNotKnown   = Text{EN: "the server calls the state of the registration %q", KO: "서버가 표시한 등록 상태: %q"}
	EffectiveValue  = Text{EN: "%s is %q, not %q as requested", KO: "%s: 요청한 값은 %[3]q, 적용된 값은 %[2]q"}
	NoScheduleShown = Text{EN: "a schedule was requested, and the server shows none", KO: "스케줄을 요청했으나 서버의 응답에 없음"}
	ServerNotice    = Text{EN: "the server notes: %s", KO: "서버 알림: %s"}

	SentByAnother  = Text{EN: "outcome unknown: another zdmctl sent %s and ended before the response", KO: "결과를 알 수 없음: 다른 zdmctl이 %s 작업을 전송하고 응답 전에 종료됨"}
	MayAppearUntil = Text{EN: "it may still appear until %s; after that, run the same command again", KO: "%s까지 나타날 수 있음. 그 뒤에 같은 명령을 다시 실행하세요"}
	WaitingForTurn = Text{EN: "waiting: another zdmctl on this machine is registering %s", KO: "대기 중: 이 컴퓨터의 다른 zdmctl이 %s 작업을 등록하고 있음"}
	NoTurns        = Text{EN: "two runs at once on this machine could register a name twice: %s", KO: "이 컴퓨터에서 동시에 실행하면 같은 이름이 두 번 등록될 수 있음: %s"}
)

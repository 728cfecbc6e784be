package outcome

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgOutcomeUnknown       = msg.T("outcome unknown: %s was sent, and then: %s", "결과를 알 수 없습니다: %s 전송 후: %s")
	msgAnswerOfAnother      = msg.T("the response is not about this request", "이 요청에 대한 응답이 아닙니다")
	msgMayBeRegistered      = msg.T("it may be registered, now or later", "지금 또는 나중에 등록될 수 있습니다")
	msgPartitionsLacking    = msg.T("partitions that were not registered as requested: %d", "요청대로 등록되지 않은 파티션: %d개")
	msgCountsContradict     = msg.T("the counts in the response do not add up: total %s, successful %s, failed %s", "응답의 개수가 맞지 않습니다: 전체 %s, 성공 %s, 실패 %s")
	msgRegistrationFailed   = msg.T("the server reports that the registration failed", "서버가 등록에 실패했습니다")
	msgConfirmedByLookup    = msg.T("the response was lost (%s); %s is registered, confirmed by lookup", "응답이 유실되었습니다(%s). 조회로 등록을 확인했습니다: %s")
	msgRegisteredTwice      = msg.T("%d recoveries with this name appeared; another one was registered at the same time: %s", "같은 이름의 복구 작업이 %d개 등록되었습니다. 동시에 다른 등록이 있었습니다: %s")
	msgLookupFoundNothing   = msg.T("looked for the recovery for %s and did not find it; it may still appear", "%s 동안 복구 작업을 조회했으나 없습니다. 나중에 나타날 수 있습니다")
	msgLookupFailed         = msg.T("looked for the recovery for %s, and the lookup failed too", "%s 동안 복구 작업을 조회했으나 조회도 실패했습니다")
	msgSimilarJob           = msg.T("a recovery named %s exists, and nothing shows that it is this one", "이름이 %s인 복구 작업이 있으나 이 요청의 것인지 알 수 없습니다")
	msgPartitionFailed      = msg.T("failed", "실패")
	msgPartitionMissing     = msg.T("missing from the registration", "등록에서 누락되었습니다")
	msgPartitionElsewhere   = msg.T("is restored onto %s, not onto %s", "요청한 %[2]s 대신 %[1]s에 복구됩니다")
	msgPartitionNotExcluded = msg.T("is registered although the request excludes it", "제외하도록 요청했으나 등록되었습니다")
	msgPartitionNotListed   = msg.T("is registered although it is not in jobList and listOnly is true", "jobList에 없고 listOnly가 true인데도 등록되었습니다")
	msgStateNotKnown        = msg.T("the server reports the unknown registration state %q", "서버가 알 수 없는 등록 상태를 반환했습니다: %q")
	msgEffectiveValue       = msg.T("%s is %q, not %q as requested", "%s: 요청한 값은 %[3]q, 적용된 값은 %[2]q입니다")
	msgNoScheduleShown      = msg.T("a schedule was requested, but the response contains none", "스케줄을 요청했으나 서버의 응답에 없습니다")
	msgServerNotice         = msg.T("notice from the server: %s", "서버 알림: %s")
	msgNoSuchPartition      = msg.T("the recovery has no partition %q; it has: %s", "복구 작업에 없는 파티션 %q입니다. 있는 파티션: %s")
	msgForeignBody          = msg.T("it returned %s: %s", "응답 %s: %s")
	msgForeignEmpty         = msg.T("it returned %s, without a body", "응답 %s, 본문 없음")
)

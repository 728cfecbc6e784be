package msg

// Recoveries that write the same partition.
var (
	TargetClaimed    = Text{EN: "%s is also the target of recovery %q: id %s, %s", KO: "%s은(는) 복구 작업 %q의 타겟이기도 합니다(id %s, %s)"}
	TargetBusyWayOut = Text{EN: "both would write to it: stop or delete that recovery first, or choose another target", KO: "두 작업이 같은 곳에 씁니다. 그 작업을 먼저 중지하거나 삭제하고, 아니면 다른 타겟을 선택하세요"}

	PlanTheClaims  = Text{EN: "which recoveries write to the target", KO: "타겟에 쓰는 복구 작업"}
	PlanJobSame    = Text{EN: "a recovery named %q is registered and is what the request asks for: id %s, %s", KO: "요청과 같은 복구 작업 %q이(가) 이미 등록되어 있습니다(id %s, %s)"}
	PlanJobDiffers = Text{EN: "change it with recovery apply --update, or choose another --job-name", KO: "recovery apply --update로 변경하거나 다른 --job-name을 사용하세요"}
	WordClaimed    = Text{EN: "target in use", KO: "타겟 사용 중"}
)

// Requests of one run that get in each other's way.
var (
	NameTwice     = Text{EN: "%q is the name of another request too, at %s:%d", KO: "%q은(는) %s:%d에 있는 다른 요청의 이름이기도 함"}
	NameAlike     = Text{EN: "%s differs from %s at %s:%d in case, blanks or form only: servers may take the two for one", KO: "%s: %s(%s:%d)와 대소문자나 공백, 형태만 다릅니다. 서버가 같은 이름으로 볼 수 있습니다"}
	WrittenTwice  = Text{EN: "%s of %s is also the target of %s in the request at %s:%d", KO: "%[2]s의 %[1]s은(는) %[4]s:%[5]d의 요청에서 %[3]s의 타겟이기도 합니다"}
	OverlapsOther = Text{EN: "%s of %s overlaps %s, the target of %s in the request at %s:%d", KO: "%[2]s의 %[1]s은(는) %[5]s:%[6]d의 요청에서 %[4]s의 타겟인 %[3]s와(과) 겹칩니다"}
	SameAgain     = Text{EN: "the request at %s:%d restores %s onto %s of %s as well", KO: "%s:%d의 요청도 %s을(를) %[5]s의 %[4]s(으)로 복구합니다"}
	WholeTwice    = Text{EN: "%s is also the target of the request at %s:%d: a partition that neither lists may be written by both", KO: "%s은(는) %s:%d의 요청의 타겟이기도 합니다. 목록에 없는 파티션에 둘 다 쓸 수 있습니다"}
	ListThemOnly  = Text{EN: "list the partitions of each with listOnly: true, or give each its own target", KO: "listOnly: true로 각 요청의 파티션을 지정하거나 타겟을 따로 정하세요"}
)

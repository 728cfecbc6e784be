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

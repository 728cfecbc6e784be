package msg

// recovery update, start, stop and delete.
var (
	UpdateShort = Text{EN: "Change a recovery", KO: "복구 작업 변경"}
	UpdateLong  = Text{EN: `Change what is given of a recovery, and leave the rest as it is. The source, the target, the repository
and the choice of backups cannot be changed.

The values are checked first, and all that is wrong with them is told at once; nothing is sent then.
--mode is for all partitions, and a --partition for one. A --schedule is given as to "recovery create".
The center is sent when the command line or the settings name one; servers of 2.0 demand it.

A name that several recoveries have is refused. The change is sent once.

Exit codes: 0 changed; 2 not valid; 3 the change failed in whole or in part; 4 no usable token;
5 refused; 6 not reached; 7 sent, and the outcome is unknown.`, KO: `복구 작업에서 지정한 것만 변경하고 나머지는 그대로 둡니다. 소스, 타겟,
레포지토리와 백업 선택은 변경할 수 없습니다.

먼저 값을 검사하고 잘못된 것을 한 번에 모두 알리며, 그때는 아무것도 보내지
않습니다. --mode는 모든 파티션에, --partition은 파티션 하나에 적용됩니다.
--schedule은 "recovery create"와 같습니다. center는 명령줄이나 설정에 있을 때
보내며, 2.0 서버에서는 필수입니다.

여러 복구 작업이 같은 이름을 가지면 거부합니다. 변경은 한 번만 보냅니다.

종료 코드: 0 변경됨; 2 올바르지 않음; 3 변경이 전부 또는 일부 실패; 4 쓸 수 있는
토큰 없음; 5 거부됨; 6 연결할 수 없음; 7 보냈으나 결과를 알 수 없음.`}
	UpdateExample = Text{EN: `  zdmctl recovery update web-01-nightly --schedule 'daily 03:00' --after-reboot shutdown
  zdmctl recovery update web-01-nightly --mode increment --partition /var=full
  zdmctl recovery update 1 --change-name web-01-weekly --dry-run`}
	FlagChangeName      = Text{EN: "new name of the recovery", KO: "복구 작업의 새 이름"}
	FlagUpdateMode      = Text{EN: "mode of all partitions", KO: "모든 파티션의 모드"}
	FlagUpdatePartition = Text{EN: "`PARTITION=MODE` of one partition or drive, such as /home=full or C:=increment; may be repeated", KO: "파티션 또는 드라이브 하나의 `PARTITION=MODE`, 예: /home=full, C:=increment; 여러 번 지정 가능"}
	FlagDryRunPlain     = Text{EN: "send nothing and print the request: -o json (default) or yaml", KO: "보내지 않고 요청을 출력: -o json (기본값), yaml"}
	NothingToChange     = Text{EN: "nothing to change: no flag names a field", KO: "변경할 것이 없음: 필드를 지정한 플래그가 없음"}
	UpdateOf            = Text{EN: "the change of %s", KO: "%s의 변경"}
	UpdateFailed        = Text{EN: "the server reports that the change failed", KO: "서버가 변경 실패를 알림"}
	Updated             = Text{EN: "Updated %s", KO: "%s 변경됨"}
	UpdatedInPart       = Text{EN: "Updated in part: %s", KO: "일부만 변경됨: %s"}
	UpdatedUnsaid       = Text{EN: "Updated %s: the server names no field that has changed", KO: "%s 변경됨: 서버가 변경된 필드를 알리지 않음"}
	ChangeNotWritten    = Text{EN: "%s was changed, but the result could not be written: %s", KO: "%s은(는) 변경되었으나 결과를 쓸 수 없음: %s"}
	HeadField           = Text{EN: "FIELD", KO: "필드"}
	HeadBefore          = Text{EN: "BEFORE", KO: "변경 전"}
	HeadAfter           = Text{EN: "AFTER", KO: "변경 후"}

	StartShort = Text{EN: "Start recoveries", KO: "복구 작업 시작"}
	StartLong  = Text{EN: `Start the run of recoveries, each with a call of its own, which is sent once. A name that several
recoveries have is refused. A failure does not keep the others from their start; the exit code is that
of the worst. With -o json, one NAME gives the server's answer, and several an array of objects with
name, outcome, and answer or error.`, KO: `복구 작업을 각각 한 번씩 호출하여 실행을 시작합니다. 여러 복구 작업이 가진
이름은 거부합니다. 하나가 실패해도 나머지는 시작하며, 종료 코드는 가장 나쁜
것입니다. -o json은 NAME 하나면 서버의 응답을, 여럿이면 name, outcome과 answer
또는 error를 가진 객체의 배열을 출력합니다.`}
	StartExample  = Text{EN: "  zdmctl recovery start web-01-nightly\n  zdmctl recovery start web-01-nightly web-02-nightly"}
	HasStarted    = Text{EN: "Started %s", KO: "%s 시작됨"}
	NotAllStarted = Text{EN: "not started: %d of %d recoveries", KO: "시작되지 않음: 복구 작업 %[2]d개 중 %[1]d개"}

	StopShort = Text{EN: "Stop recoveries", KO: "복구 작업 중지"}
	StopLong  = Text{EN: `Stop the run of recoveries, each with a call of its own, which is sent once. A name that several
recoveries have is refused. A failure does not keep the others from their stop; the exit code is that
of the worst. With -o json, one NAME gives the server's answer, and several an array of objects with
name, outcome, and answer or error.`, KO: `복구 작업을 각각 한 번씩 호출하여 실행을 중지합니다. 여러 복구 작업이 가진
이름은 거부합니다. 하나가 실패해도 나머지는 중지하며, 종료 코드는 가장 나쁜
것입니다. -o json은 NAME 하나면 서버의 응답을, 여럿이면 name, outcome과 answer
또는 error를 가진 객체의 배열을 출력합니다.`}
	StopExample   = Text{EN: "  zdmctl recovery stop web-01-nightly"}
	HasStopped    = Text{EN: "Stopped %s", KO: "%s 중지됨"}
	NotAllStopped = Text{EN: "not stopped: %d of %d recoveries", KO: "중지되지 않음: 복구 작업 %[2]d개 중 %[1]d개"}

	DeleteShort = Text{EN: "Delete recoveries with their history and logs", KO: "복구 작업을 이력, 로그와 함께 삭제"}
	DeleteLong  = Text{EN: `Delete recoveries with their history and logs. It asks on a terminal, and needs --yes without one.

A name that several recoveries have is refused. Each is deleted with a call of its own, which is sent
once; a failure does not keep the others from theirs, and the exit code is that of the worst. A server
that answers success and deleted nothing is an error (exit code 5). With -o json, one NAME gives the
server's answer, and several an array of objects with name, outcome, and answer or error.`, KO: `복구 작업을 이력, 로그와 함께 삭제합니다. 터미널에서는 묻고, 터미널이 아니면
--yes가 필요합니다.

여러 복구 작업이 가진 이름은 거부합니다. 각각 한 번만 호출하여 삭제하며, 하나가
실패해도 나머지는 삭제하고, 종료 코드는 가장 나쁜 것입니다. 서버가 성공이라고
답했으나 아무것도 삭제하지 않았으면 오류(종료 코드 5)입니다. -o json은 NAME
하나면 서버의 응답을, 여럿이면 name, outcome과 answer 또는 error를 가진 객체의
배열을 출력합니다.`}
	DeleteExample  = Text{EN: "  zdmctl recovery delete web-01-nightly\n  zdmctl recovery delete 1 2 --yes"}
	DeleteOne      = Text{EN: "Delete recovery %s (%s -> %s) with its history and logs? [y/N] ", KO: "복구 작업 %s (%s -> %s)을(를) 이력, 로그와 함께 삭제하시겠습니까? [y/N] "}
	DeleteListed   = Text{EN: "  %s (%s -> %s)", KO: "  %s (%s -> %s)"}
	DeleteSeveral  = Text{EN: "Delete these %d recoveries with their history and logs? [y/N] ", KO: "이 복구 작업 %d개를 이력, 로그와 함께 삭제하시겠습니까? [y/N] "}
	DeleteRunning  = Text{EN: "%s is under way (%s)", KO: "%s이(가) 진행 중임 (%s)"}
	DeletionOf     = Text{EN: "the deletion of %s", KO: "%s의 삭제"}
	DeletionFailed = Text{EN: "the server reports that the deletion of %s failed", KO: "서버가 %s의 삭제 실패를 알림"}
	NothingDeleted = Text{EN: "nothing was deleted: the server answers success and deleted nothing of %s", KO: "아무것도 삭제되지 않음: 서버가 성공이라고 답했으나 %s에서 삭제한 것이 없음"}
	DeletionUnsaid = Text{EN: "the server answers success and does not say what it deleted of %s", KO: "서버가 성공이라고 답했으나 %s에서 무엇을 삭제했는지 알리지 않음"}
	Deleted        = Text{EN: "Deleted %s", KO: "%s 삭제됨"}
	NotAllKnown    = Text{EN: "not done, or not known to be: %d of %d", KO: "되지 않았거나 결과를 알 수 없음: %[2]d개 중 %[1]d개"}
	NotAllDeleted  = Text{EN: "not deleted: %d of %d", KO: "삭제되지 않음: %[2]d개 중 %[1]d개"}
)

// schedule create and delete.
var (
	ScheduleCreateShort = Text{EN: "Create a schedule", KO: "스케줄 생성"}
	ScheduleCreateLong  = Text{EN: `Create a schedule of its own, to which backups and recoveries may refer by its id.

A --schedule is JSON, @FILE, or words as to "recovery create": 'daily 10:00', 'weekly mon,fri 10:00'.
The smart types 7 to 11, for backups, are JSON with type, basic and advanced. It is sent once: identical
calls make several schedules.`, KO: `백업과 복구 작업이 id로 참조할 수 있는 독립된 스케줄을 생성합니다.

--schedule은 JSON, @FILE, 또는 "recovery create"와 같은 표현입니다: 'daily
10:00', 'weekly mon,fri 10:00'. 백업용 스마트 유형 7~11은 type, basic,
advanced를 가진 JSON입니다. 한 번만 보냅니다. 같은 호출을 되풀이하면 스케줄이
여러 개 생깁니다.`}
	ScheduleCreateExample = Text{EN: `  zdmctl schedule create --center 1 --schedule 'daily 02:30'
  zdmctl schedule create --schedule '{"type": 7, "basic": {"day": "sun", "time": "01:00"}, "advanced": {"day": "mon,wed", "time": "01:00"}}'`}
	FlagNewSchedule     = Text{EN: "when it runs: JSON, @FILE or words such as 'daily 10:00'", KO: "실행 시점: JSON, @FILE, 또는 'daily 10:00' 같은 표현"}
	FlagScheduleJobName = Text{EN: "name of the job that it is for", KO: "이 스케줄을 쓸 작업의 이름"}
	TheSchedule         = Text{EN: "the schedule", KO: "스케줄"}
	ScheduleCreated     = Text{EN: "Created schedule %s", KO: "스케줄 %s 생성됨"}
	ScheduleWithoutID   = Text{EN: "the server answers success and tells no id of the schedule", KO: "서버가 성공이라고 답했으나 스케줄의 id를 알리지 않음"}
	ScheduleNotWritten  = Text{EN: "the schedule was created, but the result could not be written: %s", KO: "스케줄은 생성되었으나 결과를 쓸 수 없음: %s"}

	ScheduleDeleteShort = Text{EN: "Delete schedules", KO: "스케줄 삭제"}
	ScheduleDeleteLong  = Text{EN: `Delete schedules by their ids. It asks on a terminal, and needs --yes without one. A server refuses to
delete a schedule that a job uses. With -o json, one ID gives the server's answer, and several an array
of objects with name, outcome, and answer or error.`, KO: `스케줄을 id로 삭제합니다. 터미널에서는 묻고, 터미널이 아니면 --yes가 필요합니다.
작업이 쓰는 스케줄은 서버가 삭제를 거부합니다. -o json은 ID 하나면 서버의
응답을, 여럿이면 name, outcome과 answer 또는 error를 가진 객체의 배열을
출력합니다.`}
	ScheduleDeleteExample = Text{EN: "  zdmctl schedule delete 3\n  zdmctl schedule delete 3 4 --yes"}
	ScheduleDeleteAsk     = Text{EN: "Delete schedule %s? [y/N] ", KO: "스케줄 %s을(를) 삭제하시겠습니까? [y/N] "}
	ScheduleDeletionOf    = Text{EN: "the deletion of schedule %s", KO: "스케줄 %s의 삭제"}
	ScheduleDeleted       = Text{EN: "Deleted schedule %s", KO: "스케줄 %s 삭제됨"}
)

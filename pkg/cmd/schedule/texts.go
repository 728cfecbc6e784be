package schedule

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgScheduleCreateShort = msg.T("Create a schedule", "스케줄 생성")
	msgScheduleCreateLong  = msg.T(`Create a schedule of its own, to which backups and recoveries may refer by its id.

A --schedule is JSON, @FILE, or words as to "recovery create": 'daily 10:00', 'weekly mon,fri 10:00'.
The smart types 7 to 11, for backups, are JSON with type, basic and advanced. It is sent once: identical
calls make several schedules.`, `백업과 복구 작업이 id로 참조할 수 있는 독립된 스케줄을 생성합니다.

--schedule은 JSON, @FILE, 또는 "recovery create"와 같은 표현입니다: 'daily
10:00', 'weekly mon,fri 10:00'. 백업용 스마트 유형 7~11은 type, basic,
advanced를 가진 JSON입니다. 한 번만 보냅니다. 같은 호출을 되풀이하면 스케줄이
여러 개 생깁니다.`)
	msgScheduleCreateExample = msg.Same(`  zdmctl schedule create --center 1 --schedule 'daily 02:30'
  zdmctl schedule create --schedule '{"type": 7, "basic": {"day": "sun", "time": "01:00"}, "advanced": {"day": "mon,wed", "time": "01:00"}}'`)
	msgFlagNewSchedule     = msg.T("when it runs: JSON, @FILE or words such as 'daily 10:00'", "실행 시점: JSON, @FILE, 또는 'daily 10:00' 같은 표현")
	msgFlagScheduleJobName = msg.T("name of the job that it is for", "이 스케줄을 쓸 작업의 이름")
	msgTheSchedule         = msg.T("the schedule", "스케줄")
	msgScheduleCreated     = msg.T("Created schedule %s", "스케줄 %s 생성됨")
	msgScheduleWithoutID   = msg.T("the server answers success and tells no id of the schedule", "서버가 성공이라고 답했으나 스케줄의 id를 알리지 않음")
	msgScheduleNotWritten  = msg.T("the schedule was created, but the result could not be written: %s", "스케줄은 생성되었으나 결과를 쓸 수 없음: %s")
	msgScheduleDeleteShort = msg.T("Delete schedules", "스케줄 삭제")
	msgScheduleDeleteLong  = msg.T(`Delete schedules by their ids. It asks on a terminal, and needs --yes without one. A server refuses to
delete a schedule that a job uses. With -o json, one ID gives the server's answer, and several an array
of objects with name, outcome, and answer or error.`, `스케줄을 id로 삭제합니다. 터미널에서는 묻고, 터미널이 아니면 --yes가 필요합니다.
작업이 쓰는 스케줄은 서버가 삭제를 거부합니다. -o json은 ID 하나면 서버의
응답을, 여럿이면 name, outcome과 answer 또는 error를 가진 객체의 배열을
출력합니다.`)
	msgScheduleDeleteExample = msg.Same("  zdmctl schedule delete 3\n  zdmctl schedule delete 3 4 --yes")
	msgScheduleDeleteAsk     = msg.T("Delete schedule %s? [y/N] ", "스케줄 %s을(를) 삭제하시겠습니까? [y/N] ")
	msgScheduleDeletionOf    = msg.T("the deletion of schedule %s", "스케줄 %s의 삭제")
	msgScheduleDeleted       = msg.T("Deleted schedule %s", "스케줄 %s 삭제됨")
	msgScheduleShort         = msg.T("Look up, create and delete schedules", "스케줄 조회, 생성, 삭제")
	msgScheduleListShort     = msg.T("List schedules", "스케줄 목록 조회")
	msgScheduleListExample   = msg.Same(`  zdmctl schedule list --state enabled`)
	msgScheduleGetShort      = msg.T("Show a schedule", "스케줄 조회")
	msgScheduleGetExample    = msg.Same(`  zdmctl schedule get 2`)
	msgFlagListScheduleID    = msg.T("only the one of this id", "이 id의 스케줄만")
	msgFlagScheduleType      = msg.T("only those of this `TYPE`, 0 to 11; some servers take names", "이 `TYPE`(0~11, 일부 서버는 이름)의 스케줄만")
	msgFlagScheduleState     = msg.T("only those in this state", "이 상태의 스케줄만")
	msgFieldState            = msg.T("State", "상태")
	msgFieldScheduleType     = msg.T("Type", "유형")
	msgHeadScheduleType      = msg.T("TYPE", "유형")
	msgFieldLastRun          = msg.T("Last run", "최근 실행")
	msgHeadLastRun           = msg.T("LAST RUN", "최근 실행")
	msgHeadDescription       = msg.T("DESCRIPTION", "설명")
)

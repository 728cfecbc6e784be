package schedule

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgScheduleCreateShort   = msg.T("Create a schedule", "스케줄 생성")
	msgScheduleCreateLong    = msg.T("Create a schedule that backups and recoveries can use by its ID. It is sent once: running the command again creates another schedule.", "백업과 복구 작업에서 ID로 사용할 수 있는 스케줄을 생성합니다. 한 번만 전송하며, 명령을 다시 실행하면 스케줄이 하나 더 생성됩니다.")
	msgScheduleCreateExample = msg.Same(`  zdmctl schedule create --center 1 --schedule 'daily 02:30'
  zdmctl schedule create --center 1 --schedule 'weekly mon,fri 10:00'
  zdmctl schedule create --center 1 --schedule @smart.json`)
	msgFlagNewSchedule       = msg.T("when to run: JSON, @FILE or an expression such as 'daily 10:00' (required)", "실행 시점: JSON, @FILE, 또는 'daily 10:00' 같은 표현 (필수)")
	msgFlagScheduleJobName   = msg.T("name of the job to schedule", "스케줄을 사용할 작업의 이름")
	msgTheSchedule           = msg.T("the schedule", "스케줄")
	msgScheduleCreated       = msg.T("Created schedule %s", "스케줄 생성 완료: %s")
	msgScheduleWithoutID     = msg.T("the server reports success, but its response contains no schedule ID", "서버가 성공으로 응답했으나 응답에 스케줄 ID가 없습니다")
	msgScheduleNotWritten    = msg.T("the schedule was created, but the result could not be written: %s", "스케줄은 생성되었으나 결과를 출력하지 못했습니다: %s")
	msgScheduleDeleteShort   = msg.T("Delete schedules", "스케줄 삭제")
	msgScheduleDeleteLong    = msg.T("Delete schedules by ID. The server refuses to delete a schedule that a job uses.", "스케줄을 ID로 삭제합니다. 작업에서 사용하는 스케줄은 서버가 삭제를 거부합니다.")
	msgScheduleDeleteExample = msg.Same("  zdmctl schedule delete 3\n  zdmctl schedule delete 3 4 --yes")
	msgScheduleDeleteAsk     = msg.T("Delete schedule %s? [y/N] ", "스케줄(ID: %s)을 삭제하시겠습니까? [y/N] ")
	msgScheduleDeletionOf    = msg.T("the deletion of schedule %s", "스케줄 %s의 삭제")
	msgScheduleDeleted       = msg.T("Deleted schedule %s", "스케줄 삭제 완료: %s")
	msgScheduleShort         = msg.T("List, show, create and delete schedules", "스케줄 조회, 생성, 삭제")
	msgScheduleListShort     = msg.T("List schedules", "스케줄 목록 조회")
	msgScheduleListExample   = msg.Same(`  zdmctl schedule list --state enabled`)
	msgScheduleGetShort      = msg.T("Show a schedule", "스케줄 조회")
	msgScheduleGetExample    = msg.Same(`  zdmctl schedule get 2`)
	msgFlagListScheduleID    = msg.T("only the one with this ID", "이 ID의 스케줄만")
	msgFlagScheduleType      = msg.T("only those of this `TYPE`, 0 to 11 or a name such as daily", "이 `TYPE`(0~11 또는 daily와 같은 이름)의 스케줄만")
	msgFlagScheduleState     = msg.T("only those in this state", "이 상태의 스케줄만")
	msgFieldState            = msg.T("State", "상태")
	msgFieldScheduleType     = msg.T("Type", "유형")
	msgFieldLastRun          = msg.T("Last run", "최근 실행")
	msgHeadDescription       = msg.T("DESCRIPTION", "설명")
)

package msg

// What the fields of a recovery request are, for editors; the flags' own descriptions serve where there is nothing to add.
var (
	SchemaTitle = Text{EN: "ZDM recovery request", KO: "ZDM 복구 요청"}
	SchemaAbout = Text{
		EN: "One request for zdmctl recovery create -f, the body of POST /recoveries. A flag or the context may give what the file leaves out; here the file is complete by itself.",
		KO: "zdmctl recovery create -f로 보내는 요청 하나, 즉 POST /recoveries의 본문. 파일에 없는 값은 플래그나 컨텍스트가 줄 수 있으나, 여기서는 파일만으로 완전해야 함.",
	}
	SchemaVendorWords = Text{EN: "also as zdm-cli writes it: %s", KO: "zdm-cli의 표기도 가능: %s"}

	AboutCenter           = Text{EN: "center, by id or name", KO: "센터 (id 또는 이름)"}
	AboutRepository       = Text{EN: "repository that holds the backups", KO: "백업이 있는 레포지토리"}
	AboutJobRepository    = Text{EN: "repository of this partition's backup, where it is another one", KO: "이 파티션의 백업이 다른 레포지토리에 있을 때 그 레포지토리"}
	AboutRepositoryID     = Text{EN: "id of a registered repository", KO: "등록된 레포지토리의 id"}
	AboutSchedule         = Text{EN: "when it runs: the id of a schedule, or a new one as type and basic", KO: "실행 시점: 스케줄 id, 또는 type과 basic으로 된 새 스케줄"}
	AboutScheduleType     = Text{EN: "kind of schedule", KO: "스케줄의 종류"}
	AboutBasic            = Text{EN: "times of the type, or the id of a schedule to copy them from", KO: "그 종류의 시각들, 또는 시각을 복사해 올 스케줄 id"}
	AboutYear             = Text{EN: "year of four digits", KO: "네 자리 연도"}
	AboutMonth            = Text{EN: "month from 1 to 12", KO: "1~12월"}
	AboutWeek             = Text{EN: "weeks of the month from 1 to 5, parted by commas; 5 is the last", KO: "1~5번째 주, 쉼표로 구분; 5는 마지막 주"}
	AboutDay              = Text{EN: "days, parted by commas: mon to sun for the types 4 and 5, 1 to 31 for the types 0 and 6", KO: "쉼표로 구분한 날: 유형 4와 5는 mon~sun, 유형 0과 6은 1~31"}
	AboutTime             = Text{EN: "time of day, HH:mm", KO: "시각, HH:mm"}
	AboutInterval         = Text{EN: "how often it runs", KO: "실행 간격"}
	AboutMinutes          = Text{EN: "minutes between two runs", KO: "두 실행 사이의 분"}
	AboutHours            = Text{EN: "hours between two runs", KO: "두 실행 사이의 시간"}
	AboutExcludePartition = Text{EN: "partitions to leave out, parted by commas: \"h,d\" or \"/boot,/home\"", KO: "제외할 파티션, 쉼표로 구분: \"h,d\" 또는 \"/boot,/home\""}
	AboutListOnly         = Text{EN: "restore only the partitions that jobList names", KO: "jobList에 있는 파티션만 복구"}
	AboutJobList          = Text{EN: "settings of single partitions", KO: "파티션별 설정"}
	AboutSourcePartition  = Text{EN: "partition of the source: / or /home, C: on Windows", KO: "소스의 파티션: / 또는 /home, Windows는 C:"}
	AboutTargetPartition  = Text{EN: "partition or device of the target that it is restored to", KO: "복구될 타겟의 파티션 또는 장치"}
	AboutBackupJob        = Text{EN: "backup job that the image is of (the latest successful one otherwise)", KO: "이미지를 만든 백업 작업 (없으면 최근 성공한 작업)"}
	AboutBackupFile       = Text{EN: "backup image (the newest one otherwise)", KO: "백업 이미지 (없으면 최신 이미지)"}
)

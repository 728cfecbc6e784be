package server

import "github.com/zdmctl/zdmctl/pkg/msg"

var (
	msgServerShort       = msg.T("List and show servers", "서버 조회")
	msgServerListShort   = msg.T("List servers", "서버 목록 조회")
	msgServerListExample = msg.Same(`  zdmctl server list --mode source
  zdmctl server list --connection disconnect -o name`)
	msgServerGetShort   = msg.T("Show a server and its partitions, disks and repositories", "서버와 파티션, 디스크, 레포지토리 조회")
	msgServerGetExample = msg.Same(`  zdmctl server get web-01
  zdmctl server get 14 -o json`)
	msgServerPartitionsShort   = msg.T("List the partitions of one server or of all servers", "한 서버 또는 모든 서버의 파티션 조회")
	msgServerPartitionsExample = msg.Same(`  zdmctl server partitions web-01
  zdmctl server partitions --partition / -o wide`)
	msgFlagServerMode    = msg.T("only those with this mode", "이 모드의 서버만")
	msgFlagServerOS      = msg.T("only those with this operating system", "이 운영체제의 서버만")
	msgFlagLicense       = msg.T("only those with or without a license", "라이선스가 있거나 없는 서버만")
	msgFlagDevice        = msg.T("only this `DEVICE`, such as /dev/sda1", "이 `DEVICE`(예: /dev/sda1)만")
	msgFlagFileSystem    = msg.T("only file systems of this `TYPE`", "이 `TYPE`의 파일 시스템만")
	msgFieldServer       = msg.T("Server", "서버")
	msgFieldAgent        = msg.T("Agent", "에이전트")
	msgFieldLicense      = msg.T("License", "라이선스")
	msgFieldModel        = msg.T("Model", "모델")
	msgFieldManufacturer = msg.T("Manufacturer", "제조사")
	msgFieldCPU          = msg.T("CPU", "CPU")
	msgFieldCPUs         = msg.T("CPUs", "CPU 수")
	msgFieldMemory       = msg.T("Memory", "메모리")
	msgFieldKernel       = msg.T("Kernel", "커널")
	msgHeadCaption       = msg.T("CAPTION", "설명")
)

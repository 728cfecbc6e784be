package msg

// sandbox serve, reset and info.
var (
	SandboxShort = Text{EN: "Rehearse on the embedded ZDM server"}

	ServeShort = Text{EN: "Serve the ZDM API on this machine, for any client"}
	ServeLong  = Text{EN: `Serve the ZDM API over invented servers, for rehearsals: curl, another program or zdmctl itself
can log in, register recoveries and watch them. Nothing is restored and no other machine is
reached. Only this machine can connect unless --allow-remote is given.

What is registered is kept in the store of the context "sandbox", or in --db FILE. A signal
ends the server after the requests that it has.`}
	ServeExample = Text{EN: `  zdmctl sandbox serve
  zdmctl sandbox serve --addr 127.0.0.1:0 --tls --api-version 2.0
  zdmctl sandbox serve --fault drop-after-accept=0.1,delay=2s:0.2,status=503:0.1 --fault-seed 7`}
	FlagAddr                 = Text{EN: "`HOST:PORT` to listen on; port 0 is a free one"}
	FlagDB                   = Text{EN: "`FILE` of the store (default: that of the context \"sandbox\")"}
	FlagInventory            = Text{EN: "YAML `FILE` of the servers, repositories and backups that exist"}
	FlagAPIVersion           = Text{EN: "`VERSION` of the API to speak: 1.0.3 or 2.0"}
	FlagTokenTTL             = Text{EN: "`DURATION` for which a token is good"}
	FlagSpeed                = Text{EN: "how many times faster than a gigabit line jobs run"}
	FlagTLS                  = Text{EN: "serve https with a certificate made for this run"}
	FlagAllowRemote          = Text{EN: "let other machines connect; everybody knows the demo account"}
	FlagFault                = Text{EN: "`KIND=SHARE,...`: drop-after-accept, drop-before-read, delay=D:SHARE, status=CODE:SHARE, truncate, partial"}
	FlagFaultSeed            = Text{EN: "`SEED` of the faults; the same gives the same run"}
	FlagRefuseDuplicateNames = Text{EN: "refuse a second job of a name (409)"}
	FlagRefusePartial        = Text{EN: "refuse a job of which a partition fails, instead of state \"fail\""}
	FlagAllowOverwrite       = Text{EN: "overwrite is \"allow\" where a request does not say"}
	FlagVendorWords          = Text{EN: "take the words of the vendor's CLI too"}
	FlagCheckScheduleCenter  = Text{EN: "refuse the schedule of another center (403)"}
	FlagCheckDeleteCenter    = Text{EN: "refuse to delete the job of another center (403)"}
	FlagStatusConflict       = Text{EN: "refuse a start or stop that cannot be (409)"}
	FlagNewestHistory        = Text{EN: "a history by job id is the newest run"}
	FlagMonitoringArray      = Text{EN: "a server's monitoring holds a list of jobs"}
	FlagEmptyImages          = Text{EN: "no images are an empty list instead of 404"}

	NotLoopback   = Text{EN: "%s: other machines could connect"}
	LoopbackOnly  = Text{EN: "listen on 127.0.0.1, or give --allow-remote"}
	CannotListen  = Text{EN: "cannot listen on %s: %s"}
	NoSuchVersion = Text{EN: "--api-version: %q is not a version of the API; allowed: %s, %s"}
	NotAboveZero  = Text{EN: "--speed and --token-ttl must be above zero"}
	Stopped       = Text{EN: "stopped"}
	ServedVersion = Text{EN: "API"}
	ServedCA      = Text{EN: "CA file"}
	ServedLogin   = Text{EN: "Log in"}

	ResetShort   = Text{EN: "Empty the sandbox"}
	ResetExample = Text{EN: "  zdmctl sandbox reset"}
	ResetDone    = Text{EN: "the sandbox is empty again (%s)"}

	InfoShort         = Text{EN: "Show what is in the sandbox"}
	InfoExample       = Text{EN: "  zdmctl sandbox info\n  zdmctl sandbox info --inventory-file > inventory.yaml"}
	FlagInventoryFile = Text{EN: "print the built-in inventory as a file for serve --inventory"}
	InfoStore         = Text{EN: "Store"}
	InfoJobs          = Text{EN: "Recoveries"}
	InfoSchedules     = Text{EN: "Schedules"}
)

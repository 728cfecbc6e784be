// Zdmctl registers recoveries with the ZDM disaster-recovery manager.
package main

import (
	"context"
	"os"
	"runtime/debug"

	"github.com/zdmctl/zdmctl/pkg/app"
)

func main() {
	debug.SetGCPercent(400)         // otherwise a short run spends half its time collecting garbage
	debug.SetMemoryLimit(160 << 20) // above this size, collect as often as necessary
	os.Exit(app.Main(context.Background(), app.System(os.Args[1:])))
}

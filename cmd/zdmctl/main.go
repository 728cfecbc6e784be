// zdmctl registers recoveries with the ZDM disaster-recovery manager.
package main

import (
	"context"
	"os"
	"runtime/debug"

	"github.com/zdmctl/zdmctl/pkg/app"
)

func main() {
	debug.SetGCPercent(400)         // a short run spends half its time on collecting what little it has
	debug.SetMemoryLimit(160 << 20) // from here on it collects as often as it takes
	os.Exit(app.Main(context.Background(), app.System(os.Args[1:])))
}

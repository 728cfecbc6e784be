// Zdmctl registers recoveries with the ZDM disaster-recovery manager.
package main

import (
	"context"
	"os"

	"github.com/zdmctl/zdmctl/pkg/app"
)

func main() {
	os.Exit(app.Main(context.Background(), app.System(os.Args[1:])))
}

package initialize

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
)

func TestArgumentsBecomeOptions(t *testing.T) {
	for _, name := range []string{"--job", "--job-name"} {
		streams, _, _ := iostreams.Test("")
		f := &cli.Factory{IO: streams, Now: time.Now}
		var got Options
		cmd := newCmd(f, func(_ context.Context, o *Options) error {
			got = *o
			return nil
		})
		cmd.SetArgs([]string{"--source", "web-01", "--target", "15", name, "drill", "--platform", "kvm", "--repository-id", "13", "--overwrite", "allow",
			"-O", "r.yaml", "--force", "--retries", "1"})
		if err := cmd.ExecuteContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := Options{Factory: f, Source: "web-01", Target: "15", JobName: "drill", Platform: "kvm", Repository: 13, Overwrite: "allow", Out: "r.yaml", Force: true}
		if !reflect.DeepEqual(got, want) || f.Retry.Retries != 1 {
			t.Errorf("got %+v", got)
		}
	}
}

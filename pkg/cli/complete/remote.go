package complete

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/render"
)

const (
	patience = 900 * time.Millisecond // one second for a key press, less the time to start
	fresh    = time.Minute            // how long names are cached
	maxCache = 1 << 20                // bytes
)

// remote completes names of items on the server.
func remote(f *cli.Factory, k kind) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(cmd.Context(), patience)
		defer cancel()
		known, err := iostreams.Await(ctx, func() ([]Name, error) { return lookup(ctx, f, k) }, nil)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var found []cobra.Completion
		for _, name := range known {
			if strings.HasPrefix(name.Value, typed) {
				found = append(found, cobra.CompletionWithDesc(name.Value, name.About))
			}
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}

// lookup returns the names from the cache, or otherwise from the server.
func lookup(ctx context.Context, f *cli.Factory, k kind) ([]Name, error) {
	cfg, err := cli.ServerConfig(f)
	if err != nil {
		return nil, err
	}
	file := ""
	if dir, err := f.Env.CacheDir(); err == nil {
		token, err := cfg.EnvToken()
		if err != nil {
			return nil, err
		}
		account := sha256.Sum256([]byte(cfg.Server + "\n" + cfg.Email + "\n" + token.Value))
		file = filepath.Join(dir, string(k)+"-"+hex.EncodeToString(account[:8])+".json")
	}
	if known, ok := cached(file, f.Now()); ok {
		return known, nil
	}
	client, err := f.Client()
	if err != nil {
		return nil, err
	}
	defer client.Close()
	known, err := ask(ctx, client, k)
	if err == nil {
		remember(file, f.Now(), known)
	}
	return known, err
}

// memory is the content of a cache file.
type memory struct {
	At    time.Time `json:"at"`
	Names []Name    `json:"names"`
}

// cached returns the content of a cache file, if it is fresh.
func cached(file string, now time.Time) ([]Name, bool) {
	in, _, err := osfile.OpenRegular(file)
	if err != nil {
		return nil, false
	}
	defer in.Close()
	var m memory
	if json.NewDecoder(io.LimitReader(in, maxCache)).Decode(&m) != nil || m.At.After(now) || now.Sub(m.At) > fresh {
		return nil, false
	}
	for _, name := range m.Names {
		if !typeable(name.Value) || render.Safe(name.About) != name.About {
			return nil, false
		}
	}
	return m.Names, true
}

// remember caches names for the next key press, if possible.
func remember(file string, now time.Time, known []Name) {
	data, err := json.Marshal(memory{At: now, Names: known})
	if file == "" || err != nil || len(data) > maxCache || os.MkdirAll(filepath.Dir(file), 0o700) != nil {
		return
	}
	_ = osfile.Replace(file, data, 0o600)
}

package api

import (
	"context"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

const maxBody = 4 << 20 // bytes

// below returns the path below the server's API. It returns false for a path that may lead
// elsewhere or has an empty segment: if a variable of a script is empty, the path of one job would
// become that of all jobs.
func below(path string) (string, bool) {
	path = "/" + strings.TrimLeft(path, "/")
	if rest, found := strings.CutPrefix(path, "/api/"); found {
		path = "/" + rest
	}
	u, err := url.Parse(path)
	if err != nil || u.Fragment != "" {
		return "", false
	}
	if _, err := url.ParseQuery(u.RawQuery); err != nil {
		return "", false
	}
	for segment := range strings.SplitSeq(u.EscapedPath()[1:], "/") {
		name, err := url.PathUnescape(segment)
		if err != nil || slices.Contains([]string{"", ".", ".."}, name) {
			return "", false
		}
	}
	return path, true
}

func parameters(given []string) (url.Values, error) {
	query := url.Values{}
	for _, parameter := range given {
		key, value, found := strings.Cut(parameter, "=")
		if !found || key == "" {
			return nil, exit.New(exit.Usage, msgAPIQuery.With(parameter))
		}
		query.Add(key, value)
	}
	return query, nil
}

// readBody reads the JSON value that is sent unchanged.
func readBody(ctx context.Context, name string, stdin io.Reader) ([]byte, error) {
	in, err := cli.OpenInput(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	body, err := io.ReadAll(io.LimitReader(in, maxBody+1))
	shown := name
	if name == "-" {
		shown = "<stdin>"
	}
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, manifest.Unreadable(name, err)
	case len(body) > maxBody:
		return nil, exit.New(exit.Usage, msgAPIBodySize.With(shown, maxBody>>20))
	case strings.TrimSpace(string(body)) == "":
		return nil, exit.New(exit.Usage, msgAPIBodyEmpty.With(shown))
	}
	var value json.RawMessage
	if err := json.Unmarshal(body, &value); err != nil {
		return nil, exit.New(exit.Usage, msgAPIBody.With(shown, err.Error())).Because(err)
	}
	return body, nil
}

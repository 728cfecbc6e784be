package clitest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// clock names the environment variable that sets the program's clock in a script.
const clock = "CLITEST_NOW"

// Commands returns the programs that testscript.Main runs as their own processes: zdmctl.
func Commands() map[string]func() {
	return map[string]func(){
		"zdmctl": func() { os.Exit(program()) }, //nolint:forbidigo // testscript runs it as a process, whose main this is
	}
}

// program runs zdmctl and returns its exit code.
func program() int {
	world := app.System(os.Args[1:])
	world.Env.Keyring = nil // the system's keyring, if there is one
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		world.Env.ConfigHome, world.Env.StateHome, world.Env.CacheHome = belowHome(".config"), belowHome(".local/state"), belowHome(".cache")
	}
	if now, err := time.Parse(time.RFC3339, os.Getenv(clock)); err == nil {
		clock := zdmtest.NewClock(now)
		world.Now, world.Sleep, world.WithTimeout = clock.Now, clock.Sleep, clock.WithTimeout
	}
	return app.Main(context.Background(), world)
}

// belowHome returns the path Linux uses, so that files have the same names on every system.
func belowHome(path string) func() (string, error) {
	return func() (string, error) {
		if os.Getenv("HOME") == "" {
			return "", errors.New("$HOME is not set")
		}
		return filepath.Join(os.Getenv("HOME"), filepath.FromSlash(path)), nil
	}
}

// Params runs the scripts of a directory. Each script has a fake server and, besides the commands
// of testscript:
//
//	exits CODE COMMAND [ARG...]     run a command that must exit with the code
//	answer PATH STATUS FILE [TYPE]  respond with a file; TYPE is its content type;
//	                                'GET PATH' sets one method only
//	answer PATH hang|cut            never respond, or cut the connection
//	answer PATH raw FILE            respond with bytes that need not be HTTP
//	answer PATH redirect URL        respond with a redirect, status 307
//	requests N                      N POST requests have arrived
//	connections N                   N connections were opened
//	request METHOD PATH [FILE]      check the last request;
//	                                its body equals the JSON value of the file
//	query NAME=VALUE&...            the last request had exactly these parameters, sorted by name
//	header NAME VALUE               the last request had this header
//	samejson FILE FILE              two files (or stdout, stderr) hold the same JSON value
//	mode PERM FILE                  a file has these permission bits
//	truncate FILE BYTES             truncate a file
//	replace FILE OLD NEW            replace a text that occurs once in a file
//	needs PROGRAM|/FILE...          skip the script if one is missing, see package needs
//	serve NAME [FLAG...]            run "zdmctl sandbox serve" until it serves at $URL and $ADDR;
//	                                the file NAME holds what it prints
//	login NAME                      run the login command the server prints; $SESSION is the token
//	end NAME int|term|kill          signal the server to end; stderr is what it printed there
//
// $SERVER is the server's URL and $HOST its host and port. $PASSWORD and $TOKEN are valid, and
// $EXPIRED is a token that expired 12 minutes ago. The files password, token and expired hold them,
// and the file issued the response to a login. contract/ holds the files of the directory with that
// name. If $CLITEST_UPDATE is set, a failing cmp rewrites the script instead.
func Params(scripts, contract string) testscript.Params {
	return testscript.Params{
		Dir:                 scripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("CLITEST_UPDATE") != "",
		Setup:               func(env *testscript.Env) error { return setup(env, contract) },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "answer": answer, "requests": requests, "connections": connections,
			"request": request, "query": query, "header": header, "samejson": sameJSON, "mode": mode, "truncate": truncate, "replace": replace, "needs": programs,
			"serve": serve, "login": login, "end": end,
		},
	}
}

type (
	serverKey struct{}
	testKey   struct{}
)

func setup(env *testscript.Env, contract string) error {
	home := filepath.Join(env.WorkDir, "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(env.WorkDir, "contract"), os.DirFS(contract)); err != nil {
		return err
	}
	expired := zdmtest.Token("ops", Now().Add(-12*time.Minute))
	for name, secret := range map[string]string{
		"password": zdmtest.Password, "token": Token(), "expired": expired,
		"issued": string(zdmtest.Issued(Token(), Now().Add(time.Hour))),
	} {
		if err := os.WriteFile(filepath.Join(env.WorkDir, name), []byte(secret+"\n"), 0o600); err != nil {
			return err
		}
	}
	var check func(*http.Request)
	if t, ok := env.T().(testing.TB); ok {
		check = openapitest.Requests(t)
	}
	server := zdmtest.Start(check)
	env.Defer(server.Close)
	env.Values[serverKey{}], env.Values[testKey{}], env.Values[servedKey{}] = server, env.T(), map[string]*served{}
	for name, value := range map[string]string{
		"HOME": home, "SERVER": server.URL, "HOST": strings.TrimPrefix(server.URL, "http://"), "PASSWORD": zdmtest.Password, "TOKEN": Token(),
		"EXPIRED": expired, clock: Now().Format(time.RFC3339), "TZ": "UTC", "GORACE": "atexit_sleep_ms=0",
	} {
		env.Setenv(name, value)
	}
	given, err := contents(env.WorkDir)
	env.Defer(func() {
		t, ok := env.T().(testing.TB)
		if found, err := secretFiles(env.WorkDir, given); ok && (err != nil || len(found) > 0) {
			t.Errorf("files with a secret: %v\n%s", err, strings.Join(found, "\n"))
		}
	})
	return err
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	ts.Check(leaks(args, ts.ReadFile("stdout"), ts.ReadFile("stderr")))
}

func sameJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: samejson FILE FILE")
	}
	err := zdmtest.SameJSON([]byte(ts.ReadFile(args[0])), []byte(ts.ReadFile(args[1])))
	if (err != nil) != neg {
		ts.Fatalf("samejson: %v", err)
	}
}

func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode PERM FILE")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

func truncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: truncate FILE BYTES")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

func programs(ts *testscript.TestScript, neg bool, args []string) {
	t, ok := ts.Value(testKey{}).(testing.TB)
	if neg || len(args) == 0 || !ok {
		ts.Fatalf("usage: needs PROGRAM|/FILE...")
	}
	for _, name := range args {
		if path.IsAbs(name) {
			needs.File(t, name)
		} else {
			needs.Programs(t, name)
		}
	}
}

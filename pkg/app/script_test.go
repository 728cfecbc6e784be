package app_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// scripts runs the scripts of a directory. Each script has a fake server and the commands of the
// table below besides those of testscript.
//
// $SERVER is the server's URL and $HOST its host and port. $PASSWORD and $TOKEN are valid, and
// $EXPIRED is a token that expired 12 minutes ago. The files password, token and expired hold them,
// and the file issued the response to a login. contract/ holds the files of the directory with that
// name. If $CLITEST_UPDATE is set, a failing cmp rewrites the script instead.
func scripts(dir, contract string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("CLITEST_UPDATE") != "",
		Setup:               func(env *testscript.Env) error { return setup(env, contract) },
		Cmds:                commands(),
	}
}

// command is a command of scripts.
type command struct {
	arguments   string
	least, most int // number of arguments
	run         func(*testscript.TestScript, []string)
}

func commands() map[string]func(*testscript.TestScript, bool, []string) {
	const unlimited = 1000
	all := map[string]func(*testscript.TestScript, bool, []string){}
	for name, c := range map[string]command{
		// Run a command that must exit with the code.
		"exits": {"CODE COMMAND [ARG...]", 2, unlimited, exits},
		// Respond with a file of a content type, for 'GET PATH' to one method only; or never respond,
		// cut the connection, respond with bytes that need not be HTTP, or redirect with status 307.
		"answer": {"PATH hang|cut|raw FILE|redirect URL|STATUS FILE [TYPE]", 2, 4, answer},
		// This number of POST requests has arrived, or of connections was opened.
		"requests":    {"N", 1, 1, requests},
		"connections": {"N", 1, 1, connections},
		// Check the last request, whose body equals the JSON value of the file.
		"request": {"METHOD PATH [FILE]", 2, 3, checkRequest},
		// The last request had exactly these parameters, sorted by name, or this header.
		"query":  {"NAME=VALUE&...", 1, 1, query},
		"header": {"NAME VALUE", 2, 2, header},
		// Two files (or stdout, stderr) hold the same JSON value.
		"samejson": {"FILE FILE", 2, 2, sameJSON},
		// Check the permission bits of a file, truncate it, or replace a text that occurs once in it.
		"mode":     {"PERM FILE", 2, 2, mode},
		"truncate": {"FILE BYTES", 2, 2, truncate},
		"replace":  {"FILE OLD NEW", 3, 3, replace},
		// Skip the script if a program or file is missing, see package needs.
		"needs": {"PROGRAM|/FILE...", 1, unlimited, programs},
		// Run "zdmctl sandbox serve" until it serves at $URL and $ADDR. The file NAME holds its output.
		"serve": {"NAME [FLAG...]", 1, unlimited, serve},
		// Run the login command that the server prints. $SESSION is the token.
		"login": {"NAME", 1, 1, login},
		// Signal the server to end. stderr is what it printed there.
		"end": {"NAME int|term|kill", 2, 2, endServer},
	} {
		all[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			if neg || len(args) < c.least || len(args) > c.most {
				ts.Fatalf("usage: %s %s", name, c.arguments)
			}
			c.run(ts, args)
		}
	}
	return all
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
	expired := zdmtest.Token("ops", clitest.Now().Add(-12*time.Minute))
	for name, secret := range map[string]string{
		"password": zdmtest.Password, "token": clitest.Token(), "expired": expired,
		"issued": string(zdmtest.Issued(clitest.Token(), clitest.Now().Add(time.Hour))),
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
		"HOME": home, "SERVER": server.URL, "HOST": strings.TrimPrefix(server.URL, "http://"), "PASSWORD": zdmtest.Password, "TOKEN": clitest.Token(),
		"EXPIRED": expired, zdmtest.ClockVariable: clitest.Now().Format(time.RFC3339), "TZ": "UTC", "GORACE": "atexit_sleep_ms=0",
	} {
		env.Setenv(name, value)
	}
	given, err := contents(env.WorkDir)
	env.Defer(func() {
		t, ok := env.T().(testing.TB)
		if found, err := clitest.SecretFiles(env.WorkDir, given); ok && (err != nil || len(found) > 0) {
			t.Errorf("files with a secret: %v\n%s", err, strings.Join(found, "\n"))
		}
	})
	return err
}

func exits(ts *testscript.TestScript, args []string) {
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
	ts.Check(clitest.Leaks(args, ts.ReadFile("stdout"), ts.ReadFile("stderr")))
}

func sameJSON(ts *testscript.TestScript, args []string) {
	ts.Check(zdmtest.SameJSON([]byte(ts.ReadFile(args[0])), []byte(ts.ReadFile(args[1]))))
}

func mode(ts *testscript.TestScript, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

func truncate(ts *testscript.TestScript, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

func replace(ts *testscript.TestScript, args []string) {
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

func programs(ts *testscript.TestScript, args []string) {
	t := ts.Value(testKey{}).(testing.TB)
	for _, name := range args {
		if path.IsAbs(name) {
			needs.File(t, name)
		} else {
			needs.Programs(t, name)
		}
	}
}

// contents returns the files below a directory, by path.
func contents(dir string) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	return all, err
}

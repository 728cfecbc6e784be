package app_test

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func serverOf(ts *testscript.TestScript) *zdmtest.Server {
	return ts.Value(serverKey{}).(*zdmtest.Server)
}

func answer(ts *testscript.TestScript, args []string) {
	args = append(args, "", "")
	serverOf(ts).On(args[0], action(ts, args[1], args[2], args[3]))
}

func action(ts *testscript.TestScript, verb, object, contentType string) zdmtest.Answer {
	switch verb {
	case "hang":
		return zdmtest.Hang()
	case "cut":
		return zdmtest.Raw(nil)
	case "redirect":
		return zdmtest.Redirect(http.StatusTemporaryRedirect, object)
	case "raw":
		return zdmtest.Raw(bytes.ReplaceAll([]byte(ts.ReadFile(object)), []byte("\n"), []byte("\r\n")))
	}
	status, err := strconv.Atoi(verb)
	ts.Check(err)
	return zdmtest.Reply(status, contentType, []byte(ts.ReadFile(object)))
}

func requests(ts *testscript.TestScript, args []string) {
	count(ts, args[0], len(serverOf(ts).Posts()))
}

func connections(ts *testscript.TestScript, args []string) {
	n, err := serverOf(ts).Connections()
	ts.Check(err)
	count(ts, args[0], n)
}

func count(ts *testscript.TestScript, number string, got int) {
	want, err := strconv.Atoi(number)
	ts.Check(err)
	if got != want {
		ts.Fatalf("there were %d, want %d", got, want)
	}
}

func lastRequest(ts *testscript.TestScript) zdmtest.Request {
	all := serverOf(ts).Requests()
	if len(all) == 0 {
		ts.Fatalf("no request has arrived")
	}
	return all[len(all)-1]
}

func checkRequest(ts *testscript.TestScript, args []string) {
	last := lastRequest(ts)
	if last.Method != args[0] || last.Path != args[1] {
		ts.Fatalf("the last request is %s %s", last.Method, last.Path)
	}
	if len(args) == 3 {
		ts.Check(zdmtest.SameJSON(last.Body, []byte(ts.ReadFile(args[2]))))
	}
}

func query(ts *testscript.TestScript, args []string) {
	if got := lastRequest(ts).Query; got != args[0] {
		ts.Fatalf("the last request has the parameters %s", got)
	}
}

func header(ts *testscript.TestScript, args []string) {
	if got := lastRequest(ts).Header.Values(args[0]); len(got) != 1 || got[0] != args[1] {
		ts.Fatalf("the last request has %s: %q", args[0], got)
	}
}

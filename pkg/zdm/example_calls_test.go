package zdm_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// connect returns a client of a server for an example.
func connect(server *httptest.Server) *zdm.Client {
	client, err := zdm.New(zdm.Config{
		Server: server.URL,
		Token:  func(context.Context) (string, error) { return "token", nil },
	})
	if err != nil {
		fmt.Println(err)
	}
	return client
}

func ExampleClient_CreateRecovery_lostAnswer() {
	// A gateway answers in place of the server, which has registered the job.
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		_, _ = io.WriteString(w, `{"success": true, "data": [{"job": {"info": {"id": "905", "name": "nightly"}}}]}`)
	}))
	defer server.Close()
	client := connect(server)
	defer client.Close()

	request := &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "kvm",
		Repository: zdm.Repository{ID: 13}, Mode: zdm.ModeFull, JobName: "nightly"}
	result, err := client.CreateRecovery(context.Background(), request, zdm.Knowing())
	if err != nil {
		fmt.Println(err)
		return
	}
	if result.Lost != nil {
		fmt.Printf("the answer was lost (HTTP %d); %s is registered\n", result.Lost.Status, result.Data.Common.JobName)
	}
	// Output:
	// the answer was lost (HTTP 502); nightly is registered
}

func ExampleClient_Recoveries() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := r.URL.Query().Get("page")
		_, _ = fmt.Fprintf(w, `{"success": true, "data": [{"job": {"info": {"id": "%s", "name": "job-%s", "status": {"current": "Complete"}}}}],
			"pagination": {"totalPages": 2}}`, page, page)
	}))
	defer server.Close()
	client := connect(server)
	defer client.Close()

	for job, err := range client.Recoveries(zdm.RecoveryQuery{}).All(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(job.Job.Info.Name, zdm.Status(job.Job.Info.Status.Current).Ended())
	}
	// Output:
	// job-1 true
	// job-2 true
}

func ExampleClient_FindRecovery() {
	server := fakeZDM(http.StatusOK, `{"success": true, "data": []}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	found, err := client.FindRecovery(context.Background(), "nightly")
	fmt.Println(len(found.Data), err)
	// Output:
	// 0 <nil>
}

func ExampleClient_MonitorJob() {
	server := fakeZDM(http.StatusOK, `{"success": true, "data": {"job": {"info": {"name": "nightly"}, "details": [
		{"partition": "/", "progressInfo": {"status": "Processing", "percent": "62%"}},
		{"partition": "/home", "progressInfo": {"status": "Registered", "percent": "NaN%"}}]}}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	result, err := client.MonitorJob(context.Background(), "nightly", zdm.MonitorQuery{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range result.Data.Jobs[0].Details {
		percent, known := p.Info.Percent.Percent()
		fmt.Println(p.Name(), zdm.Status(p.Info.Status), percent, known)
	}
	// Output:
	// / Processing 62 true
	// /home Registered 0 false
}

func ExampleClient_UpdateRecovery() {
	server := fakeZDM(http.StatusOK, `{"success": true, "data": {"summary": {"state": "success",
		"commonUpdatedFields": [{"field": "Recovery Mode", "previous": "full", "new": "increment"}]}}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	result, err := client.UpdateRecovery(context.Background(), "nightly", &zdm.RecoveryUpdate{Center: "1", Mode: zdm.ModeIncrement})
	if err != nil || result.Data.Failed() {
		fmt.Println("not updated:", err)
		return
	}
	for _, change := range result.Data.Summary.Common {
		fmt.Println(change.Field, change.Previous, "->", change.New)
	}
	// Output:
	// Recovery Mode full -> increment
}

func ExampleClient_DeleteRecovery() {
	server := fakeZDM(http.StatusOK, `{"success": true, "data": {"jobInfo": [], "summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": 0}}}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	result, err := client.DeleteRecovery(context.Background(), "nightly", "1")
	if err != nil {
		fmt.Println(err)
		return
	}
	if yes, known := result.Data.Deleted(); known && !yes {
		fmt.Println("there was nothing to delete")
	}
	// Output:
	// there was nothing to delete
}

func ExampleClient_Call() {
	server := fakeZDM(http.StatusOK, `{"success": true, "data": {"id": "41"}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	answer, err := client.Call(context.Background(), zdm.PlainCall{Method: http.MethodGet, Path: "/servers/web%2001"})
	fmt.Println(string(answer.Raw), err)
	// Output:
	// {"success": true, "data": {"id": "41"}} <nil>
}

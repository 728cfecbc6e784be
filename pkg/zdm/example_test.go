package zdm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// fakeZDM answers every call with one body.
func fakeZDM(status int, body string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
}

func ExampleClient_CreateRecovery() {
	server := fakeZDM(http.StatusCreated, `{"success": true, "requestID": "4c1d7a90", "data": {
		"common": {"state": "success", "jobName": "web-01-nightly"},
		"partitions": [{"sourcePartition": "/", "targetPartition": "/dev/sda1"}],
		"summary": {"total": 1, "successful": 1, "failed": 0}}}`)
	defer server.Close()

	client, err := zdm.New(zdm.Config{
		Server: server.URL,
		Token:  func(context.Context) (string, error) { return "token", nil },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	result, err := client.CreateRecovery(context.Background(), &zdm.RecoveryRequest{
		Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "vmware",
		Repository: zdm.Repository{ID: 13}, Mode: zdm.ModeFull, JobName: "web-01-nightly",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range result.Data.Partitions {
		fmt.Println(p.SourcePartition, "->", p.TargetPartition)
	}
	fmt.Println("failed:", result.Data.Failed())
	// Output:
	// / -> /dev/sda1
	// failed: false
}

func ExampleError() {
	server := fakeZDM(http.StatusBadGateway, `<html>bad gateway</html>`)
	defer server.Close()

	client, err := zdm.New(zdm.Config{Server: server.URL, Settle: -1})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	_, err = client.CreateRecovery(context.Background(), &zdm.RecoveryRequest{JobName: "web-01-nightly"})
	if failed, ok := errors.AsType[*zdm.Error](err); ok && failed.OutcomeUnknown() {
		fmt.Println("the job may exist:", failed)
	}
	// Output:
	// the job may exist: POST /recoveries: HTTP 502 with an answer that is not ZDM's
}

func ExampleClient_IssueToken() {
	server := fakeZDM(http.StatusCreated, `{"success": true, "data": {"token": "hdr.pay.sig", "expiresAt": "2026-03-11T09:15:42Z"}}`)
	defer server.Close()

	client, err := zdm.New(zdm.Config{Server: server.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	issued, err := client.IssueToken(context.Background(), "ops@example.com", "secret", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	expiry, known := zdm.Expiry(issued.Token, issued.ExpiresAt)
	fmt.Println(expiry, known)
	// Output:
	// 2026-03-11 09:15:42 +0000 UTC true
}

func ExampleBaseURL() {
	base, err := zdm.BaseURL("https://zdm.example.com:53307", false)
	fmt.Println(base, err)
	_, err = zdm.BaseURL("http://zdm.example.com", false)
	fmt.Println(err)
	// Output:
	// https://zdm.example.com:53307/api <nil>
	// server "http://zdm.example.com": plain http would expose the token to the network
}

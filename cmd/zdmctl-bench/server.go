package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

const (
	token   = "benchmark-token"
	maxBody = 1 << 20 // bytes
)

// noJobs is the only page of an empty list.
const noJobs = `{"success":true,"requestID":"req-1","data":[],"message":"Recovery job list","timestamp":"2026-03-11 08:15:42",` +
	`"pagination":{"currentPage":1,"totalPages":0,"totalItems":0,"itemsPerPage":500,"hasNextPage":false,"hasPreviousPage":false}}`

//go:embed testdata/answer.json
var answer string

// handler behaves like a ZDM without jobs that registers everything. It rejects undocumented
// requests, so that a program that sends one fails.
func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/recoveries", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, noJobs)
	})
	mux.HandleFunc("POST /api/recoveries", func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			JobName string `json:"jobName"`
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		switch {
		case r.Header.Get("Authorization") != "Bearer "+token:
			w.WriteHeader(http.StatusUnauthorized)
		case err != nil || r.Header.Get("Content-Type") != "application/json" || json.Unmarshal(body, &asked) != nil:
			w.WriteHeader(http.StatusBadRequest)
		default:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			// The response must be about the request.
			_, _ = io.WriteString(w, strings.Replace(answer, "daily-recovery", cmp.Or(asked.JobName, "daily-recovery"), 1))
		}
	})
	return mux
}

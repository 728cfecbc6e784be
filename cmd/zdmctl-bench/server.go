package main

import (
	_ "embed"
	"encoding/json"
	"io"
	"net/http"
)

const (
	token   = "benchmark-token"
	maxBody = 1 << 20 // bytes
)

//go:embed testdata/answer.json
var answer string

// handler answers POST /api/recoveries like a ZDM that registers everything. It refuses a call that
// is not as documented, so that the run of a program that makes one fails.
func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/recoveries", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		switch {
		case r.Header.Get("Authorization") != "Bearer "+token:
			w.WriteHeader(http.StatusUnauthorized)
		case err != nil || r.Header.Get("Content-Type") != "application/json" || !json.Valid(body):
			w.WriteHeader(http.StatusBadRequest)
		default:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, answer)
		}
	})
	return mux
}

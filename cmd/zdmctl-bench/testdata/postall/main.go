// Command postall requests the list of a URL. It then sends the files of a directory there with
// net/http only, eight at a time, and prints their names.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"sync"
)

const workers = 8

func main() {
	if err := postAll(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err) // the benchmark must not count a failed run
	}
}

func postAll(url, dir string) error {
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = workers
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if err := call(http.MethodGet, url+"?page=1&limit=500", nil, http.StatusOK); err != nil {
		return err
	}
	var running sync.WaitGroup
	errs := make([]error, workers)
	for worker := range workers {
		running.Go(func() {
			for i := worker; i < len(files); i += workers {
				body, err := os.ReadFile(filepath.Join(dir, files[i].Name()))
				errs[worker] = errors.Join(errs[worker], err, call(http.MethodPost, url, body, http.StatusCreated))
			}
		})
	}
	running.Wait()
	for _, file := range files {
		fmt.Println(file.Name())
	}
	return errors.Join(errs...)
}

func call(method, url string, body []byte, want int) error {
	request, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("ZDMCTL_TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != want {
		return errors.New(answer.Status)
	}
	var decoded struct{ Data json.RawMessage }
	return json.Unmarshal(text, &decoded)
}

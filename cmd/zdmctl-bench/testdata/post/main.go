// Command post sends a file to a URL with net/http only, and prints the response.
package main

import (
	"errors"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	if err := post(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err) // the benchmark must not count a failed run
	}
}

func post(url, file string) error {
	body, err := os.Open(file)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("ZDMCTL_TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusCreated {
		return errors.New(answer.Status)
	}
	_, err = io.Copy(os.Stdout, answer.Body)
	return err
}

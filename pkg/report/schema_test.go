package report_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// Every report conforms to the schema in docs and contains only keys that it describes.
func TestSchema(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("report.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	complete := newTape([]string{"db-01"}, []string{"app-01"}).begin("09:02:00").clock("09:02:00", "+09:00", journal.ZoneTimestamp).
		image("db-01", "a.ZIA", "2026-03-11 01:03:00", journal.BasisRegistered).
		runs("db-01", "09:02:09", "09:02:11", "09:20:41", "09:20:51", journal.Complete)
	readiness := report.Build(report.Source{Records: complete.records}, report.Options{Now: at("12:00:00"), Readiness: true, Blocked: true})
	for name, d := range map[string]*report.Document{
		"complete": complete.end("09:21:00", journal.Complete).build(t), "killed": newTape([]string{"db-01"}).begin("09:02:00").build(t),
		"hostile": hostileReport(t), "readiness": readiness,
	} {
		text, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

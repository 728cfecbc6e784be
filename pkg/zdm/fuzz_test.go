package zdm_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// ask makes a call and returns its answer.
type ask func(context.Context, *zdm.Client) (zdm.Answer, error)

func answerOf[T any](r zdm.Result[T], err error) (zdm.Answer, error) { return r.Answer, err }

// fuzzAnswers passes any status and body to each of the calls: an answer is valid JSON, and an
// error is an *Error with a text.
func fuzzAnswers(f *testing.F, seeds []string, calls []ask) {
	for _, seed := range append(seeds, `<html>`, ``, `null`, `{"success":true,"data":[null,{"id":null},"-"]}`, "{\"success\":true,\"data\":\"\xff\"}") {
		f.Add(200, seed)
		f.Add(404, seed)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			return
		}
		c := unchecked(t, replying(status, body), noLookup)
		for i, call := range calls {
			answer, err := call(t.Context(), c)
			failed, ok := errors.AsType[*zdm.Error](err)
			switch {
			case err == nil && (!json.Valid(answer.Raw) || !utf8.Valid(answer.Raw)):
				t.Errorf("call %d: raw body is not JSON: %q", i, answer.Raw)
			case err != nil && (!ok || strings.TrimSpace(failed.Error()) == "" || !utf8.ValidString(failed.Error()+failed.Body+strings.Join(failed.Details, ""))):
				t.Errorf("call %d: error %q", i, err)
			}
		}
	})
}

func FuzzRecoveries(f *testing.F) {
	fuzzAnswers(f, []string{
		data("[" + job("905", "nightly", "web-01", "web-01-dr", "/>/dev/sda1") + "]"),
		data(`{"job":{"info":{"schedule":{"basic":"-"},"kernel":1},"details":{"drive":"C:"}}}`),
		data(`{"job":[{"info":{},"log":"x","detail":[{"progressInfo":{"percent":"NaN%"}}]}],"summary":{"total":"1"},"pagination":{"totalPages":2}}`),
		data(`{"id":1,"job":{"recoverDrive":"/"},"result":{"status":"FAIL"}}`),
		data3(registered3), data3(imagesRegistered3), data3(updated3), data3(monitored3), data3(systemMonitored3),
		`{"success":false,"traceId":"t","error":{"code":"DTO-VALIDATION-03","message":"Query parameter validation failed.","details":{"partition":["x"],"y":"z"}}}`,
		data(`{"jobInfo":[{"deletedComponents":{"basicInfo":1}}],"summary":{"state":"fail","affectedComponents":{"basicInfoDeleted":true},"eachUpdatedFields":[{"summary":{}}]}}`),
	}, []ask{
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Recoveries(zdm.RecoveryQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Recovery(ctx, "n", zdm.RecoveryFilter{}))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.FindRecovery(ctx, "nightly"))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.MonitorJob(ctx, "n", zdm.MonitorQuery{}))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Histories(zdm.HistoryQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			result, err := c.UpdateRecovery(ctx, "n", &zdm.RecoveryUpdate{})
			result.Data.Failed()
			return answerOf(result, err)
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			result, err := c.DeleteRecovery(ctx, "n", "")
			if yes, known := result.Data.Deleted(); yes && !known {
				return zdm.Answer{}, errors.New("deleted and not known")
			}
			return answerOf(result, err)
		},
	})
}

func FuzzLookups(f *testing.F) {
	fuzzAnswers(f, []string{
		data(`[{"id":41,"partition":{"size":{"raw":1e30}},"repository":[{"ipAddress":"x"}],"disk":[{"diskSize":"9"}]}]`),
		data(`{"id":{"center":3},"name":{"center":"c"},"zosRepository":[{}]}`),
		data(`{"job":{"info":{"schedule":{"basic":{"type":3},"advanced":"-"}}}}`),
		data3("[" + image3 + "]"), data3(`{"data":[` + image3 + `],"pagination":{},"scan":{"failed":1,"failures":[{"repositoryId":9}]}}`),
		data(`{"image":{"size":{"raw":"1"},"compression":{"enabled":true}},"drive":{"letter":"C:"}}`),
		data(`{"basic":{"id":31,"state":1}}`), data(`[{"accessKey":"a\"b","secretKey":"c","zones":"d"}]`), data(`{"secretKey`),
	}, []ask{
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Servers(zdm.ServersQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Center(ctx, "3", zdm.CenterFilter{}))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Repositories(zdm.RepositoryQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Backups(zdm.BackupQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.BackupImages("s", zdm.ImageQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Images(zdm.ImagesQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Schedules(zdm.ScheduleQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.CreateSchedule(ctx, &zdm.ScheduleRequest{}))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) { return answerOf(c.User(ctx, "1")) },
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.CloudAuths(zdm.CloudAuthQuery{}).Get(ctx))
		},
		func(ctx context.Context, c *zdm.Client) (zdm.Answer, error) {
			return answerOf(c.Regions("aws").Get(ctx))
		},
	})
}

// With any pages, a list ends once a page brings nothing new, and contains no id twice.
func FuzzPages(f *testing.F) {
	f.Add(`[{"id":1},{"id":2}]`, `{"hasNextPage":true}`, `[{"id":2},{"id":3}]`, `{"totalPages":"9"}`, 2)
	f.Add(`{"id":1}`, `null`, `null`, `{"totalItems":-1}`, 1)
	f.Add(`[]`, `{}`, `[1,1,1]`, `{"hasNextPage":true,"totalPages":1e9}`, 0)
	f.Fuzz(func(t *testing.T, data1, pagination1, data2, pagination2 string, limit int) {
		calls := 0
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			data, pagination := data1, pagination1
			if calls++; calls%2 == 0 {
				data, pagination = data2, pagination2
			}
			_, _ = io.WriteString(w, `{"success":true,"data":`+data+`,"pagination":`+pagination+`}`)
		}, noLookup)
		seen := map[zdm.Text]int{}
		pages := 0
		for page, err := range c.Users(zdm.UserQuery{Paging: zdm.Paging{Limit: limit}}).Pages(t.Context()) {
			if pages++; err != nil {
				break
			}
			for _, item := range page.Items {
				var user zdm.User
				if json.Unmarshal(item, &user) != nil || user.ID.None() {
					continue
				}
				if at, twice := seen[user.ID]; twice && at != pages {
					t.Errorf("id %s came on pages %d and %d", user.ID, at, pages)
				}
				seen[user.ID] = pages
			}
		}
		if calls > 3 {
			t.Errorf("%d calls for two pages", calls)
		}
	})
}

func FuzzValues(f *testing.F) {
	for _, seed := range []string{`"62%"`, `{"raw":1e3,"formatted":"x"}`, `[1,"-",null]`, `"2026-03-11 01:00:00"`, `{"basic":"-"}`, `null`, `-0`, `"connected"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if !json.Valid([]byte(value)) {
			return
		}
		var text zdm.Text
		var size zdm.Size
		var many zdm.Many[zdm.Text]
		var schedule zdm.JobSchedule
		for _, target := range []any{&text, &size, &many, &schedule} {
			if err := json.Unmarshal([]byte(value), target); err != nil {
				t.Errorf("%T: %v", target, err)
			}
		}
		if percent, known := text.Percent(); known && !(percent >= 0 && percent <= 100) {
			t.Errorf("%q is %v percent", text, percent)
		}
		if size.Bytes < 0 || !size.Known && size.Bytes != 0 {
			t.Errorf("%s is %+v", value, size)
		}
		if phase := zdm.Status(text); phase != zdm.PhaseUnknown && phase.String() == "" {
			t.Errorf("%q is a phase without a name", text)
		}
		text.Time(time.UTC)
		text.Connected()
		if zdm.IsID(string(text)) && strings.Trim(string(text), "0123456789") != "" {
			t.Errorf("%q is an id", text)
		}
	})
}

// Expiry returns a time for a valid claim or expiresAt, and for nothing else.
func FuzzExpiry(f *testing.F) {
	for _, claims := range []string{`{"exp":1800000000}`, `{"exp":"soon"}`, `{"exp":1e400}`, `{"exp":-1}`, `{"exp":9223372036854775807}`, `{"exp":1.5,"exp":null}`, `[]`, ``, "\xff"} {
		f.Add(claims, "", false)
		f.Add(claims, "2027-01-15 08:00:00", false)
		f.Add("a.b.c", "2027-01-15T08:00:00.000+09:00", true)
	}
	f.Fuzz(func(t *testing.T, claims, expiresAt string, asItIs bool) {
		token := claims
		if !asItIs {
			token = "eyJhbGciOiJIUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
		}
		at, known := zdm.Expiry(token, expiresAt)
		if !known && !at.IsZero() {
			t.Errorf("%v is not known", at)
		}
		if reported, err := time.Parse(time.RFC3339, expiresAt); err == nil && !at.Equal(reported) {
			t.Errorf("%q became %v", expiresAt, at)
		}
		at.Sub(time.Unix(0, 0)) // computing with any time must not panic
		_, _ = at.MarshalText()
	})
}

// Any time and any Retry-After is parsed or rejected, and no read waits beyond its timeout.
func FuzzTimes(f *testing.F) {
	for _, seed := range []string{"2026-03-11 01:00:00", "2026-03-11T01:00:00.123Z", "Invalid Date", "-", "", "Wed, 11 Mar 2026 08:00:09 GMT", "120", "-1", "1e9", "99999999999999999999", "0x10", "soon"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if at, known := zdm.Text(value).Time(time.UTC); !known && !at.IsZero() || known && at.Format(time.DateTime) == "" {
			t.Errorf("%q is %v, %v", value, at, known)
		}
		clock := newClock()
		start := clock.Now()
		c := unchecked(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", value)
			w.WriteHeader(http.StatusServiceUnavailable)
		}, clock.use, func(c *zdm.Config) { c.Timeout = time.Minute })
		if _, err := c.User(t.Context(), "1"); err == nil || clock.Now().Sub(start) > time.Minute {
			t.Errorf("%q: waited %v, %v", value, clock.Now().Sub(start), err)
		}
	})
}

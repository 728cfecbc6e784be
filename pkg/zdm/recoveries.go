package zdm

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

const recoveriesPath = "/recoveries"

// RegistrationURL returns the URL that CreateRecovery sends a request to.
func (c *Client) RegistrationURL(request *RecoveryRequest) string { return c.base + pathFor(request) }

// Recoveries lists recovery jobs (ZDM API, GET /recoveries).
func (c *Client) Recoveries(query RecoveryQuery) List[Recovery] {
	return listOf[Recovery](c, recoveriesPath, query)
}

// Recovery reads one recovery job (ZDM API, GET /recoveries/:identifier). An identifier of digits
// is an id, any other is a name (see IsID). The server returns 404 for a job that does not exist or
// that the filter excludes.
func (c *Client) Recovery(ctx context.Context, identifier string, filter RecoveryFilter) (Result[Recovery], error) {
	result, err := readOne[Recovery](ctx, c, pathOf("recoveries", identifier), filter)
	if err == nil && isAnother(result.Data.Job.Info.ID, identifier) {
		return Result[Recovery]{}, misread(pathOf("recoveries", identifier), result.Answer, ErrAnotherRequest)
	}
	return result, err
}

// isAnother reports whether a shown id definitely differs from the requested one.
func isAnother(shown Text, asked string) bool {
	return IsID(asked) && IsID(string(shown)) && strings.TrimLeft(string(shown), "0") != strings.TrimLeft(asked, "0")
}

// FindRecovery returns the recovery jobs of exactly this name, in any center. Finding none is not
// an error. It is as strict as Look. The answer is the page that holds the first of them, or else
// the last page.
func (c *Client) FindRecovery(ctx context.Context, name string) (Result[[]Recovery], error) {
	found, err := c.Namesakes(ctx, &RecoveryRequest{JobName: name})
	if err != nil {
		return Result[[]Recovery]{}, err
	}
	same := slices.DeleteFunc(found.Same, func(r Recovery) bool { return string(r.Job.Info.Name) != name })
	return Result[[]Recovery]{Answer: found.Answer, Data: same}, nil
}

// DeleteRecovery deletes a recovery job with its history and logs (ZDM API, DELETE
// /recoveries/:identifier). Center, an id or a name, may be empty. It is sent once. A result may
// still be a failure, or a success that deleted nothing (see DeletedRecovery.Failed and
// DeletedRecovery.Deleted).
func (c *Client) DeleteRecovery(ctx context.Context, identifier, center string) (Result[DeletedRecovery], error) {
	result, err := write[DeletedRecovery](ctx, c, call{method: http.MethodDelete, path: pathOf("recoveries", identifier), query: queryOf(centerOnly{center})})
	return inPart(result, err, (*DeletedRecovery).failWith)
}

// Histories lists the past runs of recoveries (ZDM API, GET /recoveries/histories; since 1.1).
func (c *Client) Histories(query HistoryQuery) List[History] {
	return listOf[History](c, recoveriesPath+"/histories", query)
}

// JobHistories lists the past runs of one recovery (ZDM API, GET /recoveries/histories/:identifier;
// since 1.1). For an id, servers return only one run, and which one is not documented.
func (c *Client) JobHistories(identifier string, query HistoryQuery) List[History] {
	return listOf[History](c, pathOf("recoveries", "histories", identifier), query)
}

// MonitorJob returns the state of a recovery job (ZDM API, GET
// /recoveries/monitoring/job/:identifier). It drops jobs with other ids, and returns an error if no
// job remains.
func (c *Client) MonitorJob(ctx context.Context, identifier string, query MonitorQuery) (Result[Monitoring], error) {
	path := pathOf("recoveries", "monitoring", "job", identifier)
	result, err := readOne[Monitoring](ctx, c, path, query)
	shown := len(result.Data.Jobs)
	result.Data.Jobs = slices.DeleteFunc(result.Data.Jobs, func(j MonitoredJob) bool { return isAnother(j.Info.ID, identifier) })
	if shown > 0 && len(result.Data.Jobs) == 0 {
		return Result[Monitoring]{}, misread(path, result.Answer, ErrAnotherRequest)
	}
	return result, err
}

// MonitorServer returns the state of the recoveries of a server (ZDM API, GET
// /recoveries/monitoring/system/:identifier).
func (c *Client) MonitorServer(ctx context.Context, server string, query MonitorServerQuery) (Result[Monitoring], error) {
	return readOne[Monitoring](ctx, c, pathOf("recoveries", "monitoring", "system", server), query)
}

// centerOnly is the query of calls whose only parameter is a center.
type centerOnly struct {
	Center string `query:"center"`
}

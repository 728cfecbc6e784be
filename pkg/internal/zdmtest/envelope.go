package zdmtest

import (
	"fmt"
	"net/http"
	"strings"
)

// Trace is the trace id in responses of API 3.0 servers.
const Trace = "5f0c1e22a7b94d0d8e6f3a1b2c4d5e6f"

// Data responds with ZDM's success envelope around a JSON value.
func Data(value string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-ok", "data": %s}`, value))
}

// List responds with a list of JSON items that fits on its first page, whatever page is requested.
func List(items ...string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-list", "data": [%s],
"pagination": {"currentPage": 1, "totalPages": 1, "totalItems": %d, "hasNextPage": false}}`, strings.Join(items, ","), len(items)))
}

// Refusal responds with ZDM's failure envelope and a reason.
func Refusal(status int, reason string) Answer {
	return Reply(status, "", fmt.Appendf(nil, `{"success": false, "requestID": "r-no", "error": %q}`, reason))
}

// Data3 is Data in the form of API 3.0.
func Data3(value string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "traceId": %q, "data": %s, "timestamp": "2026-09-10T08:15:42.318+09:00"}`, Trace, value))
}

// List3 is List in the form of API 3.0.
func List3(items ...string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "traceId": %q, "data": [%s],
"pagination": {"currentPage": 1, "totalPages": 1, "totalItems": %d, "hasNextPage": false, "hasPreviousPage": false}}`, Trace, strings.Join(items, ","), len(items)))
}

// Refusal3 is Refusal in the form of API 3.0. details is the JSON of the reasons by field, or "".
func Refusal3(status int, code, reason, details string) Answer {
	if details != "" {
		details = `, "details": ` + details
	}
	return Reply(status, "", fmt.Appendf(nil, `{"success": false, "traceId": %q, "error": {"code": %q, "message": %q%s}, "timestamp": "2026-09-10T08:15:42.318+09:00"}`,
		Trace, code, reason, details))
}

// Gateway responds with the HTML page of an intermediary.
func Gateway(status int) Answer {
	return Reply(status, "text/html", []byte("<h1>"+http.StatusText(status)+"</h1>"))
}

package zdmtest

import (
	"fmt"
	"net/http"
	"strings"
)

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

// Gateway responds with the HTML page of an intermediary.
func Gateway(status int) Answer {
	return Reply(status, "text/html", []byte("<h1>"+http.StatusText(status)+"</h1>"))
}

package zdmtest

import (
	"fmt"
	"net/http"
	"strings"
)

// Data answers with ZDM's success envelope around a JSON value.
func Data(value string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-ok", "data": %s}`, value))
}

// List answers with a list that is whole on its first page, whatever page is asked for. The items are JSON.
func List(items ...string) Answer {
	return Reply(http.StatusOK, "", fmt.Appendf(nil, `{"success": true, "requestID": "r-list", "data": [%s],
"pagination": {"currentPage": 1, "totalPages": 1, "totalItems": %d, "hasNextPage": false}}`, strings.Join(items, ","), len(items)))
}

// Refusal answers with ZDM's failure envelope and a reason.
func Refusal(status int, reason string) Answer {
	return Reply(status, "", fmt.Appendf(nil, `{"success": false, "requestID": "r-no", "error": %q}`, reason))
}

// Gateway answers with the HTML page of something that is not ZDM.
func Gateway(status int) Answer {
	return Reply(status, "text/html", []byte("<h1>"+http.StatusText(status)+"</h1>"))
}

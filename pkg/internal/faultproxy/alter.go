package faultproxy

import (
	"encoding/json"
	"net/http/httptest"
)

// altered returns a successful response as altered by the fault.
func altered(answer *httptest.ResponseRecorder, fault Fault) *httptest.ResponseRecorder {
	var envelope map[string]json.RawMessage
	if answer.Code/100 != 2 || json.Unmarshal(answer.Body.Bytes(), &envelope) != nil {
		return answer
	}
	var items []json.RawMessage
	_ = json.Unmarshal(envelope["data"], &items)
	switch fault {
	case NullData:
		envelope["data"] = json.RawMessage(`null`)
	case NoObject:
		envelope["data"] = json.RawMessage(`{}`)
	case NullItem:
		envelope["data"] = json.RawMessage(`[null]`)
	case WrongTotal:
		envelope["pagination"] = json.RawMessage(`{"currentPage": 1, "totalPages": 1, "totalItems": 0, "hasNextPage": false}`)
		if len(items) == 0 {
			envelope["pagination"] = json.RawMessage(`{"currentPage": 1, "totalPages": 1, "totalItems": 1, "hasNextPage": false}`)
		}
	case EmptyPage:
		envelope["data"] = json.RawMessage(`[]`)
		envelope["pagination"] = json.RawMessage(`{"currentPage": 1, "totalPages": 2, "totalItems": 501, "hasNextPage": true}`)
	default:
		return answer
	}
	other := httptest.NewRecorder()
	other.Code = answer.Code
	other.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(other.Body).Encode(envelope)
	return other
}

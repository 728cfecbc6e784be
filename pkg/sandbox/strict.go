package sandbox

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// checkQuery checks the parameters of a request by the rules of 3.0. Each must be one of the
// endpoint's, be given once, and not be empty.
func checkQuery(values url.Values, of endpoint) error {
	var found faults
	add := func(key, reason string) {
		found.fail(refuse(http.StatusBadRequest, "%s", reason).invalidQuery(key, "%s", reason))
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if reason := queryFault(key, values[key], of); reason != "" {
			add(key, reason)
		}
	}
	if values.Has("partition") && values.Has("drive") {
		add("partition", "partition and drive filter the same column and cannot be used together. Use one of them — 'C', 'C:' and '/data' are all accepted.")
	}
	return found.fault()
}

// queryFault returns what is wrong with a parameter, or "".
func queryFault(key string, values []string, of endpoint) string {
	keys := strings.Fields(of.keys)
	mayBeEmpty := slices.Contains(keys, key+"?")
	switch {
	case !mayBeEmpty && !slices.Contains(keys, key) && slices.Contains(keys, "*"):
		return ""
	case !mayBeEmpty && !slices.Contains(keys, key):
		return key + " is not a supported parameter. Check for a typo or a parameter that has been removed."
	case len(values) > 1:
		return key + " must be given once"
	case strings.Trim(values[0], " \t,") != "" || mayBeEmpty && values[0] == "":
		return ""
	case key == "center" && strings.HasPrefix(of.pattern, http.MethodDelete):
		return oneCenter
	case key == "center":
		return "center must contain at least one identifier"
	}
	return key + " must not be empty"
}

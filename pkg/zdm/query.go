package zdm

import (
	"net/url"
	"reflect"
	"strconv"
)

// Paging requests a part of a list (ZDM API, pagination). Without Page and Limit, a server returns
// the whole list. List.All and similar methods start at Page and use Limit as the page size.
type Paging struct {
	Page  int    `query:"page"`  // starts at 1
	Limit int    `query:"limit"` // items per page; the server's default is 20
	Sort  string `query:"sort"`  // asc or desc; the server's default is desc
}

// queryOf converts a struct whose fields are tagged with parameter names to parameters. It omits
// zero values.
func queryOf(v any) url.Values {
	query := url.Values{}
	addFields(query, reflect.ValueOf(v))
	return query
}

func addFields(query url.Values, v reflect.Value) {
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Tag.Get("query")
		switch {
		case field.Kind() == reflect.Struct:
			addFields(query, field)
		case field.IsZero():
		case field.Kind() == reflect.Bool:
			query.Set(name, "true")
		case field.CanInt():
			query.Set(name, strconv.FormatInt(field.Int(), 10))
		default:
			query.Set(name, field.String())
		}
	}
}

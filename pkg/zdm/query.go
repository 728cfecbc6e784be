package zdm

import (
	"net/url"
	"reflect"
	"strconv"
)

// Paging asks for a part of a list (ZDM API, pagination). Without Page and Limit a server answers
// the whole list. List.All and its kin begin at Page and take Limit as the size of a page.
type Paging struct {
	Page  int    `query:"page"`  // 1 is the first
	Limit int    `query:"limit"` // items on a page; the server's default is 20
	Sort  string `query:"sort"`  // asc or desc; the server's default is desc
}

// queryOf turns a struct whose fields are tagged with parameter names into parameters. Zero values
// are not sent.
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

package zdm

import "context"

// UserQuery selects users (ZDM API, query of GET /users). Empty fields are not sent.
type UserQuery struct {
	UserName string `query:"userName"`
	Position string `query:"position"`
	Company  string `query:"company"`
	Country  string `query:"country"`
	Paging
}

// User is an account (ZDM API, GET /users).
type User struct {
	ID       Text `json:"id"`
	Email    Text `json:"email"`
	UserName Text `json:"userName"`
	Company  Text `json:"company"`
	Country  Text `json:"country"`
	Position Text `json:"position"`
}

// Users lists accounts (ZDM API, GET /users).
func (c *Client) Users(query UserQuery) List[User] { return listOf[User](c, "/users", query) }

// User reads one account by id or email address (ZDM API, GET /users/:identifier).
func (c *Client) User(ctx context.Context, identifier string) (Result[User], error) {
	return readOne[User](ctx, c, pathOf("users", identifier), struct{}{})
}

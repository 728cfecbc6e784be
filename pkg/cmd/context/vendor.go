package context

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/jsonnode"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	vendorPort = "53307" // of the API, if the file has none
	maxLeft    = 20      // maximum number of keys to report
)

// vendorFile is the content of a zdm-cli configuration that has not been used yet.
type vendorFile struct {
	values  map[string]string // by path ("zdm.ip"): texts and numbers that are not empty
	numbers map[string]bool   // paths of the numbers among them
	odd     []string          // paths of values that are neither
	twice   string            // a path that occurs twice in the file, "" for none
}

// found is what the file sets in a context.
type found struct {
	values map[string]string // as config.Config.SetContext takes them
	token  string            // "" for none
	left   []msg.Message     // what was not imported, and why
}

// parseVendor parses the file. The error is an *exit.Error with exit.Usage, and quotes nothing from
// the file.
func parseVendor(name string, data []byte) (*vendorFile, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	root, err := jsonnode.Parse(data)
	if broken, ok := errors.AsType[*jsonnode.Error](err); ok {
		return nil, exit.New(exit.Usage, msgImportBroken.With(name, broken.Line, broken.Column))
	}
	if err != nil || !utf8.Valid(data) || root.Kind != yaml.MappingNode {
		return nil, exit.New(exit.Usage, msgImportNotVendors.With(name))
	}
	f := &vendorFile{values: map[string]string{}, numbers: map[string]bool{}}
	f.collect("", root, 0)
	if f.twice != "" {
		return nil, exit.New(exit.Usage, msgImportTwice.With(name, f.twice))
	}
	return f, nil
}

// collect flattens objects to the depth of the vendor's format.
func (f *vendorFile) collect(prefix string, object *yaml.Node, depth int) {
	seen := map[string]bool{}
	for i := 0; i < len(object.Content); i += 2 {
		key, value := object.Content[i].Value, object.Content[i+1]
		path := prefix + key
		if seen[key] {
			f.twice = shortened(path)
		}
		seen[key] = true
		switch {
		case strings.Contains(key, "."): // ambiguous with the path of a nested key
			f.odd = append(f.odd, path)
		case value.Kind == yaml.MappingNode && depth < 2:
			f.collect(path+".", value, depth+1)
		case value.Tag == "!!null", value.Tag == "!!str" && value.Value == "":
		case value.Kind != yaml.ScalarNode || value.Tag == "!!bool" && path != "token":
			f.odd = append(f.odd, path)
		default:
			f.values[path] = value.Value
			f.numbers[path] = value.Tag != "!!str"
		}
	}
}

// shortened returns a path, shortened for a message.
func shortened(path string) string {
	const most = 64 // bytes
	return strings.ToValidUTF8(path[:min(len(path), most)], "")
}

// take returns a value and marks it as used.
func (f *vendorFile) take(path string) string {
	value := f.values[path]
	delete(f.values, path)
	return value
}

// read turns the file into a context. If the file has no server and none is given, the error is an
// *exit.Error with exit.Usage.
func (f *vendorFile) read(file, name string, given bool) (found, error) {
	server, ok := f.server()
	if !ok && !given {
		return found{}, exit.New(exit.Usage, msgImportNoServer.With(file)).Try("zdmctl context set " + name + " --server https://HOST:" + vendorPort)
	}
	got := found{values: map[string]string{"server": server}}
	keep := func(path, key string, good bool, want msg.Text) {
		value := f.take(path)
		switch {
		case value == "":
		case good:
			got.values[key] = value
		default:
			got.left = append(got.left, msgImportLeft.With(path, want.With()))
		}
	}
	keep("user.mail", "email", config.IsEmail(f.values["user.mail"]), msg.ConfigWantEmail)
	if f.numbers["zdm.id"] {
		keep("zdm.id", "center", config.IsNumber(f.values["zdm.id"]), msg.ConfigWantNumber)
	} else {
		keep("zdm.id", "center", config.IsText(f.values["zdm.id"]), msg.ConfigWantText)
	}
	keep("zdm.repository.id", "repository", config.IsNumber(f.values["zdm.repository.id"]), msg.ConfigWantNumber)
	if f.numbers["token"] {
		f.take("token")
		got.left = append(got.left, msgImportLeft.With("token", msgImportTokenQuoted.With()))
	}
	if text := f.take("token"); text != "" {
		token, why := config.CleanToken(text)
		if got.token = token; !why.IsZero() {
			got.left = append(got.left, msgImportLeft.With("token", why))
		}
	}
	if f.take("zdm.repository.path") != "" {
		got.left = append(got.left, msgImportLeft.With("zdm.repository.path", msgImportPathIsRequests.With()))
	}
	got.left = append(got.left, f.rest()...)
	return got, nil
}

// server returns the address as a URL, and false if the file has no valid one. The file names a
// host, a host with a port, or a URL. A port in it takes precedence over zdm.port.
func (f *vendorFile) server() (string, bool) {
	address := f.take("zdm.ip")
	if f.numbers["zdm.ip"] || slices.Contains(f.odd, "zdm.port") || !config.IsText(address) {
		return "", false
	}
	u := addressURL(address)
	if u == nil {
		return "", false
	}
	port := u.Port()
	if port == "" {
		port = cmp.Or(f.values["zdm.port"], vendorPort)
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return "", false
	}
	port = strconv.FormatUint(number, 10)
	if given := strings.TrimLeft(f.values["zdm.port"], "0"); given == port {
		f.take("zdm.port")
	}
	u.Host = net.JoinHostPort(u.Hostname(), port)
	return strings.TrimSuffix(u.String(), "/"), true
}

// addressURL parses a host, with or without a port, or a URL of http or https. It returns nil for
// anything else.
func addressURL(address string) *url.URL {
	scheme, host, hasScheme := strings.Cut(address, "://")
	if hasScheme && scheme != "https" && scheme != "http" {
		return nil
	}
	if !hasScheme {
		host = address
		if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() {
			host = "[" + address + "]"
		}
		address = "https://" + host
	}
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Hostname() == "" || !hasScheme && u.Host != host {
		return nil
	}
	return u
}

// rest returns the keys that were not used.
func (f *vendorFile) rest() []msg.Message {
	slices.Sort(f.odd)
	paths := append(slices.Sorted(maps.Keys(f.values)), f.odd...)
	var left []msg.Message
	for _, path := range paths[:min(len(paths), maxLeft)] {
		left = append(left, msgImportLeft.With(shortened(path), msgImportNoUse.With()))
	}
	return left
}

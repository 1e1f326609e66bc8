package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// FetchOptions bound what is fetched. Zero values take the defaults.
type FetchOptions struct {
	AllowPrivate bool          // also connect to loopback, private and link-local addresses
	MaxBody      int64         // bytes of a body after decompression; default 8 MiB
	Timeout      time.Duration // for a whole request with its redirects and body; default 30 s
	UserAgent    string        // default "dragoman/1 (+https://…)"
	// Allow is asked for each address before it is connected to, after the ranges were checked; nil allows all.
	Allow func(netip.AddrPort) error
}

const (
	defaultMaxBody = 8 << 20
	defaultTimeout = 30 * time.Second
	defaultAgent   = "dragoman/1.0 (news coder; respects robots.txt)"
	maxRedirects   = 5
	maxHeaderBytes = 64 << 10
)

// The reasons for which a fetch is refused.
var (
	ErrPrivate  = errors.New("the address is private: give --allow-private if you mean it")
	ErrTooLarge = errors.New("the body is larger than the limit")
	ErrScheme   = errors.New("only http and https are fetched")
)

// A Fetcher fetches pages from servers that nobody vouches for. It is safe for concurrent use.
type Fetcher struct {
	client *http.Client
	opts   FetchOptions
	exempt netip.AddrPort // of the ranges; for tests of what the rules do after a first answer
}

// NewFetcher returns a Fetcher. Proxies of the environment are not used: the address of a proxy says nothing of where a page comes
// from.
func NewFetcher(o FetchOptions) *Fetcher {
	if o.MaxBody <= 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultAgent
	}
	f := &Fetcher{opts: o}
	dialer := &net.Dialer{Timeout: o.Timeout / 2, Control: f.control}
	f.client = &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: o.Timeout / 2, ResponseHeaderTimeout: o.Timeout,
			MaxResponseHeaderBytes: maxHeaderBytes, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
		// Redirects are followed by follow, a step at a time.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

func checkScheme(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%s: %w", u.Redacted(), ErrScheme)
	}
	return nil
}

// control sees the address that a connection is about to be made to, after names are resolved and before a packet is sent: a name
// that resolves to something else the second time gains nothing.
func (f *Fetcher) control(network, address string, _ syscall.RawConn) error {
	if !strings.HasPrefix(network, "tcp") {
		return fmt.Errorf("connect over %s: %w", network, ErrPrivate)
	}
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", address, ErrPrivate)
	}
	if !f.opts.AllowPrivate && !Public(ap.Addr()) && ap != f.exempt {
		return fmt.Errorf("connect to %s: %w", address, ErrPrivate)
	}
	if f.opts.Allow != nil {
		return f.opts.Allow(ap)
	}
	return nil
}

// special are the ranges that are not of the public internet (IANA's registries of special-purpose addresses, RFC 6890), beyond
// those that netip knows.
var special = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10")

// embedding are the ranges of IPv6 that carry an address of IPv4, and at which byte.
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{{netip.MustParsePrefix("64:ff9b::/96"), 12}, {netip.MustParsePrefix("2002::/16"), 2}}

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// Public reports whether an address is one of the public internet.
func Public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.Zone() != "" {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	for _, e := range embedding {
		if e.prefix.Contains(a) {
			b := a.As16()
			return Public(netip.AddrFrom4([4]byte(b[e.at : e.at+4])))
		}
	}
	return true
}

// A Page is what a server answered.
type Page struct {
	Status int
	URL    string // after redirects
	// Moved is where permanent redirects alone lead; empty where there was none.
	Moved  string
	Header http.Header
	Body   []byte
}

// Get fetches an address with further header fields, and follows redirects. An answer of any status is a Page; the body of one that
// is not 200 is not read.
func (f *Fetcher) Get(ctx context.Context, address string, header http.Header) (*Page, error) {
	return follow(ctx, address, header, f.step)
}

type step func(ctx context.Context, u *url.URL, header http.Header) (*Page, error)

// follow fetches an address by steps, and checks each.
func follow(ctx context.Context, address string, header http.Header, get step) (*Page, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	permanent := true
	for hops := 0; ; hops++ {
		if err := checkScheme(u); err != nil {
			return nil, fmt.Errorf("fetch %s: %w", address, err)
		}
		p, err := get(ctx, u, header)
		if err != nil {
			return nil, fmt.Errorf("fetch %s: %w", address, err)
		}
		p.URL = u.String()
		switch p.Status {
		case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
			permanent = false
		default:
			if permanent && hops > 0 {
				p.Moved = p.URL
			}
			return p, nil
		}
		if hops == maxRedirects {
			return nil, fmt.Errorf("fetch %s: more than %d redirects", address, maxRedirects)
		}
		if u, err = u.Parse(p.Header.Get("Location")); err != nil {
			return nil, fmt.Errorf("fetch %s: redirect: %w", address, err)
		}
		u.Fragment = ""
	}
}

// step fetches one address without following.
func (f *Fetcher) step(ctx context.Context, u *url.URL, header http.Header) (*Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("User-Agent", f.opts.UserAgent)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // read only
	p := &Page{Status: resp.StatusCode, Header: resp.Header}
	if resp.StatusCode != http.StatusOK {
		return p, nil
	}
	// The transport decompresses gzip as it is read: the limit is on what comes out.
	p.Body, err = io.ReadAll(io.LimitReader(resp.Body, f.opts.MaxBody+1))
	if err != nil {
		return nil, err
	}
	if int64(len(p.Body)) > f.opts.MaxBody {
		return nil, ErrTooLarge
	}
	return p, nil
}

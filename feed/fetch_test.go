package feed

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for _, a := range []string{"127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
		"255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:53aa:64c::1", "2001:db8::1", "fec0::1", "ff02::1", "::127.0.0.1"} {
		if Public(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"} {
		if !Public(netip.MustParseAddr(a)) {
			t.Errorf("%s is taken for private", a)
		}
	}
}

// counted is a server that counts the connections to it.
func counted(t *testing.T, h http.HandlerFunc) (*httptest.Server, *atomic.Int64) {
	t.Helper()
	var n atomic.Int64
	s := httptest.NewUnstartedServer(h)
	s.Config.ConnState = func(_ net.Conn, st http.ConnState) {
		if st == http.StateNew {
			n.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s, &n
}

func addrOf(s *httptest.Server) netip.AddrPort {
	return netip.MustParseAddrPort(s.Listener.Addr().String())
}

// TestPrivateIsRefused states: without leave, nothing on this machine or its network is connected to, by name, by address or by redirect.
func TestPrivateIsRefused(t *testing.T) {
	secret, reached := counted(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "secret") })
	_, port, _ := net.SplitHostPort(secret.Listener.Addr().String())
	f := NewFetcher(FetchOptions{Timeout: 2 * time.Second})
	targets := []string{secret.URL, "http://localhost:" + port, "http://127.1:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port,
		"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00::1]/", "http://[::1]:" + port}
	for _, target := range targets {
		if _, err := f.Get(context.Background(), target, nil); err == nil {
			t.Errorf("%s was fetched", target)
		}
	}
	front, _ := counted(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("to"))
		w.WriteHeader(302)
	})
	f.exempt = addrOf(front)
	for _, target := range targets {
		_, err := f.Get(context.Background(), front.URL+"?to="+target, nil)
		if !errors.Is(err, ErrPrivate) && !strings.Contains(fmt.Sprint(err), "no such host") {
			t.Errorf("redirect to %s: %v", target, err)
		}
	}
	for _, target := range []string{"file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "data:text/html,x", "javascript:1"} {
		if _, err := f.Get(context.Background(), target, nil); !errors.Is(err, ErrScheme) {
			t.Errorf("%s: %v", target, err)
		}
		if _, err := f.Get(context.Background(), front.URL+"?to="+target, nil); !errors.Is(err, ErrScheme) {
			t.Errorf("redirect to %s: %v", target, err)
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d connections reached the private server", reached.Load())
	}
}

// TestHostileServers states: slow, endless, huge and looping answers end within the limits.
func TestHostileServers(t *testing.T) {
	done := make(chan struct{})
	s, _ := counted(t, func(w http.ResponseWriter, r *http.Request) {
		flush := func() { w.(http.Flusher).Flush() }
		switch r.URL.Path {
		case "/slow":
			for {
				select {
				case <-r.Context().Done():
					return
				case <-done:
					return
				case <-time.After(20 * time.Millisecond):
					io.WriteString(w, "x")
					flush()
				}
			}
		case "/mute":
			select {
			case <-r.Context().Done():
			case <-done:
			}
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 200 {
				z.Write(make([]byte, 1<<20))
			}
			z.Close()
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/headers":
			w.Header().Set("X", strings.Repeat("x", 1<<20))
		case "/torn":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "torn")
		}
	})
	t.Cleanup(func() { close(done) })
	f := NewFetcher(FetchOptions{AllowPrivate: true, MaxBody: 1 << 20, Timeout: 400 * time.Millisecond})
	for path, want := range map[string]string{"/slow": "exceeded", "/mute": "exceeded", "/endless": ErrTooLarge.Error(), "/bomb": ErrTooLarge.Error(),
		"/loop": "redirects", "/headers": "header", "/torn": "EOF"} {
		start := time.Now()
		_, err := f.Get(context.Background(), s.URL+path, nil)
		if err == nil || !strings.Contains(err.Error(), want) && !strings.Contains(err.Error(), "timeout") {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("%s took %v", path, d)
		}
	}
}

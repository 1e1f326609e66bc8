package worker

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"dragoman"
	"dragoman/ledger"
	"dragoman/pipeline"
)

// The parts of the proof are processes, so that they can be killed: this test binary, run again with a part to play.

const (
	partEnv   = "WORKER_PROOF_PART"
	proofWait = 3 * time.Second // after which a dead worker's reports are given to another
)

func TestMain(m *testing.M) {
	var err error
	switch os.Getenv(partEnv) {
	case "server":
		err = playServer(os.Args[1:])
	case "worker":
		err = playWorker(os.Args[1], os.Args[2])
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// playServer is one server of a cluster, until it is killed: name, folder, port for clients, port for its peers, and all peers.
func playServer(args []string) error {
	o := &server.Options{ServerName: args[0], StoreDir: args[1], Host: "127.0.0.1", JetStream: true, SyncAlways: true, NoSigs: true,
		LogFile: args[1] + ".log", Cluster: server.ClusterOpts{Name: "proof", Host: "127.0.0.1"}}
	for i, port := range []*int{&o.Port, &o.Cluster.Port} {
		var err error
		if *port, err = strconv.Atoi(args[2+i]); err != nil {
			return err
		}
	}
	for _, peer := range args[4:] {
		o.Routes = append(o.Routes, &url.URL{Scheme: "nats", Host: peer})
	}
	s, err := server.NewServer(o)
	if err != nil {
		return err
	}
	s.ConfigureLogger()
	s.Start()
	s.WaitForShutdown()
	return nil
}

// playWorker codes reports with the built-in models until it is told to stop, or is killed.
func playWorker(nats, dsn string) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	models, err := pipeline.Load(pipeline.Options{})
	if err != nil {
		return err
	}
	var s *Stream
	for s == nil && ctx.Err() == nil { // a cluster may be choosing its leader
		if s, err = Connect(ctx, nats, Settings{Replicas: 3, AckWait: proofWait}); err != nil {
			pause(ctx, 500*time.Millisecond)
		}
	}
	var l *ledger.Ledger
	for l == nil && ctx.Err() == nil {
		if l, err = ledger.Open(ctx, dsn, ledger.Options{}); err != nil {
			pause(ctx, 500*time.Millisecond)
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	w := &Worker{Stream: s, Ledger: l, Build: models.Pipeline, Edition: models.Edition(), Log: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	return w.Run(ctx)
}

// A part is one process of the proof.
type part struct {
	kind string
	args []string
	log  string
	cmd  *exec.Cmd
	done chan error
}

func (p *part) start(t *testing.T) {
	t.Helper()
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close() // the process has its own
	p.cmd = exec.Command(os.Args[0], p.args...)
	p.cmd.Env = append(os.Environ(), partEnv+"="+p.kind)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.done = make(chan error, 1)
	go func(done chan<- error, cmd *exec.Cmd) { done <- cmd.Wait() }(p.done, p.cmd)
}

// alive fails where a process ended by itself.
func (p *part) alive(t *testing.T) {
	t.Helper()
	select {
	case err := <-p.done:
		p.cmd = nil
		log, _ := os.ReadFile(p.log)
		t.Fatalf("a %s ended by itself: %v\n%s", p.kind, err, log[max(0, len(log)-2000):])
	default:
	}
}

// end sends a signal and waits for the end of the process.
func (p *part) end(how syscall.Signal) error {
	if p.cmd == nil {
		return nil
	}
	_ = p.cmd.Process.Signal(how) // it may have ended by itself
	p.cmd = nil
	return <-p.done
}

// startCluster starts three servers that keep each message three times, and returns their addresses.
func startCluster(t *testing.T, dir string) (servers []*part, address string) {
	t.Helper()
	ports := freePorts(t, 6)
	var peers, addresses []string
	for i := range 3 {
		peers = append(peers, "127.0.0.1:"+ports[3+i])
		addresses = append(addresses, "nats://127.0.0.1:"+ports[i])
	}
	for i := range 3 {
		name := fmt.Sprint("server", i)
		p := &part{kind: "server", log: filepath.Join(dir, name+".out"), args: append([]string{name, filepath.Join(dir, name), ports[i], ports[3+i]}, peers...)}
		p.start(t)
		servers = append(servers, p)
	}
	return servers, strings.Join(addresses, ",")
}

func freePorts(t *testing.T, n int) (ports []string) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close() // all at the end: no port is given twice
		ports = append(ports, fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
	}
	return ports
}

// shortReports yields reports first to last, less one, of one or two sentences. They are too short to be taken for copies of each
// other: which report a copy is a copy of depends on the order in which they come.
func shortReports(first, last int) iter.Seq2[dragoman.Article, error] {
	states := []string{"Kenya", "Rwanda", "France", "Brazil", "Turkey", "Japan", "Sweden", "India", "Egypt", "Norway", "Ghana", "Peru", "Jordan"}
	deeds := []string{"%[1]s expelled %[3]d diplomats of %[2]s on Monday.", "%[1]s and %[2]s signed a trade agreement in Geneva.",
		"%[1]s accused %[2]s of spying. Police arrested %[3]d people.", "The president of %[1]s met the foreign minister of %[2]s.",
		"%[1]s sent %[3]d tons of food to %[2]s.", "%[1]s joined the African Union.", "Rebels killed %[3]d soldiers in %[1]s.",
		"%[1]s imposed sanctions on %[2]s.", "%[3]d workers protested in %[1]s.", "%[1]s threatened to leave the agreement with %[2]s."}
	return func(yield func(dragoman.Article, error) bool) {
		for i := first; i < last; i++ {
			a, b := states[i%len(states)], states[(i/len(states)+i+1)%len(states)]
			text := fmt.Sprintf(deeds[i%len(deeds)], a, b, i%90+2)
			day := dragoman.NewDate(2024, time.Month(i%12+1), i%28+1)
			if !yield(dragoman.Article{Ref: fmt.Sprint(i), Key: fmt.Sprint("report-", i), Source: "proof", Published: day, Text: text}, nil) {
				return
			}
		}
	}
}

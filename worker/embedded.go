package worker

import (
	"fmt"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"dragoman"
)

// An Embedded server runs JetStream in this process, for one machine.
type Embedded struct{ s *server.Server }

// maxPayload is the largest message that an embedded server takes: a report of some MB compresses well below it.
const maxPayload = 8 << 20

// Start runs a server that keeps its streams in dir and listens on loopback alone. port -1 takes any.
func Start(dir string, port int) (*Embedded, error) {
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: dir, SyncAlways: true, MaxPayload: maxPayload,
		NoSigs: true, NoLog: true,
	})
	if err != nil {
		return nil, fmt.Errorf("start embedded server: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		s.Shutdown()
		return nil, fmt.Errorf("embedded server in %s is not ready after 10 seconds: does another hold port %d? %w", dir, port, dragoman.ErrUnavailable)
	}
	return &Embedded{s}, nil
}

// URL is where the server listens.
func (e *Embedded) URL() string { return e.s.ClientURL() }

// Stop ends the server, once what it holds is on disk.
func (e *Embedded) Stop() {
	e.s.Shutdown()
	e.s.WaitForShutdown()
}

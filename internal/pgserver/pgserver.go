// Package pgserver runs a PostgreSQL server of one's own for tests: on a socket in a folder of its own, reachable by nobody else, gone
// at the end. For example:
//
//	s, err := pgserver.Start("fsync=off") // an error of Missing where there is none
//	defer s.Close()
//	dsn, err := s.Database("test1")
package pgserver

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ErrMissing says that this machine has no PostgreSQL, and what to do.
var ErrMissing = errors.New("needs the PostgreSQL server, 15 or newer: apt-get install postgresql")

// A Server is a running server.
type Server struct {
	bin, dir string
	settings []string
	attr     *syscall.SysProcAttr
	cmd      *exec.Cmd
}

// Start makes a new cluster of databases and runs a server on it, with settings such as "fsync=off".
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "pgserver-") // a socket's path must be short
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir, settings: settings}
	if s.attr, err = unprivileged(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	init := exec.Command(filepath.Join(bin, "initdb"), "-D", dir+"/data", "-U", "dragoman", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
	init.SysProcAttr, init.Dir = s.attr, dir
	if out, err := init.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w: %s", err, out), os.RemoveAll(dir))
	}
	if err := s.Run(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// binaries finds the folder of the server's programs.
func binaries() (string, error) {
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", ErrMissing
	}
	return filepath.Dir(path), nil
}

// unprivileged gives a folder to the user postgres where the test runs as root, whom the server refuses.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	if os.Getuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return attr, os.Chown(dir, uid, gid)
}

// Run starts the server again after Crash, and waits until it answers.
func (s *Server) Run() error {
	args := []string{"-D", s.dir + "/data", "-k", s.dir, "-c", "listen_addresses="}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	log, err := os.OpenFile(s.dir+"/log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close() // the server has its own
	s.cmd = exec.Command(filepath.Join(s.bin, "postgres"), args...)
	s.cmd.SysProcAttr, s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = s.attr, s.dir, log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for range 600 {
		if exec.Command(filepath.Join(s.bin, "pg_isready"), "-q", "-h", s.dir).Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the server does not answer: see %s/log", s.dir)
}

// PID is the number of the server's first process.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Crash ends the server at once, as a loss of power to its processes would.
func (s *Server) Crash() { s.end(syscall.SIGQUIT) }

func (s *Server) end(how syscall.Signal) {
	if s.cmd == nil || s.cmd.Process == nil {
		return
	}
	_ = s.cmd.Process.Signal(how) // it may have ended by itself
	_ = s.cmd.Wait()
	s.cmd = nil
}

// Close ends the server and removes its folder.
func (s *Server) Close() {
	s.end(syscall.SIGINT)
	_ = os.RemoveAll(s.dir)
}

// Database makes an empty database and returns its address.
func (s *Server) Database(name string) (dsn string, err error) {
	out, err := exec.Command(filepath.Join(s.bin, "createdb"), "-h", s.dir, "-U", "dragoman", "-T", "template0", name).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("create database %s: %w: %s", name, err, out)
	}
	return "postgres:///" + name + "?host=" + s.dir + "&user=dragoman", nil
}

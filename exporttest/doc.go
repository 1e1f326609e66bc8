// Package exporttest reads exports back by programs that are not ours: Parquet and CSV by DuckDB, JSON-LD by json-gold, entities
// against the properties that FollowTheMoney's schemata have. It is a module of its own, for DuckDB needs cgo and the program
// does not:
//
//	cd exporttest && CGO_ENABLED=1 go test .
//
// It runs the program ("go run ./cmd/dragoman" above it, or the one that DRAGOMAN names) and looks at what it writes.
package exporttest

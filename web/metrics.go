package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dragoman/ledger"
)

// metrics are what /metrics tells; docs/desk.md lists them.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	coded    prometheus.Counter
	coding   prometheus.Histogram
	written  prometheus.Counter
	judged   *prometheus.CounterVec
	streams  prometheus.Gauge
}

func newMetrics(l *ledger.Ledger) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dragoman_http_requests_total", Help: "Requests answered."}, []string{"route", "method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "dragoman_http_request_seconds", Help: "How long requests took.",
			Buckets: []float64{.005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 10}}, []string{"route"}),
		coded: prometheus.NewCounter(prometheus.CounterOpts{Name: "dragoman_texts_coded_total", Help: "Texts coded."}),
		coding: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "dragoman_text_coding_seconds", Help: "How long coding a text took.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .5, 1, 5, 30}}),
		written: prometheus.NewCounter(prometheus.CounterOpts{Name: "dragoman_records_written_total", Help: "Records written to the ledger by this process."}),
		judged:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "dragoman_judgements_total", Help: "Judgements written by this process."}, []string{"verdict"}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{Name: "dragoman_streams", Help: "Open streams of changes."}),
	}
	head := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "dragoman_ledger_seq", Help: "Number of the last assertion; -1 where the ledger does not answer."}, func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		seq, _, err := l.Ping(ctx)
		if err != nil {
			return -1
		}
		return float64(seq)
	})
	m.registry.MustRegister(m.requests, m.seconds, m.coded, m.coding, m.written, m.judged, m.streams, head,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) observe(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, knownMethod(method), strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// knownMethod keeps made-up methods from becoming labels.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

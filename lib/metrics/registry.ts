import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { processSingleton } from '@/lib/env/process-singleton'

function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    upstreamRequests: new Counter({
      name: 'patchboard_upstream_requests_total',
      help: 'Calls to upstream sources that ended, by outcome.',
      labelNames: ['source', 'region', 'operation', 'outcome'],
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: 'patchboard_upstream_request_duration_seconds',
      help: 'Duration of calls to upstream sources, failed ones included.',
      labelNames: ['source', 'region', 'operation'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    feedRefreshes: new Counter({
      name: 'patchboard_feed_refreshes_total',
      help: 'Refreshes of live feeds that ended, by outcome: changed, unchanged, failed.',
      labelNames: ['topic', 'outcome'],
      registers,
    }),
    feedRefreshSeconds: new Histogram({
      name: 'patchboard_feed_refresh_duration_seconds',
      help: 'Duration of a refresh of a live feed.',
      labelNames: ['topic'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    liveConnections: new Gauge({
      name: 'patchboard_live_connections',
      help: 'Browsers that hold a live stream open.',
      registers,
    }),
    httpRequests: new Counter({
      name: 'patchboard_http_requests_total',
      help: 'Requests to the API that were answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    httpSeconds: new Histogram({
      name: 'patchboard_http_request_duration_seconds',
      help: 'Time to answer a request to the API; of a stream, the time to its head.',
      labelNames: ['method', 'route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    portalProbes: new Counter({
      name: 'patchboard_portal_probes_total',
      help: 'Portals that the worker asked, by outcome: answered, or why no HTTP answer came.',
      labelNames: ['outcome'],
      registers,
    }),
    portalRoundSeconds: new Gauge({
      name: 'patchboard_portal_round_duration_seconds',
      help: 'How long the last round over all portals took. Longer than PROBE_INTERVAL_SECONDS: raise PROBE_CONCURRENCY.',
      registers,
    }),
    jobRuns: new Counter({
      name: 'patchboard_job_runs_total',
      help: 'Background jobs that ended, by outcome: completed, failed.',
      labelNames: ['job', 'outcome'],
      registers,
    }),
  }
}

/** The process's own metrics, served on /metrics. One set per process, see `processSingleton`. */
export function metrics(): ReturnType<typeof createMetrics> {
  return processSingleton('metrics', createMetrics)
}

import type { HttpSource } from '@/lib/env/regions'
import type { ObserveUpstream } from '@/lib/http/upstream-failure'
import { callUpstream, readUpstream, type UpstreamEndpoint, type UpstreamLimits } from '@/lib/http/upstream-request'
import { type GaugeFamily, toExposition } from './exposition'
import { pushgatewayStatusSchema } from './schema'

export type PushgatewayConfig = HttpSource & UpstreamLimits & { region: string; observe?: ObserveUpstream }

type CallOptions = { signal?: AbortSignal }

/** A job name as a path step; one with a slash must be sent in base64 (the gateway's own rule). */
function jobPath(job: string): string {
  if (!job.includes('/')) return `/metrics/job/${encodeURIComponent(job)}`
  return `/metrics/job@base64/${Buffer.from(job).toString('base64url')}`
}

/** One Pushgateway. Every method throws AppError `upstream-failed`, or the caller's abort reason. */
export function createPushgatewayClient(config: PushgatewayConfig) {
  const endpoint: UpstreamEndpoint = { ...config, source: 'pushgateway' }

  return {
    /**
     * Replaces everything the gateway holds for `job` by these gauges, in one PUT. Samples may carry their own `instance`;
     * Prometheus must then scrape the gateway with `honor_labels: true`.
     */
    async push(job: string, families: readonly GaugeFamily[], options: CallOptions = {}): Promise<void> {
      const text = await toExposition(families)
      await callUpstream(endpoint, {
        operation: 'push',
        method: 'PUT',
        path: jobPath(job),
        body: { type: 'text/plain; version=0.0.4; charset=utf-8', text },
        signal: options.signal,
      })
    },

    /** Version of the gateway; also the cheapest proof that it answers. */
    async version(options: CallOptions = {}): Promise<string> {
      const call = { operation: 'status', path: '/api/v1/status', signal: options.signal }
      const answer = await readUpstream(endpoint, call, pushgatewayStatusSchema)
      return answer.data.build_information.version
    },
  }
}

export type PushgatewayClient = ReturnType<typeof createPushgatewayClient>

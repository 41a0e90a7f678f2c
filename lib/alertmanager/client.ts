import { z } from 'zod'
import type { ReplicatedSource } from '@/lib/env/regions'
import { type AppError, isUpstreamError } from '@/lib/errors'
import type { ObserveUpstream } from '@/lib/http/upstream-failure'
import { readUpstream, type UpstreamEndpoint, type UpstreamLimits } from '@/lib/http/upstream-request'
import { mergeReplicas } from './model'
import { type AlertmanagerStatus, type GettableAlert, gettableAlertSchema, statusSchema } from './schema'

export type AlertmanagerConfig = ReplicatedSource & UpstreamLimits & { region: string; observe?: ObserveUpstream }

/** What the cluster says, and which of its replicas did not answer. `failures` is empty when all did. */
export type ClusterAnswer<Value> = { value: Value; failures: AppError[] }

type CallOptions = { signal?: AbortSignal }

/**
 * One Alertmanager cluster, asked at all its replicas at once (API v2, 0.25 to 0.33). One answering replica is enough. When
 * none answers, throws AppError `upstream-failed` (the first replica's), or the caller's abort reason.
 */
export function createAlertmanagerClient(config: AlertmanagerConfig) {
  const { replicas, ...shared } = config
  const endpoints: UpstreamEndpoint[] = replicas.map((replica) => ({ ...shared, ...replica, source: 'alertmanager' }))

  async function askAll<Schema extends z.ZodType>(
    operation: string,
    path: string,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<ClusterAnswer<z.output<Schema>[]>> {
    const settled = await Promise.allSettled(
      endpoints.map((endpoint) => readUpstream(endpoint, { operation, path, signal }, schema)),
    )
    signal?.throwIfAborted()
    const value: z.output<Schema>[] = []
    const failures: AppError[] = []
    for (const result of settled) {
      if (result.status === 'fulfilled') value.push(result.value)
      else if (isUpstreamError(result.reason)) failures.push(result.reason)
      else throw result.reason
    }
    if (value.length === 0 && failures[0]) throw failures[0]
    return { value, failures }
  }

  return {
    /** All alerts the cluster holds, silenced and inhibited ones included, each fingerprint once. */
    async alerts(options: CallOptions = {}): Promise<ClusterAnswer<GettableAlert[]>> {
      const answer = await askAll('alerts', '/api/v2/alerts', z.array(gettableAlertSchema), options.signal)
      return { ...answer, value: mergeReplicas(answer.value) }
    },

    /** Version and cluster state of each replica that answers. */
    async status(options: CallOptions = {}): Promise<ClusterAnswer<AlertmanagerStatus[]>> {
      return askAll('status', '/api/v2/status', statusSchema, options.signal)
    },
  }
}

export type AlertmanagerClient = ReturnType<typeof createAlertmanagerClient>

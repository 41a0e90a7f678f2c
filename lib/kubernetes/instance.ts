import 'server-only'
import { env } from '@/lib/env/env'
import { upstreamLimits } from '@/lib/env/limits'
import { processSingleton } from '@/lib/env/process-singleton'
import { findRegion } from '@/lib/env/regions'
import { observeUpstream } from '@/lib/metrics/observe-upstream'
import { createKubernetesClient, type KubernetesClient } from './client'
import { type ClusterView, createClusterView } from './cluster'

/** The Kubernetes API of a region; undefined when none is configured there (or there is no such region). */
export function kubernetes(regionId: string): KubernetesClient | undefined {
  const source = findRegion(regionId)?.kubernetes
  if (!source) return undefined
  return processSingleton(`kubernetes.${regionId}`, () =>
    createKubernetesClient({ ...source, ...upstreamLimits(), region: regionId, observe: observeUpstream }),
  )
}

/** The watched namespaces of a region, shared by the whole process; undefined when no Kubernetes is configured there. */
export function clusterView(regionId: string): ClusterView | undefined {
  const client = kubernetes(regionId)
  const namespaces = findRegion(regionId)?.kubernetes?.namespaces
  if (!client || !namespaces) return undefined
  const intervalMs = env().LIVE_INTERVAL_SECONDS * 1000
  const { timeoutMs } = upstreamLimits()
  return processSingleton(`kubernetes.view.${regionId}`, () =>
    createClusterView({
      client,
      namespaces,
      times: {
        // Kubernetes sends bookmarks about once a minute.
        bookmarkMs: 60_000,
        // Back within one interval after the server is.
        maxBackoffMs: intervalMs,
        forbiddenRetryMs: 60_000,
        probeMs: intervalMs,
        idleAfterMs: Math.max(60_000, intervalMs * 3),
        firstReadMs: timeoutMs + 1000,
      },
    }),
  )
}

import 'server-only'
import { alertmanager } from '@/lib/alertmanager/instance'
import { pingDatabase } from '@/lib/db/ping'
import { env } from '@/lib/env/env'
import type { Region } from '@/lib/env/regions'
import type { AppError } from '@/lib/errors'
import { kubernetes } from '@/lib/kubernetes/instance'
import type { SourceRef, SourceTracker } from '@/lib/live/source'
import { prometheus } from '@/lib/prometheus/instance'
import { pushgateway } from '@/lib/pushgateway/instance'
import { joinVersions, shortAddress, toSourceDetail } from '../model'
import type { SourceDetail, SourceName } from '../schema'

/** What one source says of itself. `partial`: some of its replicas did not answer. */
type Answer = { version: string | null; partial?: AppError }

type Probe = { name: SourceName; address: string | null; ask: (() => Promise<Answer>) | undefined }

/** The cheapest question to each source of a region that proves it answers, and tells its version. */
function probesOf(region: Region, signal: AbortSignal): Probe[] {
  const metrics = prometheus(region.id)
  const cluster = alertmanager(region.id)
  const gateway = pushgateway(region.id)
  const api = kubernetes(region.id)
  const { kubernetes: access } = region
  return [
    {
      name: 'prometheus',
      address: region.prometheus ? shortAddress(region.prometheus.url) : null,
      ask: metrics && (async () => ({ version: (await metrics.buildInfo({ signal })).version })),
    },
    {
      name: 'alertmanager',
      address: joinVersions(region.alertmanager?.replicas.map(({ url }) => shortAddress(url)) ?? []),
      ask:
        cluster &&
        (async () => {
          const { value, failures } = await cluster.status({ signal })
          return { version: joinVersions(value.map((status) => status.versionInfo.version)), partial: failures[0] }
        }),
    },
    {
      name: 'pushgateway',
      address: region.pushgateway ? shortAddress(region.pushgateway.url) : null,
      ask: gateway && (async () => ({ version: await gateway.version({ signal }) })),
    },
    {
      name: 'kubernetes',
      address: access ? (access.context ?? (access.inCluster ? 'in-cluster' : (access.kubeconfigFile ?? null))) : null,
      ask: api && (async () => ({ version: await api.version({ signal }) })),
    },
  ]
}

async function probe(
  { name, address, ask }: Probe,
  region: Pick<Region, 'id' | 'name'>,
  tracker: SourceTracker,
): Promise<SourceDetail> {
  const ref: SourceRef = { region: region.id, name }
  const { value, state } = await tracker.read(ref, ask, { partial: (answer) => answer.partial })
  return toSourceDetail(state, {
    regionName: region.name,
    address,
    version: value?.version ?? null,
    lastError: tracker.lastError(ref),
  })
}

/** The console's own database; not a source of any region. */
function databaseProbe(): Probe {
  return {
    name: 'postgresql',
    address: shortAddress(env().DATABASE_URL),
    ask: async () => ({ version: (await pingDatabase()).version }),
  }
}

/** Asks every source of every region, and the database, all at once: one request each, whatever they hold. */
export async function probeSources(
  regions: readonly Region[],
  tracker: SourceTracker,
  signal: AbortSignal,
): Promise<SourceDetail[]> {
  const ofRegions = regions.flatMap((region) =>
    probesOf(region, signal).map((source) => probe(source, region, tracker)),
  )
  const database = probe(databaseProbe(), { id: 'console', name: 'Console' }, tracker)
  return Promise.all([...ofRegions, database])
}

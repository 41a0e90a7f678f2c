import 'server-only'
import { Leadership } from '@/lib/db/leadership'
import { readDatabase } from '@/lib/db/transaction'
import { env } from '@/lib/env/env'
import { isUpstreamError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/metrics/registry'
import type { ProbeTarget } from '../probe-adapter'
import { portalLookup } from './portal-lookup'
import { probePortal } from './probe-portal'
import { Prober } from './prober'
import { pushStatuses, regionsWithoutGateway } from './push-statuses'

/** Any fixed number that no other lock of this database has. */
const probeLock = 72_825

async function readTargets(): Promise<ProbeTarget[]> {
  const select = { id: true, region: true, cloud: true, portalUrl: true } as const
  return readDatabase((client) => client.tenant.findMany({ where: { enabled: true }, select, orderBy: { id: 'asc' } }))
}

function tellOnce(): (key: string, tell: () => void) => void {
  let last = ''
  return (key, tell) => {
    if (key !== last && key !== '') tell()
    last = key
  }
}

/** Warns of what makes statuses late or lost, once for each state and not with each round. */
function roundObserver(intervalMs: number) {
  const { PROBE_TIMEOUT_SECONDS, PROBE_CONCURRENCY } = env()
  const tell = tellOnce()
  return ({ targets, durationMs }: { targets: number; durationMs: number }) => {
    metrics().portalRoundSeconds.set(durationMs / 1000)
    log('probe').debug({ targets, durationMs }, 'a round is done')
    const needed = Math.ceil((targets * PROBE_TIMEOUT_SECONDS * 1000) / intervalMs)
    tell(durationMs > intervalMs ? 'late' : '', () =>
      log('probe').warn(
        { targets, durationMs, PROBE_CONCURRENCY },
        `a round takes longer than PROBE_INTERVAL_SECONDS; PROBE_CONCURRENCY=${Math.min(500, needed)} would do`,
      ),
    )
  }
}

/**
 * The worker's probe of all portals. Of any number of workers one probes, by an advisory lock, and not as a job of the queue:
 * the queue's clock ticks in minutes, probes must go on with the last list of tenants while the database is down, and a lock
 * that ends with its connection hands over within one interval of a `kill -9`.
 */
export function createPortalProber(): { prober: Prober; release: () => Promise<void> } {
  const variables = env()
  const intervalMs = variables.PROBE_INTERVAL_SECONDS * 1000
  const timeoutMs = variables.PROBE_TIMEOUT_SECONDS * 1000
  const servers = variables.PROBE_DNS_SERVERS?.split(',').map((server) => server.trim()) ?? []
  const lookup = portalLookup(servers.filter(Boolean))
  const leadership = new Leadership(variables.DATABASE_URL, probeLock)
  const tellUnserved = tellOnce()
  const prober = new Prober({
    intervalMs,
    concurrency: variables.PROBE_CONCURRENCY,
    isLeader: () => leadership.check(),
    readTargets,
    probe: async (target, signal) => {
      const outcome = await probePortal(target.portalUrl, { timeoutMs, lookup, signal })
      metrics().portalProbes.inc({ outcome: outcome.failure ?? 'answered' })
      return outcome
    },
    push: async (results, targets) => {
      const unserved = regionsWithoutGateway(targets)
      tellUnserved(unserved.join(', '), () =>
        log('probe').warn({ regions: unserved }, 'these regions have no Pushgateway: their portal statuses go nowhere'),
      )
      await pushStatuses(results)
    },
    onRound: roundObserver(intervalMs),
    onError: (err, doing) => {
      // The Pushgateway's client has already told of its own failures.
      if (doing === 'push' && isUpstreamError(err)) return
      log('probe').warn({ err, doing }, doing === 'read' ? 'probing the last known tenants' : 'a round failed')
    },
  })
  return { prober, release: () => leadership.release() }
}

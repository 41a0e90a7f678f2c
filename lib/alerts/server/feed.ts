import 'server-only'
import { alertmanager } from '@/lib/alertmanager/instance'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import { otherRegions, type Region, regions } from '@/lib/env/regions'
import { registerFeed } from '@/lib/live/registry'
import type { SourceTracker } from '@/lib/live/source'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import type { SourceState } from '@/lib/sources/schema'
import { joinAlerts } from '../adapter'
import { type JoinedAlerts, toAlertRows } from '../join'
import { compareAlerts, summariseAlerts } from '../model'
import type { AlertRow, AlertSummary } from '../schema'

type RegionResult = { joined: JoinedAlerts; sources: SourceState[] }

async function readRegion(region: Region, tracker: SourceTracker, signal: AbortSignal): Promise<RegionResult> {
  const rules = prometheus(region.id) ? () => sharedRules(region.id).read() : undefined
  const cluster = alertmanager(region.id)
  const [fromPrometheus, fromAlertmanager] = await Promise.all([
    tracker.read({ region: region.id, name: 'prometheus' }, rules),
    tracker.read({ region: region.id, name: 'alertmanager' }, cluster && (() => cluster.alerts({ signal })), {
      partial: (answer) => answer.failures[0],
    }),
  ])
  const joined = joinAlerts(
    {
      region: region.id,
      otherRegions: otherRegions(region.id),
      alertmanager: region.alertmanager?.replicas.map(({ url }) => url) ?? [],
      groups: fromPrometheus.value ?? null,
      prometheusAnswers: fromPrometheus.state.status === 'ok',
      // An old answer must not say "silenced" of an alert that may have lost its silence since.
      alertmanagerAlerts:
        fromAlertmanager.state.status === 'ok' || fromAlertmanager.state.status === 'degraded'
          ? (fromAlertmanager.value?.value ?? null)
          : null,
    },
    serviceForLabels,
  )
  return { joined, sources: [fromPrometheus.state, fromAlertmanager.state] }
}

/** All firing and pending alerts of all regions. Upstream: two requests a region and refresh, however many alerts. */
export const alertsFeed = registerFeed<AlertRow, AlertSummary>('alerts', {
  poll: async (signal, context) => {
    const results = await Promise.all(regions().map((region) => readRegion(region, context.sources, signal)))
    const items = toAlertRows(results.map(({ joined }) => joined)).sort(compareAlerts)
    return {
      items,
      summary: summariseAlerts(items, context.now.getTime()),
      sources: results.flatMap((result) => result.sources),
    }
  },
})

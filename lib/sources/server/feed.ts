import 'server-only'
import { regions } from '@/lib/env/regions'
import { registerFeed } from '@/lib/live/registry'
import { compareSources, summariseSources } from '../model'
import type { SourceDetail, SourceSummary } from '../schema'
import { probeSources } from './probe-sources'

/** Every source of every region, asked anew each interval while somebody looks. */
export const sourcesFeed = registerFeed<SourceDetail, SourceSummary>('sources', {
  poll: async (signal, context) => {
    const all = regions()
    const rows = await probeSources(all, context.sources, signal)
    const items = rows.sort(compareSources(all.map((region) => region.id)))
    return { items, summary: summariseSources(items), sources: items.map(toState) }
  },
})

function toState({ region, name, status, observedAt, since, error, latencyMs }: SourceDetail) {
  return { region, name, status, observedAt, since, error, latencyMs }
}

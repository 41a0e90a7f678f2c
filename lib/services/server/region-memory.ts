import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import type { RuleGroup } from '@/lib/prometheus/schema'
import type { ServiceParts, SinceBook } from '../parts'
import type { Point } from '../schema'

/**
 * What one region's refreshes leave behind for the next one, and for the detail page. Of no lasting value: a process that
 * starts anew asks Prometheus for it.
 */
export type RegionMemory = {
  since: { book: SinceBook; observedAt: string } | null
  unknownPodSince: ReadonlyMap<string, string>
  sparklines: { byMetric: ReadonlyMap<string, Point[]>; askedAtMs: number }
  parts: ServiceParts | null
  /** The rules as Prometheus last told them; null while it never did. */
  ruleGroups: readonly RuleGroup[] | null
}

export function regionMemory(regionId: string): RegionMemory {
  return processSingleton(`services.memory.${regionId}`, () => ({
    since: null,
    unknownPodSince: new Map(),
    sparklines: { byMetric: new Map(), askedAtMs: 0 },
    parts: null,
    ruleGroups: null,
  }))
}

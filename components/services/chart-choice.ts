import type { Chart } from '@/lib/services/schema'
import { type ChartGroup, chartGroups, maxChartsPerGroup } from '@/lib/services/vocabulary'

export const groupTitles: Readonly<Record<ChartGroup, string>> = {
  traffic: 'Traffic',
  errors: 'Errors',
  latency: 'Latency',
  saturation: 'Saturation',
  pods: 'Pods and health',
  other: 'Other figures',
}

export type ShownGroup = { group: ChartGroup; all: readonly Chart[]; shown: readonly Chart[] }

/**
 * The charts of a group that are shown: those that the address names, else the defaults. Names that no chart has are passed over;
 * more than the page shows at once are cut.
 */
export function chooseCharts(charts: readonly Chart[], group: ChartGroup, asked: readonly string[] | null): ShownGroup {
  const all = charts.filter((chart) => chart.group === group)
  const chosen = asked === null ? all.filter((chart) => chart.isDefault) : all.filter(({ id }) => asked.includes(id))
  return { group, all, shown: chosen.slice(0, maxChartsPerGroup) }
}

/** All groups that have charts, in the order of the page; and the titles of golden signals that have none. */
export function chooseAll(charts: readonly Chart[], asked: Readonly<Record<ChartGroup, readonly string[] | null>>) {
  const groups = chartGroups.map((group) => chooseCharts(charts, group, asked[group]))
  return {
    groups: groups.filter(({ all }) => all.length > 0),
    undocumented: groups
      .filter(({ group, all }) => all.length === 0 && group !== 'other' && group !== 'pods')
      .map(({ group }) => groupTitles[group]),
  }
}

/** The choice after a chart was ticked or unticked; null where it is the default again, which needs no word in the address. */
export function toggleChart({ all, shown }: ShownGroup, id: string, on: boolean): string[] | null {
  const ids = shown.map((chart) => chart.id).filter((other) => other !== id)
  const next = on && ids.length < maxChartsPerGroup ? [...ids, id] : ids
  const defaults = all.filter((chart) => chart.isDefault).map((chart) => chart.id)
  const isDefault = next.length === defaults.length && defaults.every((one) => next.includes(one))
  return isDefault ? null : next
}

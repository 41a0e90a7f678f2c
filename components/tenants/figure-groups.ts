import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceIds, serviceNames } from '@/lib/catalogue/vocabulary'
import type { TenantFigure, TenantFigures, TenantGauge } from '@/lib/tenants/charts-schema'

export type FigureGroup = { serviceId: ServiceId; name: string; figures: TenantFigure[]; gauges: TenantGauge[] }

/** Figures and states by service, in the order of the catalogue; services that say nothing of the tenant are left out. */
export function groupFigures({ figures, gauges }: Pick<TenantFigures, 'figures' | 'gauges'>): FigureGroup[] {
  return serviceIds.flatMap((id) => {
    const own = <Item extends { serviceId: ServiceId }>(list: readonly Item[]) =>
      list.filter((item) => item.serviceId === id)
    const group = { serviceId: id, name: serviceNames[id], figures: own(figures), gauges: own(gauges) }
    return group.figures.length + group.gauges.length > 0 ? [group] : []
  })
}

const kindWords = {
  rate: 'over all pods',
  sum: 'sum over all pods',
  p95: '95th percentile over all pods',
} as const satisfies Record<TenantFigure['kind'], string>

/** How a figure is made out of its series: `95th percentile over all pods`. */
export function kindText(figure: Pick<TenantFigure, 'kind'>): string {
  return kindWords[figure.kind]
}

/** The values of a state with how many series hold each, worst first as they come: `in service 3, out of service 1`. */
export function gaugeText(gauge: Pick<TenantGauge, 'values'>): string {
  return gauge.values.map(({ word, series }) => `${word} ${series}`).join(', ')
}

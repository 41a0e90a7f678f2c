import { describe, expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import type { TenantFigure, TenantGauge } from '@/lib/tenants/charts-schema'
import { figureKinds } from '@/lib/tenants/vocabulary'
import { gaugeText, groupFigures, kindText } from './figure-groups'

const figure = (serviceId: TenantFigure['serviceId'], metric: string): TenantFigure => ({
  id: `${serviceId}/${metric}`,
  serviceId,
  metric,
  description: '',
  kind: 'rate',
  unit: 'count',
  value: 1,
  points: [],
})

const gauge = (serviceId: TenantGauge['serviceId']): TenantGauge => ({
  id: `${serviceId}/x`,
  serviceId,
  metric: 'x',
  description: '',
  status: 'ok',
  values: [
    { raw: '0', word: 'out of service', status: 'failing', series: 1 },
    { raw: '1', word: 'in service', status: 'ok', series: 3 },
  ],
})

describe('groupFigures', () => {
  it('groups by service in the order of the catalogue, and loses nothing', () => {
    const [first, second, third] = services.map(({ id }) => id)
    if (!first || !second || !third) throw new Error('the catalogue has fewer than three services')
    const given = { figures: [figure(third, 'a'), figure(first, 'b'), figure(third, 'c')], gauges: [gauge(second)] }
    const groups = groupFigures(given)
    expect(groups.map(({ serviceId, figures, gauges }) => [serviceId, figures.length, gauges.length])).toEqual([
      [first, 1, 0],
      [second, 0, 1],
      [third, 2, 0],
    ])
  })

  it('is empty when nothing is labelled by the tenant', () => {
    expect(groupFigures({ figures: [], gauges: [] })).toEqual([])
  })
})

describe('words', () => {
  it('tells how each kind is made', () => {
    expect(new Set(figureKinds.map((kind) => kindText({ kind }))).size).toBe(figureKinds.length)
  })

  it('counts the values of a state', () => {
    expect(gaugeText(gauge('agent-state'))).toBe('out of service 1, in service 3')
    expect(gaugeText({ values: [] })).toBe('')
  })
})

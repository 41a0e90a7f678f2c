import { describe, expect, it } from 'vitest'
import { readingOf } from '@/lib/catalogue/model'
import { services } from '@/lib/catalogue/services'
import { figuresQuery, gaugesQuery, toFigures, toGauges } from './figures'

const of = (tenant: string) => ({ tenant, namespaces: null })
const range = { startSeconds: 0, endSeconds: 120, stepSeconds: 60 }

describe('figuresQuery', () => {
  it('asks for every amount that is labelled by tenant, in one expression', () => {
    const query = figuresQuery(of('t2100'), 60)
    const amounts = services.flatMap((service) =>
      service.metrics.filter((metric) => metric.labels.includes('tenant') && readingOf(metric) !== 'state'),
    )
    for (const { name } of amounts) expect(query).toContain(name)
    expect(query.match(/label_replace/g)).toHaveLength(amounts.length)
  })

  it('rates counters, adds gauges up, and reads percentiles off histograms', () => {
    const query = figuresQuery(of('t2100'), 60)
    expect(query).toContain('sum(rate(sipfe_requests_total{tenant="t2100",')
    expect(query).toContain('sum(agent_logged_in_agents{tenant="t2100",')
    expect(query).toContain(
      'histogram_quantile(0.95, sum by (le) (rate(registrar_request_latency_bucket{tenant="t2100",',
    )
    expect(query).toContain('[120s]')
    expect(figuresQuery(of('t2100'), 3600)).toContain('[3600s]')
  })

  it('reads a gauge that only grows as the catalogue says, not by its type', () => {
    const query = figuresQuery(of('t2100'), 60)
    expect(query).toContain('sum(rate(sips_trunk_ncallscreated{tenant="t2100",')
    expect(query).not.toContain('sum(sips_trunk_ncallscreated')
    const series = [
      { labels: { figure: 'sip-cluster/sips_trunk_ncallscreated' }, samples: [[120, 2]] as [number, number][] },
    ]
    expect(toFigures(series, range)).toMatchObject([{ kind: 'rate', unit: 'per-second', value: 2 }])
  })

  it('looks only into the namespaces that are watched', () => {
    const watched = { tenant: 't2100', namespaces: ['voice', 'ges'] }
    const count = (query: string) => query.match(/namespace=~"ges\|voice"/g)?.length
    expect(count(figuresQuery(watched, 60))).toBe(figuresQuery(watched, 60).match(/label_replace/g)?.length)
    expect(count(gaugesQuery(watched))).toBe(1)
  })

  it('tells metrics apart that several services have', () => {
    const query = figuresQuery(of('t1'), 60)
    expect(query).toContain('sum(rate(http_client_response_count{tenant="t1",pod=~"(?:voice-agent)')
    expect(query).toContain('sum(rate(http_client_response_count{tenant="t1",pod=~"(?:voice-callthread)')
  })

  it('cannot be broken out of', () => {
    const query = figuresQuery(of('x"} or vector(1) #\n'), 60)
    expect(query).not.toContain('tenant="x"}')
    expect(query).not.toContain('\n')
    expect(gaugesQuery(of('x"}'))).toContain('tenant="x\\"}"')
  })
})

describe('toFigures', () => {
  it('keeps gaps as gaps and has a value only when the range ends with one', () => {
    const [calls, agents] = toFigures(
      [
        {
          labels: { figure: 'agent-state/agent_callevents' },
          samples: [
            [0, 1.5],
            [60, 2],
          ],
        },
        {
          labels: { figure: 'agent-state/agent_logged_in_agents' },
          samples: [
            [0, Number.NaN],
            [120, 7],
          ],
        },
        { labels: { figure: 'nobody/nothing' }, samples: [[0, 1]] },
      ],
      range,
    ).sort((a, b) => a.metric.localeCompare(b.metric))
    expect(calls).toMatchObject({
      serviceId: 'agent-state',
      metric: 'agent_callevents',
      kind: 'rate',
      unit: 'per-second',
      value: null,
      points: [
        [0, 1.5],
        [60, 2],
        [120, null],
      ],
    })
    expect(agents).toMatchObject({ kind: 'sum', unit: 'count', value: 7 })
    expect(agents?.points[0]).toEqual([0, null])
  })

  it('is empty without series', () => expect(toFigures([], range)).toEqual([]))
})

describe('toGauges', () => {
  const series = (metric: string, raw: string, value: number) => ({
    labels: { __name__: metric, raw },
    value,
    timeSeconds: 0,
  })

  it('tells the worst state and how many say what', () => {
    const [trunk] = toGauges([series('sips_trunk_in_service', '1', 3), series('sips_trunk_in_service', '0', 1)])
    expect(trunk).toMatchObject({ serviceId: 'sip-cluster', status: 'failing' })
    expect(trunk?.values.map(({ raw, status, series: count }) => [raw, status, count])).toEqual([
      ['1', 'ok', 3],
      ['0', 'failing', 1],
    ])
  })

  it('does not guess a value that is not documented', () => {
    for (const raw of ['17', 'NaN', 'what']) {
      expect(toGauges([series('sips_trunk_in_service', raw, 1)])[0]?.status).toBe('unknown')
    }
    expect(toGauges([])).toEqual([])
  })
})

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { AlertGroup } from '@/lib/overview/alert-groups'
import type { ServiceList } from '@/lib/services/schema'
import type { SourceState } from '@/lib/sources/schema'
import type { TenantList, TenantRow } from '@/lib/tenants/schema'
import { PodsNotReady } from './pods-not-ready'
import { RaisedAlerts } from './raised-alerts'
import { TenantPortals } from './tenant-portals'

// "None" is said only when everybody who might know of one has answered.

const at = '2026-11-20T12:00:00.000Z'
const source = (name: SourceState['name'], region: string, status: SourceState['status'] = 'ok'): SourceState => ({
  name,
  region,
  status,
  observedAt: status === 'ok' || status === 'stale' ? at : null,
  since: at,
})

function words(element: ReactElement): string {
  const html = renderToString(<QueryClientProvider client={new QueryClient()}>{element}</QueryClientProvider>)
  return html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const items = <Row,>(count: number, row: (index: number) => Row) =>
  Array.from({ length: count }, (_, index) => row(index))

describe('alerts', () => {
  const group = (index: number): AlertGroup => ({
    id: `g${index}`,
    state: 'firing',
    name: `Alert ${index}`,
    severity: 'critical',
    severityPrinted: 'critical',
    where: 'ors',
    count: 1,
    since: null,
    summary: null,
    link: '/alerts',
  })
  const said = (sources: SourceState[], groups: AlertGroup[] = [], total = 0) =>
    words(<RaisedAlerts groups={groups} list={{ items: [], total, sources }} />)

  it.each([
    [[source('prometheus', 'west'), source('alertmanager', 'west', 'failing')], 'No alert fires'],
    [
      [source('prometheus', 'west'), source('prometheus', 'east', 'failing')],
      'Not known whether an alert fires: nothing is heard from Prometheus east',
    ],
    [
      [source('prometheus', 'west', 'stale'), source('alertmanager', 'west')],
      'Not known whether an alert fires: nothing is heard from Prometheus west',
    ],
    [
      [source('prometheus', 'west', 'paused')],
      'Not known whether an alert fires: nothing is heard from Prometheus west',
    ],
  ])('%j', (sources, expected) => {
    expect(said(sources)).toBe(expected)
  })

  it('says how many found no place', () => {
    expect(said([], items(5, group))).not.toContain('more')
    expect(said([], items(6, group))).toMatch(/Alert 3 .*and 2 more$/)
    expect(said([], items(3, group), 1)).toMatch(/and perhaps more$/)
  })
})

describe('portals', () => {
  const row = (index: number): TenantRow => ({
    id: `t${index}`,
    name: null,
    region: 'west',
    cloud: null,
    portalUrl: null,
    enabled: true,
    version: 1,
    registered: true,
    status: index % 2 === 0 ? 'failing' : 'ok',
    httpStatus: null,
    lastHttpStatus: null,
    reason: 'HTTP 503',
    failureReason: null,
    responseTimeMs: null,
    since: null,
    sinceAtLeast: false,
    push: null,
    alerts: null,
  })
  function list(rows: TenantRow[], change: Partial<TenantList> = {}): TenantList {
    const failing = rows.filter(({ status }) => status === 'failing').length
    const summary = { total: rows.length, byStatus: { failing } as never, unregistered: 0, clouds: [], pushes: {} }
    const position = { epoch: 'e', sequence: 1 } as never
    return { items: rows, total: rows.length, sources: [], summary, observedAt: at, position, ...change } as TenantList
  }

  it('are calm only when the list and the statuses were heard', () => {
    const heard = [source('postgresql', 'console'), source('prometheus', 'west')]
    expect(words(<TenantPortals list={list([], { sources: heard })} />)).toBe('No portal is in trouble')
    const unheard = [source('postgresql', 'console', 'failing'), source('prometheus', 'west', 'failing')]
    expect(words(<TenantPortals list={list([], { sources: unheard })} />)).toBe(
      'Not known whether a portal is in trouble: nothing is heard from PostgreSQL console, Prometheus west',
    )
  })

  it('say how many found no place', () => {
    const said = words(<TenantPortals list={list(items(20, row))} />)
    expect(said).toMatch(/ t10 HTTP 503 .*and 4 more$/)
    expect(said).not.toContain(' t12 ')
  })

  it('are not called well when the first of many tenants are', () => {
    const many = list([row(1)], { total: 2000 })
    const cut = { ...many, summary: { ...many.summary, byStatus: { failing: 3 } as never } }
    expect(words(<TenantPortals list={cut} />)).toMatch(/3 portals in trouble; reading which$/)
  })
})

describe('pods', () => {
  it('are all ready only in regions whose Kubernetes has spoken', () => {
    const sources = [source('kubernetes', 'west'), source('kubernetes', 'east', 'failing')]
    const list = { items: [], summary: { podsNotReady: 0 }, sources } as unknown as ServiceList
    expect(words(<PodsNotReady list={list} />)).toBe('All 0 pods ready not known: east')
    expect(words(<PodsNotReady list={{ ...list, sources: sources.slice(0, 1) }} />)).toBe('All 0 pods ready')
  })
})

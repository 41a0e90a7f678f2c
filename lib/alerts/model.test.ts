import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alertFilterDefaults,
  compareAlerts,
  filterAlerts,
  isNotReceived,
  matchesFilter,
  summariseAlerts,
} from './model'
import { type AlertRow, alertFilterSchema } from './schema'
import { alertRowSeverities, alertStates, notificationStates } from './vocabulary'

const now = Date.parse('2026-11-20T12:00:00Z')

function alertRow(overrides: Partial<AlertRow> = {}): AlertRow {
  return {
    id: 'default-1',
    region: 'default',
    name: 'Portal down',
    alertId: 'portal-down',
    severity: 'critical',
    severityPrinted: 'CRITICAL',
    state: 'firing',
    service: 'portal',
    serviceLabel: 'portal',
    tenant: 't2100',
    pod: null,
    summary: 'Portal down for t2100',
    description: null,
    labels: { alertname: 'Portal down', instance: 't2100' },
    activeAt: '2026-11-20T11:00:00.000Z',
    value: '503',
    expression: 'Portal_HTTP_Status != 200',
    forSeconds: 600,
    ...overrides,
    notification: {
      state: 'active',
      silencedBy: [],
      inhibitedBy: [],
      receivers: ['default'],
      startsAt: null,
      updatedAt: null,
      ...overrides.notification,
    },
  }
}

const notification = (state: AlertRow['notification']['state']) => ({ ...alertRow().notification, state })
const filter = (raw: Record<string, unknown>) => alertFilterSchema.parse(raw)

const rowArbitrary = fc
  .record({
    id: fc.string({ minLength: 1, maxLength: 6 }),
    name: fc.constantFrom('a', 'b', 'c'),
    severity: fc.constantFrom(...alertRowSeverities),
    state: fc.constantFrom(...alertStates),
    activeAt: fc.constantFrom(null, '2026-11-20T11:00:00.000Z', '2026-11-20T11:59:30.000Z'),
    notificationState: fc.constantFrom(...notificationStates),
  })
  .map(({ notificationState, ...rest }) => alertRow({ ...rest, notification: notification(notificationState) }))

describe('alertFilterDefaults', () => {
  it('is what the schema makes of no question', () => {
    expect(alertFilterDefaults).toEqual(alertFilterSchema.parse({}))
  })
})

describe('compareAlerts', () => {
  it('puts firing before pending, then worse before milder, then newest first', () => {
    const rows = [
      alertRow({ id: 'pending', state: 'pending' }),
      alertRow({ id: 'warning', severity: 'warning' }),
      alertRow({ id: 'old', activeAt: '2026-11-20T10:00:00.000Z' }),
      alertRow({ id: 'new', activeAt: '2026-11-20T11:30:00.000Z' }),
      alertRow({ id: 'info', severity: 'info' }),
      alertRow({ id: 'odd', severity: 'unknown' }),
      alertRow({ id: 'late', state: 'resolved-late' }),
    ]
    expect([...rows].sort(compareAlerts).map((row) => row.id)).toEqual([
      'new',
      'old',
      'warning',
      'odd',
      'info',
      'pending',
      'late',
    ])
  })

  it('puts silenced ones behind those that notify', () => {
    const rows = [alertRow({ id: 'silenced', notification: notification('suppressed') }), alertRow({ id: 'loud' })]
    expect(rows.sort(compareAlerts).map((row) => row.id)).toEqual(['loud', 'silenced'])
  })

  it('is a total order: antisymmetric, and sorting twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 20 }), (rows) => {
        const once = [...rows].sort(compareAlerts)
        expect([...once].sort(compareAlerts)).toEqual(once)
        for (const a of rows)
          for (const b of rows) expect(Math.sign(compareAlerts(a, b)) + Math.sign(compareAlerts(b, a))).toBe(0)
      }),
    )
  })
})

describe('isNotReceived', () => {
  it.each([
    [
      'firing for long, Alertmanager answers without it',
      alertRow({ notification: notification('not-received') }),
      true,
    ],
    ['Alertmanager is down: nobody can say', alertRow({ notification: notification('unknown') }), false],
    ['pending alerts are not sent', alertRow({ state: 'pending', notification: notification('not-received') }), false],
    [
      'began to fire within the grace period',
      alertRow({ activeAt: '2026-11-20T11:49:30.000Z', notification: notification('not-received') }),
      false,
    ],
    ['unknown start', alertRow({ activeAt: null, notification: notification('not-received') }), false],
  ])('%s', (_name, row, expected) => {
    expect(isNotReceived(row, now)).toBe(expected)
  })
})

describe('summariseAlerts', () => {
  it('counts what asks for attention apart from what is silenced or pending', () => {
    const summary = summariseAlerts(
      [
        alertRow(),
        alertRow({ severity: 'warning' }),
        alertRow({ severity: 'warning', notification: notification('suppressed') }),
        alertRow({ severity: 'unknown' }),
        alertRow({ state: 'pending' }),
        alertRow({ state: 'resolved-late' }),
      ],
      now,
    )
    expect(summary).toEqual({
      critical: 1,
      warning: 1,
      info: 0,
      unknownSeverity: 1,
      pending: 1,
      suppressed: 1,
      notReceived: 0,
    })
  })

  it('counts each firing or pending row exactly once', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary), (rows) => {
        const s = summariseAlerts(rows, now)
        const counted = s.critical + s.warning + s.info + s.unknownSeverity + s.pending + s.suppressed
        expect(counted).toBe(rows.filter((row) => row.state !== 'resolved-late').length)
      }),
    )
  })
})

describe('matchesFilter', () => {
  it.each([
    ['nothing asked', {}, true],
    ['severity', { severity: 'critical,warning' }, true],
    ['other severity', { severity: 'info' }, false],
    ['service by id', { service: 'portal' }, true],
    ['tenant', { tenant: 't2100' }, true],
    ['other tenant', { tenant: 't210' }, false],
    ['every word must occur', { text: 'portal T2100' }, true],
    ['one word does not occur', { text: 'portal redis' }, false],
    ['label text', { text: 'instance=t2100' }, true],
    ['pending only', { state: 'pending' }, false],
    ['other region', { region: 'eastus' }, false],
  ])('%s', (_name, raw, expected) => {
    expect(matchesFilter(alertRow(), filter(raw))).toBe(expected)
  })

  it('finds an alert by a service label that names none of our services', () => {
    expect(matchesFilter(alertRow({ service: null, serviceLabel: 'GES' }), filter({ service: 'GES' }))).toBe(true)
  })

  it('leaves the input alone', () => {
    const rows = [alertRow({ id: 'b', state: 'pending' }), alertRow({ id: 'a' })]
    filterAlerts(rows, filter({}))
    expect(rows.map((row) => row.id)).toEqual(['b', 'a'])
  })
})

describe('filterAlerts by id', () => {
  it('finds the one row', () => {
    const rows = [alertRow({ id: 'a' }), alertRow({ id: 'b' })]
    expect(filterAlerts(rows, alertFilterSchema.parse({ id: 'b' }))).toEqual([rows[1]])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GettableAlert, gettableAlertSchema } from '@/lib/alertmanager/schema'
import { type RuleGroup, rulesDataSchema } from '@/lib/prometheus/schema'
import { isoTime, joinAlerts, type RegionAlerts } from './adapter'
import { toAlertRows } from './join'
import { alertRowSchema } from './schema'

const serviceOf = (labels: Readonly<Record<string, string>>) =>
  labels.service === 'portal' ? ('portal' as const) : null

const portalLabels = {
  alertname: 'portal down',
  service: 'portal',
  severity: 'CRITICAL',
  instance: 't2100',
  cloud: 'azure',
}

function ruleGroups(alerts: { labels: Record<string, string>; state?: string; value?: string }[]): RuleGroup[] {
  return rulesDataSchema.parse({
    groups: [
      {
        name: 'portal',
        file: 'rules.yaml',
        interval: 30,
        rules: [
          {
            type: 'alerting',
            name: 'portal down',
            query: 'Portal_HTTP_Status != 200',
            state: 'firing',
            duration: 600,
            health: 'ok',
            alerts: alerts.map((alert) => ({
              annotations: { summary: 'Portal down for t2100' },
              activeAt: '2026-11-20T11:00:00.123456789Z',
              value: '5.03e+02',
              state: 'firing',
              ...alert,
            })),
          },
          { type: 'recording', name: 'x:y', query: 'up', health: 'ok' },
        ],
      },
    ],
  }).groups
}

function amAlert(labels: Record<string, string>, status: Partial<GettableAlert['status']> = {}): GettableAlert {
  return gettableAlertSchema.parse({
    fingerprint: JSON.stringify(labels),
    labels,
    annotations: { summary: 'from Alertmanager' },
    startsAt: '2026-11-20T11:10:00.000Z',
    endsAt: '2026-11-20T12:10:00.000Z',
    updatedAt: '2026-11-20T11:10:00.000Z',
    receivers: [{ name: 'pager' }],
    status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [], ...status },
  })
}

function join(answers: Partial<RegionAlerts>) {
  const alone = { region: 'default', otherRegions: [], alertmanager: ['http://am'] }
  return joinAlerts({ ...alone, groups: [], alertmanagerAlerts: [], prometheusAnswers: true, ...answers }, serviceOf)
}

const rowsOf = (answers: Partial<RegionAlerts>) => toAlertRows([join(answers)])

describe('toAlertRows', () => {
  it('joins by labels although Prometheus adds external labels when it sends', () => {
    const rows = rowsOf({
      groups: ruleGroups([{ labels: portalLabels }]),
      alertmanagerAlerts: [
        amAlert({ ...portalLabels, prometheus: 'west-0' }, { state: 'suppressed', silencedBy: ['s1'] }),
      ],
    })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      name: 'portal down',
      state: 'firing',
      severity: 'critical',
      severityPrinted: 'CRITICAL',
      service: 'portal',
      tenant: 't2100',
      activeAt: '2026-11-20T11:00:00.123Z',
      value: '5.03e+02',
      forSeconds: 600,
      notification: { state: 'suppressed', silencedBy: ['s1'], receivers: ['pager'] },
    })
  })

  it('takes the Alertmanager alert with the fewest additional labels', () => {
    const rows = rowsOf({
      groups: ruleGroups([{ labels: portalLabels }]),
      alertmanagerAlerts: [
        amAlert({ ...portalLabels, prometheus: 'west-0', extra: 'x' }, { state: 'suppressed', silencedBy: ['s1'] }),
        amAlert({ ...portalLabels, prometheus: 'west-0' }),
      ],
    })
    expect(rows.find((row) => row.state === 'firing')?.notification.state).toBe('active')
    expect(rows.filter((row) => row.state === 'resolved-late')).toHaveLength(1)
  })

  it('does not join an alert whose label value differs', () => {
    const rows = rowsOf({
      groups: ruleGroups([{ labels: portalLabels }]),
      alertmanagerAlerts: [amAlert({ ...portalLabels, instance: 't2101' })],
    })
    expect(rows.map((row) => [row.tenant, row.state, row.notification.state]).sort()).toEqual([
      ['t2100', 'firing', 'not-received'],
      ['t2101', 'resolved-late', 'active'],
    ])
  })

  it('says that nobody knows about notification while Alertmanager is down', () => {
    const [row] = rowsOf({ groups: ruleGroups([{ labels: portalLabels }]), alertmanagerAlerts: null })
    expect(row?.notification.state).toBe('unknown')
  })

  it('keeps what Alertmanager holds as firing while Prometheus cannot say otherwise', () => {
    const [row] = rowsOf({ groups: null, alertmanagerAlerts: [amAlert(portalLabels)], prometheusAnswers: false })
    expect(row).toMatchObject({ state: 'firing', value: null, expression: null, activeAt: '2026-11-20T11:10:00.000Z' })
  })

  it('leaves out inactive alerts and recording rules', () => {
    expect(rowsOf({ groups: ruleGroups([{ labels: portalLabels, state: 'inactive' }]) })).toEqual([])
  })

  it('keeps labels with quotes, backslashes and line breaks as they are', () => {
    const labels = { ...portalLabels, instance: 'a"b\\c\nd' }
    const rows = rowsOf({ groups: ruleGroups([{ labels }]), alertmanagerAlerts: [amAlert(labels)] })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.tenant).toBe('a"b\\c\nd')
  })

  it('gives each alert once, each parses, and ids are unique', () => {
    const value = fc.constantFrom('a', 'b', 'c')
    const labels = fc.record({ alertname: value, instance: value, pod: value })
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 8 }), fc.array(labels, { maxLength: 8 }), (ours, theirs) => {
        const distinct = [...new Map(ours.map((one) => [JSON.stringify(one), one])).values()]
        const rows = rowsOf({
          groups: ruleGroups(distinct.map((one) => ({ labels: one }))),
          alertmanagerAlerts: theirs.map((one) => amAlert({ ...one, prometheus: 'p' })),
        })
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
        expect(rows.filter((row) => row.state === 'firing')).toHaveLength(distinct.length)
        for (const row of rows) expect(alertRowSchema.safeParse(row).success).toBe(true)
      }),
    )
  })
})

describe('isoTime', () => {
  it.each([
    ['2026-11-20T11:00:00.123456789Z', '2026-11-20T11:00:00.123Z'],
    ['2026-11-20T12:00:00+01:00', '2026-11-20T11:00:00.000Z'],
    ['0001-01-01T00:00:00Z', null],
    ['soon', null],
    [undefined, null],
  ])('%s', (text, expected) => {
    expect(isoTime(text)).toBe(expected)
  })
})

describe('one Alertmanager for several regions', () => {
  const west = { region: 'west', otherRegions: ['east'] }
  const east = { region: 'east', otherRegions: ['west'] }
  const groups = ruleGroups([{ labels: portalLabels }])
  const silenced = { state: 'suppressed' as const, silencedBy: ['s1'] }
  const states = (rows: ReturnType<typeof rowsOf>) =>
    rows.map(({ region, state, notification }) => [region, state, notification.state])

  it('gives each region its own alert: a neighbour’s silence hides none', () => {
    const alertmanagerAlerts = [
      amAlert({ ...portalLabels, region: 'east' }, silenced),
      amAlert({ ...portalLabels, region: 'west', replica: 'a' }),
    ]
    for (const order of [alertmanagerAlerts, alertmanagerAlerts.toReversed()]) {
      const both = { groups, alertmanagerAlerts: order }
      expect(states(toAlertRows([join({ ...west, ...both }), join({ ...east, ...both })]))).toEqual([
        ['west', 'firing', 'active'],
        ['east', 'firing', 'suppressed'],
      ])
    }
  })

  it('takes of equally near ones that tell no region the one that notifies', () => {
    const alertmanagerAlerts = [
      amAlert({ ...portalLabels, prometheus: 'a' }, silenced),
      amAlert({ ...portalLabels, prometheus: 'b' }),
    ]
    for (const order of [alertmanagerAlerts, alertmanagerAlerts.toReversed()]) {
      const [row] = join({ ...west, groups, alertmanagerAlerts: order }).rows
      expect(row?.notification.state).toBe('active')
    }
  })

  it('shows a neighbour’s alert in no other region as ending', () => {
    const told = [amAlert({ ...portalLabels, region: 'east' })]
    expect(join({ ...west, alertmanagerAlerts: told }).orphans).toEqual([])
    // Labels do not tell whose this is; that the other region reports it does.
    const untold = [amAlert({ ...portalLabels, prometheus: 'b' })]
    const regions = [
      join({ ...west, alertmanagerAlerts: untold }),
      join({ ...east, groups, alertmanagerAlerts: untold }),
    ]
    expect(states(toAlertRows(regions))).toEqual([['east', 'firing', 'active']])
    const apart = [
      { ...join({ ...west, alertmanagerAlerts: untold }), alertmanager: ['http://other'] },
      regions[1] ?? join({}),
    ]
    expect(states(toAlertRows(apart))).toContainEqual(['west', 'resolved-late', 'active'])
  })
})

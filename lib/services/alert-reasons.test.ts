import { describe, expect, it } from 'vitest'
import {
  agentHealthy,
  agentKubernetes,
  byRule,
  firstPod,
  rowOf,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'
import type { FiringAlert } from './parts'

describe('alerts', () => {
  const alert = (change: Partial<FiringAlert>): FiringAlert => ({
    name: 'Redis not available',
    alertId: null,
    severity: 'critical',
    service: 'agent-state',
    activeAt: secondsAgo(400),
    pod: null,
    ...change,
  })
  it.each([
    ['critical', 'failing'],
    ['warning', 'degraded'],
    ['unknown', 'unknown'],
    ['info', 'ok'],
  ] as const)('%s makes a service %s', (severity, status) => {
    const row = rowOf(
      someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy }, alerts: [alert({ severity })] }),
    )
    expect(row.status).toBe(status)
    expect(row.alerts).toMatchObject({ [severity]: 1 })
  })

  it('groups by rule, since the first, and links to them', () => {
    const alerts = [alert({}), alert({ activeAt: secondsAgo(900), pod: firstPod }), alert({ service: 'ors' })]
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy }, alerts }))
    expect(byRule(row, 'alert')).toEqual([
      {
        id: 'alert:critical:Redis not available',
        source: 'prometheus',
        rule: 'alert',
        status: 'failing',
        text: 'Alert Redis not available (2 times)',
        since: secondsAgo(900),
        sinceAtLeast: false,
        link: '/alerts?service=agent-state&text=Redis+not+available&region=default',
      },
    ])
  })

  it('leads from a documented alert to its runbook', () => {
    const alerts = [alert({ alertId: 'agent-state-redis-unavailable' })]
    const [reason] = byRule(rowOf(someParts({ kubernetes: agentKubernetes, alerts })), 'alert')
    expect(reason?.link).toBe('/services/agent-state?tab=alerts&alert=agent-state-redis-unavailable&region=default')
  })
})

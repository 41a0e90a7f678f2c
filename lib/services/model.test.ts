import { describe, expect, it } from 'vitest'
import {
  aBrokenPod,
  aFailingSource,
  agentKubernetes,
  aPod,
  firstPod,
  rowOf,
  secondPod,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'
import { filterServices, isOutdated, rowSince, troubles, worstFirst } from './model'
import { buildServiceRows } from './rows'

const broken = { ...agentKubernetes, pods: [aPod(firstPod), aBrokenPod(secondPod, { reason: 'CrashLoopBackOff' })] }
const rows = buildServiceRows(someParts({ kubernetes: broken }))
const everything = { status: [], text: '', region: '' }
const ids = (change: object) => filterServices(rows, { ...everything, ...change }).map((row) => row.serviceId)

describe('filterServices', () => {
  it('matches all by default', () => {
    expect(ids({})).toHaveLength(rows.length)
  })
  it.each([
    ['status', { status: ['failing'] }, ['agent-state']],
    ['a name that people use', { text: 'FrontEnd' }, ['front-end']],
    ['its workload', { text: 'voice-callthread' }, ['call-state']],
    ['words of its reasons, in any order', { text: 'crashloop voice-agent' }, ['agent-state']],
    ['no region of that name', { region: 'elsewhere' }, []],
    ['words that do not meet', { text: 'ors crashloop' }, []],
  ])('%s', (_name, change, expected) => {
    expect(ids(change)).toEqual(expected)
  })
})

describe('worstFirst', () => {
  it('puts trouble on top and keeps the catalogue order below', () => {
    const sorted = worstFirst(rows).map((row) => row.serviceId)
    expect(sorted[0]).toBe('agent-state')
    expect(sorted.indexOf('call-state')).toBeLessThan(sorted.indexOf('config'))
  })
})

describe('rowSince', () => {
  it('is the earliest of the reasons that give the status, not of the others', () => {
    const pods = [
      aBrokenPod(firstPod, { readyChangedAt: secondsAgo(5000) }),
      aBrokenPod(secondPod, { reason: 'CrashLoopBackOff', readyChangedAt: secondsAgo(100) }),
      aPod('voice-agent-59fd95d95c-bbbbb'),
    ]
    const row = rowOf(someParts({ kubernetes: { ...agentKubernetes, pods } }))
    expect(row.status).toBe('failing')
    expect(rowSince(row)).toEqual({ since: secondsAgo(100), sinceAtLeast: false })
  })
  it('is null when nobody knows', () => {
    expect(rowSince(rowOf(someParts()))).toEqual({ since: null, sinceAtLeast: false })
  })
})

describe('troubles and age', () => {
  it('leaves out good news', () => {
    expect(troubles(rowOf(someParts({ kubernetes: broken }))).every((reason) => reason.status !== 'ok')).toBe(true)
  })
  it('tells which part is old', () => {
    const row = rowOf(someParts({ kubernetes: broken, kubernetesState: aFailingSource('kubernetes') }))
    expect([isOutdated(row, 'kubernetes'), isOutdated(row, 'prometheus')]).toEqual([true, false])
  })
})

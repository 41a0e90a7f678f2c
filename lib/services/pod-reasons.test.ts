import { describe, expect, it } from 'vitest'
import {
  aBrokenPod,
  agentHealthy,
  agentKubernetes,
  agentPods,
  aPod,
  aReading,
  aWorkload,
  byRule,
  firstPod,
  rowOf,
  said,
  secondPod,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'

describe('pods', () => {
  const gauges = agentHealthy
  const withPods = (pods: ReturnType<typeof aPod>[], desired = 2) =>
    rowOf(someParts({ kubernetes: { pods, workloads: [aWorkload('voice-agent', desired)] }, prometheus: { gauges } }))

  it('is degraded when some are not ready, and says since when', () => {
    const row = withPods([aPod(firstPod), aBrokenPod(secondPod)])
    expect(row.status).toBe('degraded')
    expect(byRule(row, 'replicas')[0]).toMatchObject({ text: '1 of 2 pods ready', since: secondsAgo(600), podCount: 1 })
    expect(byRule(row, 'pod-not-ready')[0]?.text).toBe(`Pod not ready: ${secondPod}`)
  })

  it('is failing when none is ready', () => {
    const row = withPods(agentPods.map((name) => aBrokenPod(name)))
    expect(row.status).toBe('failing')
    expect(said(row)[0]).toBe('failing replicas: No pod ready: voice-agent')
  })

  it('is failing when pods are wanted and none exists', () => {
    const row = withPods([])
    expect(row.status).toBe('failing')
    expect(row.pods).toEqual({ ready: 0, desired: 2 })
  })

  it('is degraded when fewer exist than are wanted, though all that exist are ready', () => {
    expect(withPods([aPod(firstPod)]).status).toBe('degraded')
  })

  it('is degraded when one workload lacks what another has too many of, as in a rollout', () => {
    const canaries = ['voice-agent-canary-78d69fb587-aaaaa', 'voice-agent-canary-78d69fb587-bbbbb']
    const kubernetes = {
      pods: [aPod(firstPod), ...canaries.map((name) => aPod(name))],
      workloads: [aWorkload('voice-agent', 2), aWorkload('voice-agent-canary', 1)],
    }
    const row = rowOf(someParts({ kubernetes, prometheus: { gauges } }))
    expect(byRule(row, 'replicas')[0]).toMatchObject({ status: 'degraded', text: '2 of 3 pods ready', podCount: 1 })
  })

  it('says of pods that no workload wants that they are there', () => {
    const row = rowOf(someParts({ kubernetes: { pods: [aPod(firstPod)] }, prometheus: { gauges } }))
    expect(byRule(row, 'replicas')[0]?.text).toBe('1 pod ready, none wanted')
  })

  it('is starting while the missing pods are young', () => {
    const young = aBrokenPod(secondPod, { createdAt: secondsAgo(20), readyChangedAt: secondsAgo(20) })
    expect(withPods([aPod(firstPod), young]).status).toBe('starting')
  })

  it('is failing on a crash loop, with the word Kubernetes has for it', () => {
    const crashing = aBrokenPod(secondPod, { reason: 'CrashLoopBackOff', restarts: 12 })
    const row = withPods([aPod(firstPod), crashing])
    expect(row.status).toBe('failing')
    expect(said(row)[0]).toBe(`failing pod-crashing: Pod CrashLoopBackOff: ${secondPod}`)
  })

  it('names what a pending pod waits for', () => {
    const pending = aBrokenPod(secondPod, { phase: 'Pending', reason: 'Unschedulable', createdAt: secondsAgo(900) })
    const row = withPods([aPod(firstPod), pending])
    expect(row.status).toBe('degraded')
    expect(byRule(row, 'pod-pending')[0]?.text).toBe(`Pod pending (Unschedulable): ${secondPod}`)
  })

  it('names a few of many', () => {
    const names = ['b', 'c', 'd', 'f', 'g'].map((letter) => `voice-agent-59fd95d95c-${letter.repeat(5)}`)
    const row = withPods([aPod(firstPod), aPod(secondPod), ...names.map((name) => aBrokenPod(name))], 7)
    expect(byRule(row, 'pod-not-ready')[0]).toMatchObject({ podCount: 5 })
    expect(byRule(row, 'pod-not-ready')[0]?.text).toMatch(/^5 pods not ready: .*bbbbb, .*ccccc, .*ddddd and 2 more$/)
  })

  it('counts an evicted pod apart from those its workload has', () => {
    const evicted = aPod('voice-agent-59fd95d95c-gn7bd', { phase: 'Failed', reason: 'Evicted', ready: false })
    const row = withPods([aPod(firstPod), aPod(secondPod), evicted])
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
    expect(row.status).toBe('degraded')
    expect(byRule(row, 'pod-failed')[0]?.text).toContain('Evicted')
  })

  it('forgives a pod that is going, and not one that will not go', () => {
    const going = aPod('voice-agent-59fd95d95c-gngng', { deleteDeadline: secondsAgo(-20) })
    expect(withPods([aPod(firstPod), aPod(secondPod), going]).status).toBe('ok')
    const stuck = aPod('voice-agent-59fd95d95c-stckd', { deleteDeadline: secondsAgo(600) })
    expect(withPods([aPod(firstPod), aPod(secondPod), stuck]).status).toBe('degraded')
  })

  it('is unknown when the node does not tell', () => {
    const lost = aPod(secondPod, { phase: 'Unknown', ready: false, readyChangedAt: secondsAgo(30) })
    expect(byRule(withPods([aPod(firstPod), lost]), 'pod-unknown')[0]?.status).toBe('unknown')
  })

  it('is paused when scaled to zero', () => {
    const row = rowOf(someParts({ kubernetes: { workloads: [aWorkload('voice-agent', 0)] } }))
    expect(said(row)).toEqual(['paused scaled-to-zero: Scaled to 0 pods'])
  })

  it('fails for the one tenant whose only pod is gone, though the others serve', () => {
    const workloads = ['t2100', 't2101', 't2102'].map((name) => aWorkload(name, 1, { kind: 'StatefulSet' }))
    const pods = [aPod('t2100-0'), aBrokenPod('t2101-0'), aPod('t2102-0')]
    const row = rowOf(someParts({ kubernetes: { pods, workloads } }), 'tenant')
    expect(row.status).toBe('failing')
    expect(said(row)[0]).toBe('failing replicas: No pod ready: t2101')
  })

  it('is only degraded by a canary without a ready pod', () => {
    const canary = 'voice-agent-canary-78d69fb587-fg7kd'
    const row = rowOf(
      someParts({
        kubernetes: {
          pods: [...agentKubernetes.pods, aBrokenPod(canary)],
          workloads: [...agentKubernetes.workloads, aWorkload('voice-agent-canary', 1)],
        },
        prometheus: { gauges: [...agentHealthy, aReading('agent_health_level', canary, '2')] },
      }),
    )
    expect(row.status).toBe('degraded')
    expect(said(row)).toContain('degraded replicas: No pod ready: voice-agent-canary')
  })
})

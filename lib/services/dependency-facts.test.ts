import { describe, expect, it } from 'vitest'
import { aFailingSource, aReading, someParts } from '@/lib/testing/service-parts'
import { connectionFacts } from './dependency-facts'
import { podKey } from './parts'

const redisOf = (parts: Parameters<typeof connectionFacts>[0]) =>
  connectionFacts(parts, []).dependencies.find((fact) => fact.service === 'rq' && fact.metric === 'rqnode_redis_state')

describe('connectionFacts', () => {
  const gauges = [
    aReading('rqnode_redis_state', 'voice-rq-0', '2'),
    aReading('rqnode_redis_state', 'voice-rq-1', '2'),
    aReading('rqnode_redis_state', 'voice-rq-2', '7'),
  ]
  it('count pods by what they say, undocumented values too', () => {
    expect(redisOf(someParts({ prometheus: { gauges } }))?.said).toEqual([
      { status: 'ok', word: 'ready', pods: 2 },
      { status: 'unknown', word: 'undocumented value 7', pods: 1 },
    ])
  })
  it('leave out pods that Kubernetes does not know', () => {
    const unknownPodSince = new Map([[podKey({ namespace: 'voice', pod: 'voice-rq-2' }), '2026-11-20T11:00:00.000Z']])
    expect(redisOf({ ...someParts({ prometheus: { gauges } }), unknownPodSince })?.said).toHaveLength(1)
  })
  it('know a gauge of which there is nothing, and when Prometheus fails', () => {
    expect(redisOf(someParts())).toMatchObject({ expected: true, said: [] })
    const parts = someParts({ prometheus: { gauges } })
    const failing = { ...parts, prometheus: { ...parts.prometheus, state: aFailingSource('prometheus') } }
    expect(connectionFacts(failing, []).fresh).toBe(false)
    expect(connectionFacts(parts, []).statusOf('rq')).toBeNull()
  })
})

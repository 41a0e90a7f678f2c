import { describe, expect, it } from 'vitest'
import { connections } from '@/lib/catalogue/connections'
import type { Dependency, ServiceId, StatusWord } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { serviceIds } from '@/lib/catalogue/vocabulary'
import { type ConnectionFacts, connectionState, connectionsOf, type DependencyFact } from './model'
import { connectionStateSchema } from './schema'

type Said = readonly [status: StatusWord, word: string, pods: number]

function fact(service: ServiceId, dependency: Dependency, ...said: Said[]): DependencyFact {
  const metric = serviceById(service).metrics.find(
    (one) => one.dependency === dependency && one.role === 'dependency' && !one.namedOnlyByAlerts,
  )
  if (!metric) throw new Error(`${service} has no gauge of ${dependency}`)
  return {
    service,
    metric: metric.name,
    dependency,
    expected: true,
    said: said.map(([status, word, pods]) => ({ status, word, pods })),
  }
}

function facts(dependencies: DependencyFact[], change: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return { dependencies, statusOf: () => 'ok', fresh: true, ...change }
}

function row(n: number) {
  const found = connections.find((connection) => connection.n === n)
  if (!found) throw new Error(`no row ${n}`)
  return found
}

describe('a connection that a gauge measures', () => {
  it('is as the worst pod says, and names the gauge', () => {
    const redis = fact('rq', 'redis', ['ok', 'ready', 2], ['failing', 'disconnected', 1])
    expect(connectionState(row(6), 'rq', facts([redis]))).toMatchObject({
      status: 'failing',
      from: 'gauge',
      text: 'disconnected on 1 of 3 pods',
      metrics: ['rqnode_redis_state'],
    })
  })
  it('is measured by the end that connects, also on the page of the other', () => {
    const node = fact('agent-state', 'config-node', ['ok', 'connected', 3])
    expect(connectionState(row(35), 'config', facts([node]))).toMatchObject({ status: 'ok', from: 'gauge' })
  })
  it('has no data where the gauge is missing, whatever the other end says', () => {
    expect(connectionState(row(6), 'rq', facts([fact('rq', 'redis')]))).toMatchObject({
      status: 'no-data',
      text: 'Prometheus has no rqnode_redis_state',
    })
  })
  it('says as last heard while Prometheus fails, and unknown when it never spoke', () => {
    const heard = facts([fact('rq', 'redis', ['ok', 'ready', 3])], { fresh: false })
    expect(connectionState(row(6), 'rq', heard)).toMatchObject({
      status: 'stale',
      text: 'ready on 3 pods, as last heard',
    })
    expect(connectionState(row(6), 'rq', facts([fact('rq', 'redis')], { fresh: false })).status).toBe('unknown')
  })
  it('asks the gauge of streams for streams, and both of Kafka for the row that is printed the other way round', () => {
    const both = facts([
      fact('agent-state', 'redis', ['ok', 'ready', 2]),
      fact('agent-state', 'redis-stream', ['failing', 'disconnected', 2]),
      fact('agent-state', 'kafka-consumer', ['ok', 'connected', 2]),
      fact('agent-state', 'kafka-producer', ['failing', 'disconnected', 2]),
    ])
    expect(connectionState(row(37), 'agent-state', both).status).toBe('ok')
    expect(connectionState(row(54), 'agent-state', both).status).toBe('failing')
    expect(connectionState(row(55), 'agent-state', both).status).toBe('failing')
  })
  it('takes a gauge that only alerts name for what it says, and its absence for nothing', () => {
    const named = (said: DependencyFact['said']): DependencyFact => ({
      service: 'voicemail',
      metric: 'voicemail_storage_failed_account',
      dependency: 'storage',
      expected: false,
      said,
    })
    expect(connectionState(row(24), 'voicemail', facts([named([])])).status).toBeNull()
    const raised = [{ status: 'failing', word: 'raised', pods: 1 }] as const
    expect(connectionState(row(24), 'voicemail', facts([named(raised)])).status).toBe('failing')
  })
})

describe('a connection that nobody measures', () => {
  it('is shown as the service at the other end is, seen from either side', () => {
    const statusOf = (id: ServiceId): StatusWord => (id === 'rq' ? 'failing' : 'degraded')
    expect(connectionState(row(25), 'sip-cluster', facts([], { statusOf }))).toMatchObject({
      status: 'failing',
      from: 'peer',
      text: 'Voice RQ Service is failing; the way to it is not measured',
    })
    expect(connectionState(row(25), 'rq', facts([], { statusOf })).status).toBe('degraded')
    expect(connectionState(row(25), null, facts([], { statusOf })).status).toBe('failing')
  })
  it('is not measured where the other end is no service of ours, or nobody knows it', () => {
    expect(connectionState(row(1), 'tenant', facts([]))).toMatchObject({ status: null, from: 'none' })
    expect(connectionState(row(14), 'tenant', facts([]))).toMatchObject({ status: null, from: 'none' })
    expect(connectionState(row(25), 'rq', facts([], { statusOf: () => null })).status).toBeNull()
  })
  it('is not taken for one of another kind: the Redis gauge of Callback says nothing of its HTTP', () => {
    const states = connectionsOf('callback', facts([fact('callback', 'ors', ['failing', 'down', 1])]))
    expect(states.map(({ id, status, from }) => [id, status, from])).toEqual([
      ['8', 'ok', 'peer'],
      ['10', 'ok', 'peer'],
      ['ORS_REDIS_STATUS', 'failing', 'gauge'],
    ])
  })
})

describe('connectionsOf', () => {
  it('knows every documented connection of every service, and what gauges measure besides', () => {
    for (const id of serviceIds) {
      const states = connectionsOf(id, facts([]))
      for (const state of states) connectionStateSchema.parse(state)
      expect(states.every((state) => state.documented !== null)).toBe(true)
    }
    const envoy = connectionsOf('agent-state', facts([fact('agent-state', 'envoy', ['ok', 'connected', 2])])).at(-1)
    expect(envoy).toMatchObject({ documented: null, ports: null, destination: 'Envoy', status: 'ok' })
  })
  it('tells ports as the table writes them', () => {
    const ports = new Map(connectionsOf('sip-proxy', facts([])).map((state) => [state.id, state.ports]))
    expect(ports.get('59')).toBe('not known')
    expect(ports.get('60')).toBe('9092/9093*')
  })
})

import { describe, expect, it } from 'vitest'
import { serviceById } from '@/lib/catalogue/services'
import {
  aBrokenPod,
  aFailingSource,
  agentHealthy,
  agentKubernetes,
  aPod,
  aReading,
  aSource,
  firstPod,
  secondPod,
  someParts,
} from '@/lib/testing/service-parts'
import { buildMatrix, maxMatrixPods } from './matrix'
import type { ServiceParts } from './parts'
import { podMatrixRowSchema } from './schema'

const agent = serviceById('agent-state')

function matrixOf(parts: ServiceParts, service = agent) {
  const matrix = buildMatrix(service, parts)
  for (const row of matrix.rows) podMatrixRowSchema.parse(row)
  return matrix
}

function cell(parts: ServiceParts, pod: string, metric: string) {
  return matrixOf(parts)
    .rows.find((row) => row.name === pod)
    ?.cells.find((candidate) => candidate.metric === metric)
}

describe('columns', () => {
  it('are the health level, then the documented dependencies', () => {
    expect(matrixOf(someParts({ kubernetes: agentKubernetes })).columns.map((column) => column.label)).toEqual([
      'Health level',
      'Redis',
      'Redis streams',
      'Envoy',
      'Config node',
      'Kafka consumer',
      'Kafka producer',
    ])
  })
  it('include what only alerts name when it tells more than the documented gauge', () => {
    const rq = serviceById('rq')
    const columns = (parts: ServiceParts) => matrixOf(parts, rq).columns.map((column) => column.metric)
    const both = (documented: string, other: string) =>
      columns(
        someParts({
          prometheus: {
            gauges: [
              aReading('rqnode_redis_state', 'voice-rq-0', documented),
              aReading('redis_state', 'voice-rq-0', other),
            ],
          },
        }),
      )
    expect(columns(someParts())).toEqual(['rqnode_redis_state'])
    expect(both('2', '2')).toEqual(['rqnode_redis_state'])
    expect(both('2', '0')).toEqual(['rqnode_redis_state', 'redis_state'])
    expect(columns(someParts({ prometheus: { gauges: [aReading('redis_state', 'voice-rq-0', '2')] } }))).toEqual([
      'rqnode_redis_state',
      'redis_state',
    ])
  })
})

describe('cells', () => {
  it('show the worst of several series, its raw value and how many say so', () => {
    const gauges = [
      aReading('kafka_consumer_state', firstPod, '1', { seriesCount: 5 }),
      aReading('kafka_consumer_state', firstPod, '0', { seriesCount: 2 }),
    ]
    const parts = someParts({ kubernetes: agentKubernetes, prometheus: { gauges } })
    expect(cell(parts, firstPod, 'kafka_consumer_state')).toEqual({
      metric: 'kafka_consumer_state',
      status: 'failing',
      word: 'disconnected',
      raw: '0',
      seriesCount: 7,
      worstCount: 2,
    })
  })
  it('say no data where there is none', () => {
    const parts = someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy } })
    expect(cell(parts, secondPod, 'agent_redis_state')).toMatchObject({ status: 'no-data', raw: null, seriesCount: 0 })
  })
  it('keep the raw value of what nobody documents', () => {
    const parts = someParts({
      kubernetes: agentKubernetes,
      prometheus: { gauges: [aReading('agent_health_level', firstPod, '7')] },
    })
    expect(cell(parts, firstPod, 'agent_health_level')).toMatchObject({ status: 'unknown', raw: '7' })
  })
  it('are stale while Prometheus fails, with the word it last said', () => {
    const parts = someParts({
      kubernetes: agentKubernetes,
      prometheus: { gauges: agentHealthy },
      prometheusState: aFailingSource('prometheus'),
    })
    expect(cell(parts, firstPod, 'agent_health_level')).toMatchObject({ status: 'stale', word: 'pass', raw: '2' })
    expect(cell(parts, firstPod, 'agent_redis_state')).toMatchObject({ status: 'no-data' })
  })
})

describe('rows', () => {
  it('put the worst pod first, then by name as people count', () => {
    const names = ['voice-ors-2', 'voice-ors-10', 'voice-ors-1']
    const pods = [...names.map((name) => aPod(name)), aBrokenPod('voice-ors-20')]
    const gauges = pods.map((pod) => aReading('orsnode_health_level', pod.name, '2'))
    const redis = pods.map((pod) => aReading('orsnode_redis_state', pod.name, '2'))
    const matrix = matrixOf(
      someParts({ kubernetes: { pods }, prometheus: { gauges: [...gauges, ...redis] } }),
      serviceById('ors'),
    )
    expect(matrix.rows.map((row) => row.name)).toEqual(['voice-ors-20', 'voice-ors-1', 'voice-ors-2', 'voice-ors-10'])
  })
  it('include a pod that Kubernetes does not know', () => {
    const ghost = 'voice-agent-59fd95d95c-zzzzz'
    const parts = (change = {}) =>
      someParts({
        kubernetes: agentKubernetes,
        prometheus: { gauges: [...agentHealthy, aReading('agent_health_level', ghost, '2')] },
        ...change,
      })
    const stateOf = (from: ServiceParts) => matrixOf(from).rows.find((row) => row.name === ghost)?.state
    expect(stateOf(parts())).toEqual({ status: 'stale', word: 'not in Kubernetes' })
    expect(stateOf(parts({ kubernetes: null, kubernetesState: aFailingSource('kubernetes') }))).toEqual({
      status: 'unknown',
      word: 'Kubernetes does not tell',
    })
    const unread = { ...agentKubernetes, unread: [{ namespace: 'voice', resource: 'pods' }] }
    expect(stateOf(parts({ kubernetes: unread }))?.word).toBe('Kubernetes does not tell')
  })
  it('are as last heard where only the pods of a namespace cannot be read any more', () => {
    const unread = [{ namespace: 'voice', resource: 'pods' }] as const
    const kubernetesState = aSource('kubernetes', { status: 'degraded' })
    const parts = someParts({ kubernetes: { ...agentKubernetes, unread: [...unread] }, kubernetesState })
    expect(matrixOf(parts).rows[0]?.state).toEqual({ status: 'stale', word: 'ready, as last heard' })
  })
  it('are stale while Kubernetes fails', () => {
    const parts = someParts({ kubernetes: agentKubernetes, kubernetesState: aFailingSource('kubernetes') })
    expect(matrixOf(parts).rows[0]?.state).toEqual({ status: 'stale', word: 'ready, as last heard' })
  })
  it('prefer the reported version', () => {
    const versions = [{ namespace: 'voice', pod: firstPod, version: '9' }]
    const rows = matrixOf(someParts({ kubernetes: agentKubernetes, prometheus: { versions } })).rows
    expect(rows.map((row) => row.version).sort()).toEqual(['100.0.1000006', '9'])
  })
  it('are bounded and counted', () => {
    const pods = Array.from({ length: maxMatrixPods + 50 }, (_, index) => aPod(`voice-sip-${index}`))
    const matrix = matrixOf(someParts({ kubernetes: { pods } }), serviceById('sip-cluster'))
    expect(matrix.rows).toHaveLength(maxMatrixPods)
    expect(matrix.podTotal).toBe(maxMatrixPods + 50)
  })
})

describe('versions', () => {
  const three = ['voice-rq-0', 'voice-rq-1', 'voice-rq-2']
  const noteOf = (pod: string, parts: ServiceParts) =>
    matrixOf(parts, serviceById('rq')).rows.find((row) => row.name === pod)?.versionNote
  const reported = (...versions: string[]) =>
    versions.map((version, index) => ({ namespace: 'voice', pod: three[index] ?? '', version }))

  it('mark the pod that runs another one than most', () => {
    const parts = someParts({
      kubernetes: { pods: three.map((name) => aPod(name, { imageVersion: name === 'voice-rq-2' ? '2.0' : '1.0' })) },
    })
    expect(noteOf('voice-rq-2', parts)).toBe('Most pods run 1.0')
    expect(noteOf('voice-rq-0', parts)).toBeNull()
  })
  it('mark a pod that reports another one than its image has', () => {
    const parts = someParts({
      prometheus: { versions: reported('1.0', '1.0', '0.9') },
      kubernetes: { pods: three.map((name) => aPod(name, { imageVersion: '1.0' })) },
    })
    expect(noteOf('voice-rq-2', parts)).toBe('It reports 0.9, but its image is 1.0')
    expect(noteOf('voice-rq-1', parts)).toBeNull()
  })
  it('mark no canary, which runs another one on purpose, and nothing that nobody tells', () => {
    const canary = 'voice-rq-canary-0'
    const parts = someParts({
      kubernetes: {
        pods: [
          ...three.map((name) => aPod(name, { imageVersion: '1.0' })),
          aPod(canary, { canary: true, imageVersion: '2.0' }),
          aPod('voice-rq-3', { imageVersion: null }),
        ],
      },
    })
    expect(noteOf(canary, parts)).toBeNull()
    expect(noteOf('voice-rq-3', parts)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceById, services } from '@/lib/catalogue/services'
import { statusWords } from '@/lib/catalogue/vocabulary'
import { aReading } from '@/lib/testing/service-parts'
import {
  expectedMetricNames,
  gaugeLabel,
  readingStatus,
  serviceOfReading,
  statusMetricNames,
  statusMetrics,
} from './gauges'

const health = statusMetrics(serviceById('agent-state'))[0]
if (!health) throw new Error('Agent State has a health level')

describe('status metrics', () => {
  it('put the health level first and leave out what has no scale', () => {
    expect(health).toMatchObject({ name: 'agent_health_level', role: 'health-level' })
    for (const service of services) for (const metric of statusMetrics(service)) expect(metric.values).toBeDefined()
  })
  it('are asked for by name, each once', () => {
    expect(new Set(statusMetricNames).size).toBe(statusMetricNames.length)
    expect(statusMetricNames).toContain('ORS_REDIS_STATUS')
    expect(statusMetricNames).not.toContain('service_version_info')
  })
  it.each([
    ['agent-state', ['agent_health_level']],
    ['rq', ['rqnode_redis_state']],
    ['callback', ['ORS_REDIS_STATUS']],
    ['tenant', []],
    ['portal', []],
  ] as const)('of %s the expected are %j', (id, names) => {
    expect(expectedMetricNames(serviceById(id))).toEqual(names)
  })
  it('are named for a person', () => {
    const labels = statusMetrics(serviceById('voicemail')).map(gaugeLabel)
    expect(labels).toEqual(['Health level', 'Envoy', 'GWS', 'Config node', 'Redis', 'Storage'])
  })
})

describe('readingStatus', () => {
  it.each([
    ['2', 'ok', 'pass'],
    ['-1', 'failing', 'error'],
    ['7', 'unknown', 'undocumented value 7'],
    ['1.5', 'unknown', 'undocumented value 1.5'],
    ['NaN', 'unknown', 'undocumented value NaN'],
    ['+Inf', 'unknown', 'undocumented value +Inf'],
    ['', 'unknown', 'undocumented value '],
  ])('%j is %s', (raw, status, word) => {
    expect(readingStatus(health, raw)).toEqual({ status, word })
  })
  it('is no-data without a reading', () => {
    expect(readingStatus(health, null)).toEqual({ status: 'no-data', word: 'no data' })
  })
  it('is a status word for any text, and ok for none but the documented good value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (raw) => {
        const { status } = readingStatus(health, raw)
        expect(statusWords).toContain(status)
        if (status === 'ok') expect(Number(raw)).toBe(2)
      }),
    )
  })
})

describe('serviceOfReading', () => {
  it.each([
    ['by its pod', aReading('kafka_consumer_state', 'voice-registrar-85cfbc4b94-s88tv', '1'), 'registrar'],
    ['of a canary', aReading('agent_health_level', 'voice-agent-canary-78d69fb587-fg7kd', '1'), 'agent-state'],
    ['without pod by its metric', aReading('orsnode_health_level', '', '1'), 'ors'],
    ['without pod and with a shared metric: nobody', aReading('redis_state', '', '1'), undefined],
    ['of a pod that is not of the platform: nobody', aReading('agent_health_level', 'grafana-0', '1'), undefined],
    ['of a service that does not document it: nobody', aReading('agent_health_level', 'voice-ors-0', '1'), undefined],
  ])('%s', (_name, reading, id) => {
    expect(serviceOfReading(reading)?.id).toBe(id)
  })
})

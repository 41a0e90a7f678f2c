import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findMetric,
  isCanary,
  serviceById,
  serviceForMetricName,
  serviceForPodName,
  serviceForWorkload,
  services,
} from './services'
import { serviceIds } from './vocabulary'

describe('services', () => {
  it('holds every id once, in order', () => {
    expect(services.map(({ id }) => id)).toEqual([...serviceIds])
  })

  it('finds each by its id', () => {
    for (const id of serviceIds) expect(serviceById(id).id).toBe(id)
  })

  it('cannot be changed by a caller', () => {
    const [first] = services
    expect(Object.isFrozen(services)).toBe(true)
    expect(Object.isFrozen(first?.metrics)).toBe(true)
    expect(Object.isFrozen(first?.metrics[0]?.values)).toBe(true)
    expect(Object.isFrozen(first?.metrics[0]?.values?.[0])).toBe(true)
    expect(() => first?.metrics.splice(0, 1)).toThrow(TypeError)
  })
})

// Names from a real `kubectl get` of the voice namespace.
describe('serviceForWorkload', () => {
  it.each([
    ['voice-agent', 'agent-state'],
    ['voice-agent-canary', 'agent-state'],
    ['voice-callthread', 'call-state'],
    ['voice-config', 'config'],
    ['voice-dialplan', 'dial-plan'],
    ['voice-registrar', 'registrar'],
    ['voice-sipfe', 'front-end'],
    ['voice-voicemail', 'voicemail'],
    ['voice-ors', 'ors'],
    ['voice-rq', 'rq'],
    ['voice-sip', 'sip-cluster'],
    ['voice-sip-canary', 'sip-cluster'],
    ['voice-sipproxy', 'sip-proxy'],
    ['t2100', 'tenant'],
    ['ges', 'callback'],
  ])('%s belongs to %s', (name, id) => {
    expect(serviceForWorkload(name)?.id).toBe(id)
  })

  it.each(['voice-sip-debug-kpan', 'voice', 'voice-agent-latest', 'xvoice-agent', 't', 'tenant', 'T2100', ''])(
    '%j belongs to none',
    (name) => {
      expect(serviceForWorkload(name)).toBeNull()
    },
  )
})

describe('serviceForPodName', () => {
  it.each([
    ['t2100-0', 'tenant'],
    ['voice-agent-59fd95d95c-fxwlc', 'agent-state'],
    ['voice-agent-canary-78d69fb587-fg7kd', 'agent-state'],
    ['voice-registrar-6c54c6bc9-tkvk2', 'registrar'],
    ['voice-sip-0', 'sip-cluster'],
    ['voice-sip-canary-0', 'sip-cluster'],
    ['voice-sipproxy-11', 'sip-proxy'],
    ['voice-sipfe-544d9cfcc4-7qhm5', 'front-end'],
    ['voice-voicemail-9b4c6f9dd-whsfr', 'voicemail'],
    ['ges-5d4f8b7c9d-bcdfg', 'callback'],
  ])('%s belongs to %s', (name, id) => {
    expect(serviceForPodName(name)?.id).toBe(id)
  })

  it.each([
    'voice-sip-debug-kpan-5d4f8b7c9d-bcdfg',
    'voice-agent-migrate-x7k2p',
    'voice-agent-nightly-28412340-x7k2p',
    'voice-agent',
    'voice-sip',
    'voice-agent-0',
    't2100',
    't2100-x',
  ])('%s belongs to none', (name) => {
    expect(serviceForPodName(name)).toBeNull()
  })

  it('finds the service of any pod that a controller could have named', () => {
    const withWorkload = services.filter(({ workload }) => workload && !workload.namePattern.includes('['))
    // As the controllers name: a 32-bit number and five letters, in the alphabet of generated names.
    const alphabet = 'bcdfghjklmnpqrstvwxz2456789'
    const encoded = (text: string) => [...text].map((one) => alphabet[one.charCodeAt(0) % alphabet.length]).join('')
    const hash = fc.nat(2 ** 32 - 1).map((sum) => encoded(`${sum}`))
    const end = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(fc.constantFrom(...withWorkload), hash, end, fc.nat(200), (service, set, id, index) => {
        const tail = service.workload?.kind === 'StatefulSet' ? `${index}` : `${set}-${id}`
        expect(serviceForPodName(`${service.workload?.namePattern}-${tail}`)?.id).toBe(service.id)
      }),
    )
  })
})

describe('isCanary', () => {
  it.each([
    ['voice-agent-canary', true],
    ['voice-agent-canary-78d69fb587-fg7kd', true],
    ['voice-agent', false],
    ['voice-agent-59fd95d95c-fxwlc', false],
    ['coal-mine-canary', false],
  ])('%s: %s', (name, expected) => {
    expect(isCanary(name)).toBe(expected)
  })
})

describe('serviceForMetricName', () => {
  it.each([
    ['agent_health_level', 'agent-state'],
    ['sips_calls', 'sip-cluster'],
    ['trunk_config_synced_count', 'sip-cluster'],
    ['sip_sent_bytes_total', 'sip-proxy'],
    ['sipfe_sip_node_request_duration_seconds_bucket', 'front-end'],
    ['sips_sip_response_time_ms_sum', 'sip-cluster'],
    ['dialplan_response_time_count', 'dial-plan'],
    ['Portal_HTTP_Status', 'portal'],
    ['ORS_REDIS_STATUS', 'callback'],
  ])('%s is of %s', (name, id) => {
    expect(serviceForMetricName(name)?.id).toBe(id)
  })

  it.each([
    'kafka_producer_queue_depth',
    'kafka_consumer_latency_bucket',
    'service_version_info',
    'http_client_response_count',
    'redis_state',
    'sips_calls_bucket',
    'up',
    '',
  ])('%j is of no single service', (name) => {
    expect(serviceForMetricName(name)).toBeNull()
  })
})

describe('findMetric', () => {
  it('finds a metric of the service only', () => {
    expect(findMetric(serviceById('rq'), 'rqnode_clients')?.type).toBe('gauge')
    expect(findMetric(serviceById('rq'), 'agent_callevents')).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { toExposition } from '@/lib/pushgateway/exposition'
import { failureOf, type ProbeResult, toPushFamilies } from './probe-adapter'

const target = (id: string) => ({ id, region: 'west', cloud: 'azure', portalUrl: `https://${id}.example/` })
const code = (value: string) => Object.assign(new Error(value), { code: value })

describe('failureOf', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'dns'],
    ['ESERVFAIL', 'dns'],
    ['ETIMEOUT', 'dns'],
    ['ETIMEDOUT', 'timeout'],
    ['ABORT_ERR', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['BLOCKED_ADDRESS', 'blocked'],
    ['ECONNRESET', 'network'],
    ['HPE_INVALID_CONSTANT', 'network'],
    ['EHOSTUNREACH', 'network'],
  ])('%s is %s', (thrown, failure) => expect(failureOf(code(thrown))).toBe(failure))

  it('reads the tries of both address families', () => {
    expect(failureOf(new AggregateError([code('EHOSTUNREACH'), code('ECONNREFUSED')]))).toBe('refused')
    expect(failureOf(new AggregateError([code('EHOSTUNREACH')]))).toBe('network')
  })

  it('knows nothing of what is no error', () => {
    for (const thrown of [null, undefined, 'ECONNREFUSED', {}]) expect(failureOf(thrown)).toBe('network')
  })
})

describe('toPushFamilies', () => {
  const results: ProbeResult[] = [
    { target: target('t1'), outcome: { status: 200, failure: null, durationSeconds: 0.12 } },
    { target: target('t2'), outcome: { status: null, failure: 'dns', durationSeconds: 0.01 } },
  ]

  it('says 0 and why where no answer came', async () => {
    const text = await toExposition(toPushFamilies(results))
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'Portal_HTTP_Status{instance="t1",cloud="azure",region="west"} 200',
      'Portal_HTTP_Status{instance="t2",cloud="azure",region="west"} 0',
      'portal_probe_duration_seconds{instance="t1",cloud="azure",region="west"} 0.12',
      'portal_probe_duration_seconds{instance="t2",cloud="azure",region="west"} 0.01',
      'portal_probe_failure{instance="t2",cloud="azure",region="west",reason="dns"} 1',
    ])
  })

  it('has no samples without tenants', async () => {
    const text = await toExposition(toPushFamilies([]))
    expect(text).not.toMatch(/^[^#\n]/m)
  })
})

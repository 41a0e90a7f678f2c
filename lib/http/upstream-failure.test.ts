import { describe, expect, it } from 'vitest'
import { upstreamSources } from '@/lib/errors'
import {
  httpFailure,
  networkFailure,
  observed,
  parseFailure,
  setupFailure,
  timeoutFailure,
  type UpstreamObservation,
} from './upstream-failure'

const who = { source: 'prometheus', region: 'west' } as const
const coded = (code: string) => Object.assign(new Error('low level words'), { code })

describe('failures of upstreams', () => {
  it('say one sentence with source, region and what to do, and never the low level words', () => {
    for (const source of upstreamSources) {
      const at = { source, region: 'west' }
      const failures = [
        timeoutFailure(at, 10_000),
        networkFailure(at, coded('ECONNREFUSED')),
        networkFailure(at, new Error('low level words')),
        httpFailure(at, 500),
        httpFailure(at, 401),
        parseFailure(at, 'html'),
        parseFailure(at, 'too-large', { maxResponseBytes: 64 * 1024 * 1024 }),
        setupFailure(at, 'the file /ca.pem cannot be read.'),
      ]
      for (const { message, upstream } of failures) {
        expect(message).toContain('of region west')
        expect(message).toMatch(/^[A-Z].*: .+\.$/)
        expect(message).not.toContain('low level words')
        expect(upstream).toMatchObject({ source, region: 'west' })
      }
    }
  })

  it.each([
    ['ECONNREFUSED', /refused the connection/],
    ['ENOTFOUND', /does not resolve/],
    ['EAI_AGAIN', /cannot be resolved now/],
    ['ECONNRESET', /broke the connection off/],
    ['EHOSTUNREACH', /routes and firewalls/],
    ['ETIMEDOUT', /does not accept connections/],
    ['CERT_HAS_EXPIRED', /certificate that is not trusted \(CERT_HAS_EXPIRED\)/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate that is not trusted/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate that is not trusted/],
    ['ESOMETHING', /cannot be reached/],
  ])('knows %s', (code, says) => {
    expect(networkFailure(who, coded(code)).message).toMatch(says)
    expect(networkFailure(who, new Error('wrapped', { cause: coded(code) })).message).toMatch(says)
    expect(networkFailure(who, new AggregateError([coded(code)])).message).toMatch(says)
  })

  it('does not follow a chain of causes for ever', () => {
    const error = new Error('x')
    error.cause = error
    expect(networkFailure(who, error).message).toMatch(/cannot be reached/)
  })

  it('shortens what a source says', () => {
    const { message } = httpFailure(who, 422, `many\n words ${'x'.repeat(1000)}`)
    expect(message).toContain('many words x')
    expect(message.length).toBeLessThan(400)
  })
})

describe('observed', () => {
  const run = async (work: () => Promise<unknown>) => {
    const seen: UpstreamObservation[] = []
    await observed({ ...who, operation: 'query' }, (one) => seen.push(one), work).catch(() => {})
    return seen
  }

  it('tells each call once, with its outcome', async () => {
    expect(await run(async () => 1)).toMatchObject([{ ...who, operation: 'query', outcome: 'ok' }])
    const error = timeoutFailure(who, 1)
    expect(await run(() => Promise.reject(error))).toMatchObject([{ outcome: 'timeout', error }])
    expect(await run(() => Promise.reject(new DOMException('x', 'AbortError')))).toMatchObject([
      { outcome: 'cancelled' },
    ])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import type { UpstreamObservation } from '@/lib/http/upstream-failure'
import {
  expectedFailures,
  type HostileBehaviour,
  hostileBehaviours,
  hostileLimits,
  refusingUrl,
  startServer,
  type TestServer,
} from './hostile-server'

export type ContractClient = {
  url: string
  timeoutMs: number
  maxResponseBytes: number
  region: string
  observe: (observation: UpstreamObservation) => void
}

type Contract = {
  source: string
  title: string
  /** Makes a client for this address and asks it one question. */
  ask: (config: ContractClient, signal?: AbortSignal) => Promise<unknown>
  /** Behaviours that mean something else to this source. */
  except?: readonly HostileBehaviour[]
}

async function failureOf(asking: Promise<unknown>): Promise<AppError> {
  try {
    await asking
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It answered, although it must fail.')
}

/** What every client of an upstream promises, whichever source it speaks to: one error vocabulary, one deadline, one cap. */
export function describeUpstreamContract({ source, title, ask, except = [] }: Contract): void {
  describe(`${title} against hostile servers`, () => {
    let behaviour: HostileBehaviour = 'never answers'
    let server: TestServer
    const seen: UpstreamObservation[] = []
    const config = (url: string): ContractClient => ({
      url,
      ...hostileLimits,
      region: 'west',
      observe: (observation) => seen.push(observation),
    })

    beforeAll(async () => {
      server = await startServer((request, response) => hostileBehaviours[behaviour](request, response))
    })
    afterAll(() => server.close())

    const names = (Object.keys(hostileBehaviours) as HostileBehaviour[]).filter((name) => !except.includes(name))
    it.each(names)('names the failure when it %s', async (name) => {
      behaviour = name
      seen.length = 0
      const expected = expectedFailures[name]
      const startedAt = performance.now()
      const error = await failureOf(ask(config(server.url)))
      expect(performance.now() - startedAt).toBeLessThan(4000)
      expect(error.code).toBe('upstream-failed')
      expect(error.upstream).toEqual({
        source,
        region: 'west',
        kind: expected.kind,
        httpStatus: expected.httpStatus,
      })
      expect(error.message).toMatch(expected.says)
      expect(error.message).toContain('of region west')
      expect(error.message).not.toContain('\n')
      expect(seen.map(({ outcome }) => outcome)).toEqual([expected.kind])
    })

    it('names a refused connection', async () => {
      const error = await failureOf(ask(config(await refusingUrl())))
      expect(error.upstream?.kind).toBe('network')
      expect(error.message).toMatch(/refused the connection/)
    })

    it('names a host that does not resolve', async () => {
      const error = await failureOf(ask({ ...config('http://no-such-host.invalid:9'), timeoutMs: 5000 }))
      expect(error.upstream?.kind).toBe('network')
      expect(error.message).toMatch(/host name/)
    })

    it('names TLS spoken to a server that does not', async () => {
      const error = await failureOf(ask(config(server.url.replace('http:', 'https:'))))
      expect(error.upstream?.kind).toBe('network')
    })

    it('hands the reason back when its caller gives up, and does not count that as a failure', async () => {
      behaviour = 'never answers'
      seen.length = 0
      const controller = new AbortController()
      const reason = new Error('the page was closed')
      const asking = ask({ ...config(server.url), timeoutMs: 5000 }, controller.signal)
      setTimeout(() => controller.abort(reason), 20)
      await expect(asking).rejects.toBe(reason)
      expect(seen.map(({ outcome }) => outcome)).toEqual(['cancelled'])
    })

    it('does not even ask when its caller gave up before', async () => {
      const before = server.requests.length
      await expect(ask(config(server.url), AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
      expect(server.requests.length).toBe(before)
    })
  })
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { ApiError, callApi, shouldRetry } from './api-client'
import { toProblem } from './problem'

const loadSchema = async () => z.object({ value: z.number() })

describe('callApi', () => {
  const fetchMock = vi.fn<typeof fetch>()
  beforeEach(() => {
    vi.stubGlobal('fetch', fetchMock)
    fetchMock.mockReset()
  })
  afterEach(() => vi.unstubAllGlobals())

  const answer = (body: BodyInit | null, init: ResponseInit = {}) =>
    fetchMock.mockResolvedValueOnce(new Response(body, init))
  const failure = (calling: Promise<unknown>) => calling.catch((error: unknown) => error) as Promise<ApiError>

  it('hands on what the schema makes of the answer', async () => {
    answer('{"value":1,"more":2}')
    expect(await callApi('/api/x', loadSchema)).toEqual({ value: 1 })
  })

  it('sends JSON with its type, and none without a body', async () => {
    answer('{"value":1}')
    await callApi('/api/x', loadSchema, { method: 'POST', body: { a: 1 }, headers: { 'if-match': '3' } })
    expect(fetchMock).toHaveBeenLastCalledWith(
      '/api/x',
      expect.objectContaining({
        method: 'POST',
        body: '{"a":1}',
        headers: { accept: 'application/json', 'content-type': 'application/json', 'if-match': '3' },
      }),
    )
    answer('{"value":1}')
    await callApi('/api/x', loadSchema)
    expect(fetchMock.mock.lastCall?.[1]).not.toHaveProperty('body')
  })

  it('reads an empty answer', async () => {
    answer(null, { status: 204 })
    expect(await callApi('/api/x', async () => z.undefined())).toBeUndefined()
  })

  it('carries the problem of the server', async () => {
    const problem = toProblem(new AppError('conflict', 'Changed by Ada.', { action: 'Reload.' }), 'request-1')
    answer(JSON.stringify(problem), { status: 409, headers: { 'content-type': 'application/problem+json' } })
    const error = await failure(callApi('/api/x', loadSchema))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ kind: 'problem', status: 409, message: 'Changed by Ada.', problem })
  })

  it.each([
    ['a page of a proxy', '<html>', 502, 'text/html'],
    ['a problem cut short', '{"type":"urn', 500, 'application/problem+json'],
    ['a problem of another kind', '{"title":"x"}', 400, 'application/problem+json'],
  ])('says that it does not know %s', async (_case, body, status, type) => {
    answer(body, { status, headers: { 'content-type': type } })
    expect(await failure(callApi('/api/x', loadSchema))).toMatchObject({ kind: 'parse', status, problem: null })
  })

  it.each(['{"value":"1"}', '{"val', '<html>'])('says that it does not know the answer %j', async (body) => {
    answer(body)
    expect(await failure(callApi('/api/x', loadSchema))).toMatchObject({ kind: 'parse', status: 200 })
  })

  it('says to load the page anew when a part of it is gone', async () => {
    const gone = () => Promise.reject(new Error('404'))
    answer('{"value":1}')
    const error = await failure(callApi('/api/x', gone))
    expect(error).toMatchObject({ kind: 'parse', status: 200, message: expect.stringContaining('Reload') })
    fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await failure(callApi('/api/x', gone))).toMatchObject({ kind: 'network' })
  })

  it('says that the console cannot be reached', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await failure(callApi('/api/x', loadSchema))).toMatchObject({ kind: 'network', status: null })
  })

  it('throws a cancellation as it is', async () => {
    const reason = new DOMException('x', 'AbortError')
    fetchMock.mockRejectedValueOnce(reason)
    expect(await failure(callApi('/api/x', loadSchema, { signal: AbortSignal.abort(reason) }))).toBe(reason)
  })
})

describe('shouldRetry', () => {
  it.each([
    [new ApiError('network', ''), true],
    [new ApiError('problem', '', { status: 502 }), true],
    [new ApiError('problem', '', { status: 409 }), false],
    [new ApiError('problem', '', { status: 401 }), false],
    [new ApiError('parse', '', { status: 502 }), false],
    [new Error('bug'), false],
  ])('of %o is %s', (error, expected) => {
    expect(shouldRetry(0, error)).toBe(expected)
    expect(shouldRetry(2, error)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { hasTag, revalidatedJson } from './revalidated-json'

const request = (tag?: string) =>
  new Request('http://console/api/x', { headers: tag === undefined ? {} : { 'if-none-match': tag } })

describe('hasTag', () => {
  it.each([
    ['"abc"', true],
    ['W/"abc"', true],
    ['"old", "abc"', true],
    ['"old",W/"abc"', true],
    [' * ', true],
    ['"abcd"', false],
    ['abc', false],
    ['"old"', false],
    ['', false],
    [undefined, false],
  ])('%j: %s', (given, expected) => {
    expect(hasTag(request(given), '"abc"')).toBe(expected)
  })
})

describe('revalidatedJson', () => {
  const tagged = { text: '{"a":1}', etag: '"abc"' }

  it('sends the text with its tag, for the caller alone to keep', async () => {
    const response = revalidatedJson(request('"old"'), 'request-1', tagged)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ a: 1 })
    expect(Object.fromEntries(response.headers)).toEqual({
      etag: '"abc"',
      'cache-control': 'private, no-cache',
      'content-type': 'application/json',
      'x-request-id': 'request-1',
    })
  })

  it('sends nothing to whom has it already', async () => {
    const response = revalidatedJson(request('"abc"'), 'request-2', tagged)
    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
    expect(response.headers.get('etag')).toBe('"abc"')
    expect(response.headers.has('content-type')).toBe(false)
  })
})

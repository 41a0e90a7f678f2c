import { describe, expect, it } from 'vitest'
import { requiredVersion } from './if-match'

const request = (header?: string) =>
  new Request('http://console.example/', { headers: header === undefined ? {} : { 'if-match': header } })

describe('requiredVersion', () => {
  it.each([
    ['"3"', 3],
    ['3', 3],
    ['W/"12"', 12],
    [' "7" ', 7],
  ])('reads %s', (header, version) => expect(requiredVersion(request(header), 99)).toBe(version))

  it('takes the body where there is no header', () => expect(requiredVersion(request(), 4)).toBe(4))

  it('demands one of the two', () => {
    expect(() => requiredVersion(request())).toThrow(expect.objectContaining({ code: 'precondition-required' }))
  })

  it.each([['*'], ['"abc"'], ['"1", "2"'], ['-1'], ['']])('refuses %j', (header) => {
    expect(() => requiredVersion(request(header), 1)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})

import { describe, expect, it } from 'vitest'
import { gist } from './child'

describe('gist', () => {
  it('takes the reason out of a log line', () => {
    const line =
      'ts=2026-11-20T19:58:23.853Z caller=main.go:1 level=error msg="Failed" err="open \\"x\\": no such file"'
    expect(gist(line)).toBe('open "x": no such file')
  })

  it.each([
    ['Error: listen EADDRINUSE 127.0.0.1:3000', 'Error: listen EADDRINUSE 127.0.0.1:3000'],
    ['FATAL:  data directory has wrong ownership.  ', 'FATAL:  data directory has wrong ownership'],
  ])('keeps %j', (line, sentence) => {
    expect(gist(line)).toBe(sentence)
  })
})

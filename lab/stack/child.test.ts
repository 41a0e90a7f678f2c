import { describe, expect, it } from 'vitest'
import { gist, lastWords } from './child'

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

describe('lastWords', () => {
  it('names the error that ended a Node program', () => {
    const output = `--- started 2026-11-20T20:00:00Z
node:internal/modules/run_main:123
    throw error
Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'x'
    at finalizeResolution (node:internal/modules/esm/resolve:283:11)
  code: 'ERR_MODULE_NOT_FOUND'
}

Node.js v20.20.2
`
    expect(lastWords(output)).toBe("Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'x'")
  })

  it('takes the last line of a program that names none', () => {
    expect(lastWords('starting\nDATABASE_URL: is not set.\n\n')).toBe('DATABASE_URL: is not set')
  })

  it('says so when there was nothing', () => {
    expect(lastWords('--- started now\n')).toBe('it printed nothing')
  })
})

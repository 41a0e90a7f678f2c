import { describe, expect, it } from 'vitest'
import { statusOrder } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import { statusWords } from '@/lib/catalogue/vocabulary'
import { probeFailures } from '@/lib/tenants/vocabulary'
import { alertTotal, codeText, lastHeard, linkAddress, statusCounts, tenantName } from './tenant-words'

describe('words of a tenant', () => {
  it.each([
    [200, null, '200'],
    [503, null, '503'],
    [0, 'timeout', 'timeout'],
    [0, 'dns', 'no name'],
    [0, null, 'none'],
    [null, null, null],
  ] as const)('code %j (%j) is %j', (httpStatus, failureReason, text) => {
    expect(codeText({ httpStatus, failureReason })).toBe(text)
  })

  it('has a short word for each way in which no answer comes', () => {
    const words = probeFailures.map((failureReason) => codeText({ httpStatus: 0, failureReason }))
    expect(new Set(words).size).toBe(probeFailures.length)
    expect(words.every((word) => word !== null && word.length <= 8)).toBe(true)
  })

  it('has the id where there is no name', () => {
    expect(tenantName({ id: 't1', name: 'Acme' })).toBe('Acme')
    expect(tenantName({ id: 't1', name: null })).toBe('t1')
  })

  it('does not take unknown alerts for none', () => {
    expect(alertTotal({ alerts: null })).toBeNull()
    expect(alertTotal({ alerts: { critical: 0, warning: 0, info: 0, unknown: 0 } })).toBe(0)
    expect(alertTotal({ alerts: { critical: 1, warning: 2, info: 3, unknown: 4 } })).toBe(10)
  })

  it.each([
    [null, null],
    [0, 'no HTTP answer'],
    [200, 'HTTP 200'],
  ])('last heard %j: %j', (lastHttpStatus, text) => {
    expect(lastHeard({ lastHttpStatus })).toBe(text)
  })
})

describe('statusCounts', () => {
  it('keeps a place for whatever a portal can be, worst first, and shows other words only where there are some', () => {
    const byStatus = Object.fromEntries(statusWords.map((word) => [word, 0])) as Record<StatusWord, number>
    const portal = statusCounts({ byStatus }).map(({ status }) => status)
    expect(portal).toEqual(statusOrder.filter((word) => word !== 'degraded' && word !== 'starting'))
    const every = Object.fromEntries(statusWords.map((word, at) => [word, at + 1])) as Record<StatusWord, number>
    expect(statusCounts({ byStatus: every }).map(({ status }) => status)).toEqual(statusOrder)
    const some = statusCounts({ byStatus: { ...byStatus, ok: 5, failing: 2 } })
    expect(some.filter(({ count }) => count > 0)).toEqual([
      { status: 'failing', count: 2 },
      { status: 'ok', count: 5 },
    ])
  })
})

describe('linkAddress', () => {
  it.each([
    ['https://portal.example/', 'https://portal.example/'],
    ['http://10.0.0.1:8080/x', 'http://10.0.0.1:8080/x'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['portal.example', null],
    [null, null],
  ])('%j: %j', (url, href) => {
    expect(linkAddress(url)).toBe(href)
  })
})

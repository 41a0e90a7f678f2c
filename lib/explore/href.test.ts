import { describe, expect, it } from 'vitest'
import { exploreHref } from './href'

describe('exploreHref', () => {
  it.each([
    [{ query: 'up' }, '/explore?query=up'],
    [{ query: 'a{b="c"} + 1', region: 'west' }, '/explore?query=a%7Bb%3D%22c%22%7D+%2B+1&region=west'],
    [{ query: 'up', region: null, mode: 'instant' as const }, '/explore?query=up&mode=instant'],
    [{ query: 'up', mode: 'range' as const }, '/explore?query=up'],
  ])('%j', (target, href) => {
    expect(exploreHref(target)).toBe(href)
    expect(new URL(href, 'http://console').searchParams.get('query')).toBe(target.query)
  })
})

import { describe, expect, it } from 'vitest'
import { exploreHref } from './href'

describe('exploreHref', () => {
  it('carries any expression whole', () => {
    const query = 'sum by (pod) (rate(x{tenant=~"a&b=\\"c\\" #1"}[2m])) > 50 %'
    const url = new URL(exploreHref({ query, region: 'west' }), 'http://console')
    expect(url.pathname).toBe('/explore')
    expect(url.searchParams.get('query')).toBe(query)
    expect(url.searchParams.get('region')).toBe('west')
  })
  it('names no region where none is given', () => {
    expect(exploreHref({ query: 'up', region: null })).toBe('/explore?query=up')
  })
})

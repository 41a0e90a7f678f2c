import { describe, expect, it } from 'vitest'
import { aBrokenPod, rowOf, someParts } from '@/lib/testing/service-parts'
import { inRegion } from './region-link'

describe('inRegion', () => {
  it.each([
    ['/services/ors#pods', '/services/ors?region=east#pods'],
    ['/services/ors?tab=alerts&alert=x', '/services/ors?tab=alerts&alert=x&region=east'],
    ['/alerts?service=ors', '/alerts?service=ors&region=east'],
    ['/tenants?status=failing', '/tenants?status=failing&region=east'],
    ['/sources', '/sources'],
  ])('%s', (link, expected) => {
    expect(inRegion(link, 'east')).toBe(expected)
  })

  it('is where every reason of a row leads', () => {
    const pods = [aBrokenPod('voice-agent-59fd95d95c-fxwlc')]
    const row = rowOf({ ...someParts({ kubernetes: { pods } }), region: 'east' }, 'agent-state')
    const links = row.reasons.map(({ link }) => link).filter((link) => link.startsWith('/services/'))
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(new URL(link, 'http://x').searchParams.get('region')).toBe('east')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address'

describe('clientAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['10.0.0.1, 203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (header, address) => expect(clientAddress(header)).toBe(address))

  it.each([[null], [undefined], [''], ['unknown'], ['203.0.113.7, '], ['203.0.113.7:443'], ['<b>']])(
    '%j is nobody',
    (header) => expect(clientAddress(header)).toBeNull(),
  )

  it('does not let the caller choose: only the last entry counts', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4()), fc.ipV4(), (before, last) => {
        expect(clientAddress([...before, last].join(', '))).toBe(last)
      }),
    )
  })

  it('gives all addresses of one IPv6 network one name that fits the column', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group, group, group), (network, host) => {
        const one = clientAddress([...network, ...host].join(':'))
        expect(one).toBe(clientAddress([...network, '0', '0', '0', '0'].join(':')))
        expect(one?.length).toBeLessThanOrEqual(64)
      }),
    )
  })
})

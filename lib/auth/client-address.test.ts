import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address'

const direct = (peer: string | null | undefined, forwardedFor: string | null = null) =>
  clientAddress({ peer, forwardedFor, trustedProxies: 0 })
const behind = (trustedProxies: number, forwardedFor: string | null) =>
  clientAddress({ peer: '10.0.0.9', forwardedFor, trustedProxies })

describe('clientAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:50123', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:50123', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (entry, address) => {
    expect(direct(entry)).toBe(address)
    expect(behind(1, `198.51.100.1, ${entry}`)).toBe(address)
  })

  it.each([[null], [undefined], [''], ['unknown'], ['203.0.113.7:'], ['203.0.113.7:1234567'], ['[203'], ['<b>']])(
    '%j is nobody',
    (peer) => expect(direct(peer)).toBeNull(),
  )

  it('does not let the caller choose: without a proxy nothing that it says counts', () => {
    expect(direct('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
  })

  it('does not let the caller choose behind proxies either: what the outermost wrote counts', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4()), fc.ipV4(), fc.array(fc.ipV4(), { maxLength: 3 }), (claimed, caller, inner) => {
        expect(behind(inner.length + 1, [...claimed, caller, ...inner].join(', '))).toBe(caller)
      }),
    )
  })

  it.each([[null], ['198.51.100.1'], ['unknown, 10.0.0.2']])(
    'counts the connection when %j has not passed as many proxies as there are',
    (forwardedFor) => expect(behind(2, forwardedFor)).toBe('10.0.0.9'),
  )

  it('gives all addresses of one IPv6 network one name that fits the column', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group, group, group), (network, host) => {
        const one = direct([...network, ...host].join(':'))
        expect(one).toBe(direct([...network, '0', '0', '0', '0'].join(':')))
        expect(one?.length).toBeLessThanOrEqual(64)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertFingerprint, canonicalLabels } from './fingerprint'

const labels = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 5 })

describe('alertFingerprint', () => {
  it('does not depend on the order in which labels come', () => {
    fc.assert(
      fc.property(labels, (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(alertFingerprint('default', reversed)).toBe(alertFingerprint('default', record))
      }),
    )
  })

  it('tells different label sets apart, also where values imitate separators', () => {
    expect(canonicalLabels({ a: 'b","c', d: 'e' })).not.toBe(canonicalLabels({ a: 'b', 'c","d': 'e' }))
    fc.assert(
      fc.property(labels, labels, (one, other) => {
        fc.pre(canonicalLabels(one) !== canonicalLabels(other))
        expect(alertFingerprint('default', one)).not.toBe(alertFingerprint('default', other))
      }),
    )
  })

  it('tells regions apart and is a short hexadecimal word', () => {
    const record = { alertname: 'Portal down', instance: 't2100' }
    expect(alertFingerprint('eastus', record)).not.toBe(alertFingerprint('westeurope', record))
    expect(alertFingerprint('eastus', record)).toMatch(/^[0-9a-f]{16}$/)
  })
})

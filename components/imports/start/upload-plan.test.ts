import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importLimits } from '@/lib/imports/vocabulary'
import { addSample, nextPart, rateOf, restMs, type Sample, uploadName, whyNotSameFile } from './upload-plan'

const { partBytes } = importLimits

describe('nextPart', () => {
  it('goes on where the console stands', () => {
    const sizeBytes = partBytes * 2 + 5
    expect(nextPart({ parts: 0, receivedBytes: 0, sizeBytes })).toEqual({ number: 1, from: 0, to: partBytes })
    const last = { parts: 2, receivedBytes: partBytes * 2, sizeBytes }
    expect(nextPart(last)).toEqual({ number: 3, from: partBytes * 2, to: sizeBytes })
    expect(nextPart({ parts: 3, receivedBytes: sizeBytes, sizeBytes })).toBeNull()
    expect(nextPart({ parts: 0, receivedBytes: 0, sizeBytes: 0 })).toBeNull()
  })

  it('covers a file without gap or overlap, whatever breaks off, in no more parts than there may be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: importLimits.fileBytes }), fc.nat({ max: 40 }), (sizeBytes, failures) => {
        let at = { parts: 0, receivedBytes: 0, sizeBytes }
        for (let part = nextPart(at, failures); part; part = nextPart(at, failures)) {
          expect(part.from).toBe(at.receivedBytes)
          expect(part.to).toBeGreaterThan(part.from)
          at = { parts: part.number, receivedBytes: part.to, sizeBytes }
        }
        expect(at.receivedBytes).toBe(sizeBytes)
        expect(at.parts).toBeLessThanOrEqual(10_000)
      }),
      { numRuns: 50 },
    )
  })
})

describe('restMs', () => {
  it('grows to a limit', () => {
    expect([1, 2, 3, 5, 50].map(restMs)).toEqual([1000, 2000, 4000, 15_000, 15_000])
  })
})

describe('uploadName', () => {
  it.each([
    ['mailboxes.csv', 'mailboxes.csv'],
    ['a\u0000b\n.csv', 'ab.csv'],
    ['\ud800.csv', '.csv'],
    ['\u0001', 'unnamed'],
    [`${'x'.repeat(300)}.csv`, `${'x'.repeat(251)}.csv`],
  ])('%j is kept as %j', (name, kept) => {
    expect(uploadName(name)).toBe(kept)
  })
})

describe('whyNotSameFile', () => {
  const record = { fileName: 'a.csv', sizeBytes: 12_345 }
  const file = { name: 'a.csv', size: 12_345 }

  it('lets a file of the same name and length come to the comparison', () => {
    expect(whyNotSameFile(record, file)).toBeNull()
  })

  it.each([
    [{ ...file, name: 'b.csv' }, 'This is b.csv; the upload is of a.csv.'],
    [{ ...file, size: 12_346 }, 'This file has 12,346 bytes; the one that was begun with has 12,345.'],
  ])('refuses another one with the reason', (other, reason) => {
    expect(whyNotSameFile(record, other)).toBe(reason)
  })
})

describe('rateOf', () => {
  const over = (samples: readonly Sample[]) => samples.reduce<Sample[]>((known, sample) => addSample(known, sample), [])

  it('is known after a moment, and forgets what is long ago', () => {
    expect(rateOf([])).toBeNull()
    expect(
      rateOf(
        over([
          { atMs: 0, bytes: 0 },
          { atMs: 100, bytes: 900 },
        ]),
      ),
    ).toBeNull()
    expect(
      rateOf(
        over([
          { atMs: 0, bytes: 0 },
          { atMs: 1000, bytes: 900 },
        ]),
      ),
    ).toBe(900)
    const later = over([
      { atMs: 0, bytes: 0 },
      { atMs: 9000, bytes: 9000 },
      { atMs: 10_000, bytes: 19_000 },
    ])
    expect(rateOf(later)).toBe(10_000)
  })

  it('is none while nothing gets through', () => {
    expect(
      rateOf(
        over([
          { atMs: 0, bytes: 500 },
          { atMs: 2000, bytes: 500 },
        ]),
      ),
    ).toBeNull()
  })
})

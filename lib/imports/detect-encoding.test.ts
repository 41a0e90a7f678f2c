import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemOf } from '@/lib/testing/import-file'
import { detectEncoding, openCharacterBytes } from './detect-encoding'

const header = 'Mailbox Number,Owner\r\n'
const detect = (head: Buffer, whole = true) => detectEncoding(head, whole)

describe('detectEncoding', () => {
  it.each([
    ['UTF-8', Buffer.from(`${header}1,Jörg`), 'utf-8', 0],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${header}1,Jörg`), 'utf-8', 3],
    ['ASCII', Buffer.from(header), 'utf-8', 0],
    ['UTF-16 LE with its mark', Buffer.from(`\uFEFF${header}`, 'utf16le'), 'utf-16le', 2],
    ['UTF-16 LE without', Buffer.from(header, 'utf16le'), 'utf-16le', 0],
    ['UTF-16 BE with its mark', Buffer.from(`\uFEFF${header}`, 'utf16le').swap16(), 'utf-16be', 2],
    ['UTF-16 BE without', Buffer.from(header, 'utf16le').swap16(), 'utf-16be', 0],
    ['Windows-1252', Buffer.from(`${header}1,Jörg`, 'latin1'), 'windows-1252', 0],
    ['one letter', Buffer.from('a'), 'utf-8', 0],
  ])('knows %s', (_name, head, encoding, skipBytes) => {
    expect(detect(head)).toEqual({ encoding, skipBytes })
  })

  it('does not mistake a character that the head cuts in two for another encoding', () => {
    const head = Buffer.from(`${header}1,Jö`).subarray(0, -1)
    expect(detect(head, false).encoding).toBe('utf-8')
    expect(detect(head, true).encoding).toBe('windows-1252')
  })

  it('follows a person who knows better', () => {
    expect(detectEncoding(Buffer.from(header), true, 'windows-1252')).toEqual({
      encoding: 'windows-1252',
      skipBytes: 0,
    })
    expect(detectEncoding(Buffer.from(`\uFEFF${header}`), true, 'utf-8')).toEqual({ encoding: 'utf-8', skipBytes: 3 })
  })

  it.each([
    ['PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /\.xls/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8]), /gzip/],
    ['picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /PNG/],
    ['web page', Buffer.from('\n <!DOCTYPE html><p>'), /web page/],
    ['XML', Buffer.from('<?xml version="1.0"?>'), /XML/],
    ['JSON', Buffer.from('[{"number":1}]'), /JSON/],
  ])('refuses a %s, however it is called', async (_name, head, message) => {
    const problem = await problemOf(Promise.resolve().then(() => detect(head)))
    expect(problem.code).toBe('not-a-csv')
    expect(problem.message).toMatch(message)
  })

  it('refuses an empty file', async () => {
    expect((await problemOf(Promise.resolve().then(() => detect(Buffer.alloc(0))))).code).toBe('empty-file')
  })
})

describe('openCharacterBytes', () => {
  it('is what a cut leaves of the character that it goes through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (text, at) => {
        const bytes = Buffer.from(text)
        const cut = at % (bytes.length + 1)
        const open = openCharacterBytes(bytes.subarray(0, cut))
        const complete = bytes.subarray(0, cut - open).toString()
        expect(complete).not.toContain('\uFFFD')
        expect(text.startsWith(complete)).toBe(true)
        expect([...complete].length + (open > 0 ? 1 : 0)).toBe([...bytes.subarray(0, cut).toString()].length || 0)
      }),
    )
  })
})

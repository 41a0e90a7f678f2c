import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeUnknownToken, parseTemplate, renderTemplate } from './template'
import { emailTokens, profileDefaults, sampleTokenValues } from './vocabulary'

describe('e-mail templates', () => {
  it('fills in every token', () => {
    const source = emailTokens.map((token) => `<${token}>`).join('|')
    expect(renderTemplate(source, sampleTokenValues)).toBe(
      emailTokens.map((token) => sampleTokenValues[token]).join('|'),
    )
  })

  it('knows the tokens of the texts that a new profile starts with', () => {
    expect(parseTemplate(profileDefaults.emailBody).unknown).toEqual([])
    expect(renderTemplate(profileDefaults.emailSubject, sampleTokenValues)).toBe(
      'Genesys Voicemail Notification: New Message from +1 650 555 0142',
    )
  })

  it('names an unknown token, where it stands, and what was probably meant', () => {
    const { unknown } = parseTemplate('Hello <callerid>, <Nobody> called <Voicemail>')
    expect(unknown).toEqual([
      { name: 'callerid', position: 7, suggestion: 'CallerID' },
      { name: 'Nobody', position: 19, suggestion: null },
      { name: 'Voicemail', position: 35, suggestion: 'VoicemailAccessURL' },
    ])
    expect(unknown.map(describeUnknownToken)[0]).toBe('<callerid> at character 7 is no token; did you mean <CallerID>?')
    expect(unknown.map(describeUnknownToken)[1]).toMatch(
      /^<Nobody> at character 19 is no token; known are <CallerID>, /,
    )
  })

  it('leaves what only looks like a token as it stands', () => {
    const source = 'a < b, <3, <>, <a b>, < CallerID >, <!-- x -->, <b>bold</b>, <script>alert(1)</script>'
    expect(parseTemplate(source)).toEqual({ parts: [{ kind: 'text', text: source }], unknown: [] })
  })

  it('does not read values again', () => {
    const values = { ...sampleTokenValues, CallerID: '<MailboxID>' }
    expect(renderTemplate('<CallerID>', values)).toBe('<MailboxID>')
  })

  it('loses no character, whatever the text', () => {
    const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('<', '>', '<CallerID>', '<x>', ...emailTokens)))
    fc.assert(
      fc.property(pieces, (list) => {
        const source = list.join('')
        const { parts } = parseTemplate(source)
        expect(parts.map((part) => (part.kind === 'text' ? part.text : `<${part.token}>`)).join('')).toBe(source)
      }),
    )
  })
})

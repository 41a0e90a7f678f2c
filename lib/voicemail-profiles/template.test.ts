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
      { text: '<callerid>', start: 6, position: 7, suggestion: 'CallerID' },
      { text: '<Nobody>', start: 18, position: 19, suggestion: null },
      { text: '<Voicemail>', start: 34, position: 35, suggestion: 'VoicemailAccessURL' },
    ])
    expect(unknown.map(describeUnknownToken)[0]).toBe('<callerid> at character 7 is no token; did you mean <CallerID>?')
    expect(unknown.map(describeUnknownToken)[1]).toMatch(
      /^<Nobody> at character 19 is no token; known are <CallerID>, /,
    )
  })

  it.each([
    ['<Caller ID>', 'CallerID'],
    ['< CallerID >', 'CallerID'],
    ['<Caller\nID>', 'CallerID'],
    ['<CallerID:x>', 'CallerID'],
    ['<CallerID at work>', 'CallerID'],
    ['<caller_id>', 'CallerID'],
    ['<CALLER-ID>', 'CallerID'],
    ['</CallerID>', 'CallerID'],
    ['<CallerID/>', 'CallerID'],
    ['<%CallerID%>', 'CallerID'],
    ['<C\u00e4llerID>', 'CallerID'],
    ['<\u0441allerID>', 'CallerID'],
    ['<Caller\u200bID>', 'CallerID'],
    ['<calerid>', 'CallerID'],
    ['<calleridnumber>', 'CallerID'],
    ['<mailbox id>', 'MailboxID'],
    ['<VoicemailAccesURL>', 'VoicemailAccessURL'],
    ['<VoicemailAccesNumber>', 'VoicemailAccessNumber'],
    ['<MessageReceivedDate>', 'MsgReceivedDate'],
    ['<\u00dcnknown>', null],
    ['<X>', null],
  ])('refuses %s, which somebody meant as a token', (text, suggestion) => {
    expect(parseTemplate(`At ${text}.`).unknown).toEqual([{ text, start: 3, position: 4, suggestion }])
  })

  it('refuses a token whose bracket was never closed', () => {
    expect(parseTemplate('<CallerID called <MailboxID>').unknown).toEqual([
      { text: '<CallerID', start: 0, position: 1, suggestion: 'CallerID' },
    ])
    expect(parseTemplate(`<userphone ${'called '.repeat(20)}>`).unknown).toMatchObject([{ text: '<userphone' }])
  })

  it('counts characters as people do, and places as the browser does', () => {
    expect(parseTemplate('\u{1F600}\u{1F600}<Foo>\u{1F600}<Bar>').unknown).toEqual([
      { text: '<Foo>', start: 4, position: 3, suggestion: null },
      { text: '<Bar>', start: 11, position: 9, suggestion: null },
    ])
  })

  it.each([
    'a < b, <3, <>, <a b>, 1 < x > 0',
    '<!-- CallerID -->, <b>bold</b>, <script>alert(1)</script>, <br/>, </p>',
    '<a href="https://example.org/?UserEmail">here</a>',
    '<https://example.org/CallerID>, <mailto:x@example.org>, <userphone@example.org>, <UserEmail@example.org>',
    'Ada Lovelace <ada@example.org>, <Ada Lovelace>',
    'if 5 < CallerID and MailboxID > 3',
    `<CallerIDs${'x'.repeat(100)}`,
    'CallerID, &lt;CallerID&gt;',
  ])('sends %j as it stands', (source) => {
    expect(parseTemplate(source)).toEqual({ parts: [{ kind: 'text', text: source }], unknown: [] })
  })

  it('takes no element of HTML for a token', () => {
    const elements =
      'a abbr address article aside audio b blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section select slot small source span strong style sub summary sup table tbody td template textarea tfoot th thead time title tr track u ul var video wbr'
    const source = elements
      .split(' ')
      .map((name) => `<${name}><${name} class="CallerID"></${name}><${name}/>`)
      .join('')
    expect(parseTemplate(source).unknown).toEqual([])
  })

  it('finds every token in whatever spelling, and says which one was meant', () => {
    const spelling = fc.constantFrom(
      (token: string) => token.toLowerCase(),
      (token: string) => token.toUpperCase(),
      (token: string) => token.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '),
      (token: string) => token.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(),
      (token: string) => ` ${token} `,
      (token: string) => `${token}: `,
    )
    const letter = fc.constantFrom('a', ' ', '>', '\n', '\u00e9', '\u{1F600}')
    const before = fc.string({ unit: letter })
    fc.assert(
      fc.property(before, fc.constantFrom(...emailTokens), spelling, (lead, token, spell) => {
        const text = `<${spell(token)}>`
        expect(parseTemplate(lead + text).unknown).toEqual([
          { text, start: lead.length, position: [...lead].length + 1, suggestion: token },
        ])
      }),
    )
  })

  it('sends nothing on that still looks like a token of ours', () => {
    const pieces = fc.array(
      fc.constantFrom('<', '>', ' ', ':', 'CallerID', 'callerid', 'Mailbox', 'ID', 'x', '\u{1F600}'),
    )
    fc.assert(
      fc.property(pieces, (list) => {
        const { parts, unknown } = parseTemplate(list.join(''))
        if (unknown.length > 0) return
        const sent = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
        expect(sent).not.toMatch(/<(CallerID|MailboxID)>/i)
      }),
    )
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

import { type EmailToken, emailTokens } from './vocabulary'

/** A piece of an e-mail text: what is sent as it stands, or a token that is filled in for each message. */
export type TemplatePart = { kind: 'text'; text: string } | { kind: 'token'; token: EmailToken }

/** A `<Name>` that is no token. `position` counts characters from 1, as editors do. */
export type UnknownToken = { name: string; position: number; suggestion: EmailToken | null }

export type Template = { parts: TemplatePart[]; unknown: UnknownToken[] }

// A letter must follow at once, so that "a < b" and "<3" stay text. Tokens begin with a capital: `<b>` is markup, which is sent as text.
const tokenPattern = /<([A-Za-z][A-Za-z0-9_-]{0,60})>/g

const tokenByLowerCase = new Map<string, EmailToken>(emailTokens.map((token) => [token.toLowerCase(), token]))
const isToken = (name: string): name is EmailToken => tokenByLowerCase.get(name.toLowerCase()) === name

/** The token somebody probably meant: another capitalisation, or the one it is the beginning of. */
function suggest(name: string): EmailToken | null {
  const lower = name.toLowerCase()
  return tokenByLowerCase.get(lower) ?? emailTokens.find((token) => token.toLowerCase().startsWith(lower)) ?? null
}

/** Reads an e-mail subject or body. Every character of `source` is in one of the parts, unknown tokens as text. */
export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = []
  const unknown: UnknownToken[] = []
  let end = 0
  const addText = (text: string) => {
    const last = parts.at(-1)
    if (text === '') return
    if (last?.kind === 'text') last.text += text
    else parts.push({ kind: 'text', text })
  }
  for (const match of source.matchAll(tokenPattern)) {
    const [whole, name = ''] = match
    addText(source.slice(end, match.index))
    end = match.index + whole.length
    if (isToken(name)) {
      parts.push({ kind: 'token', token: name })
      continue
    }
    addText(whole)
    const isMarkup = /^[a-z]/.test(name) && !tokenByLowerCase.has(name.toLowerCase())
    if (!isMarkup) unknown.push({ name, position: match.index + 1, suggestion: suggest(name) })
  }
  addText(source.slice(end))
  return { parts, unknown }
}

/** One sentence for a token that does not exist. */
export function describeUnknownToken({ name, position, suggestion }: UnknownToken): string {
  const hint = suggestion
    ? `did you mean <${suggestion}>?`
    : `known are ${emailTokens.map((token) => `<${token}>`).join(', ')}`
  return `<${name}> at character ${position} is no token; ${hint}`
}

/** The text with its tokens filled in. Values are put in as they are: the message is plain text. */
export function renderTemplate(source: string, values: Readonly<Record<EmailToken, string>>): string {
  return parseTemplate(source)
    .parts.map((part) => (part.kind === 'text' ? part.text : values[part.token]))
    .join('')
}

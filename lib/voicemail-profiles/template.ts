import { misspelt, nearestToken, tokenKey } from './nearest-token'
import { type EmailToken, emailTokens } from './vocabulary'

/** A piece of an e-mail text: what is sent as it stands, or a token that is filled in for each message. */
export type TemplatePart = { kind: 'text'; text: string } | { kind: 'token'; token: EmailToken }

/**
 * What looks like a token and is none, brackets included. `start` is its place in the string; `position` counts characters as people do,
 * from 1, where an emoji is one.
 */
export type UnknownToken = { text: string; start: number; position: number; suggestion: EmailToken | null }

export type Template = { parts: TemplatePart[]; unknown: UnknownToken[] }

// Eighty characters between brackets are no token any more. A token's name whose bracket was never closed is meant as one, too.
const bracketed = new RegExp(`<([^<>]{1,80})>|<(?:${emailTokens.join('|')})(?![\\p{L}\\p{N}_@.-])`, 'giu')

const isToken = (name: string): name is EmailToken => emailTokens.some((token) => token === name)

/** A capital and then letters: nothing else is written so between brackets. In small letters it is markup, which is sent as text. */
const capitalised = /^\p{Lu}[\p{L}\p{M}\p{N}_-]*$/u
/** Addresses and comments are text, whatever words they hold. */
const isPlainText = (inner: string) => inner.startsWith('!') || /@|:\/\//.test(inner)
/** `CallerID` of `<CallerID:x>` and of `<CallerID at work>`. */
const firstWord = /^([\p{L}\p{M}\p{N}_-]+)(?:[\s:;,=|]|$)/u

/** True for what somebody meant as a token: a word that begins like one, or a token in another spelling. */
function looksLikeToken(inner: string): boolean {
  if (isPlainText(inner)) return false
  if (capitalised.test(inner) || misspelt(inner) !== null) return true
  const key = tokenKey(inner.match(firstWord)?.[1] ?? '')
  return emailTokens.some((token) => key.startsWith(tokenKey(token)))
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
  let counted = { start: 0, characters: 0 }
  const characterAt = (start: number) => {
    const characters = counted.characters + [...source.slice(counted.start, start)].length
    counted = { start, characters }
    return characters + 1
  }
  for (const { 0: text, 1: inner = text.slice(1), index: start } of source.matchAll(bracketed)) {
    addText(source.slice(end, start))
    end = start + text.length
    if (isToken(inner) && text.endsWith('>')) {
      parts.push({ kind: 'token', token: inner })
      continue
    }
    addText(text)
    if (looksLikeToken(inner)) {
      unknown.push({ text, start, position: characterAt(start), suggestion: nearestToken(inner) })
    }
  }
  addText(source.slice(end))
  return { parts, unknown }
}

/** One sentence for a token that does not exist. */
export function describeUnknownToken({ text, position, suggestion }: UnknownToken): string {
  const hint = suggestion
    ? `did you mean <${suggestion}>?`
    : `known are ${emailTokens.map((token) => `<${token}>`).join(', ')}`
  return `${text.replaceAll(/\s+/g, ' ')} at character ${position} is no token; ${hint}`
}

/** The text with its tokens filled in. Values are put in as they are: the message is plain text. */
export function renderTemplate(source: string, values: Readonly<Record<EmailToken, string>>): string {
  return parseTemplate(source)
    .parts.map((part) => (part.kind === 'text' ? part.text : values[part.token]))
    .join('')
}

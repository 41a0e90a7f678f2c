import { z } from 'zod'

/** Half of a surrogate pair: with the flag u, whole pairs are one character and do not match. */
const halfCharacter = /\p{Cs}/u

/** Whether PostgreSQL keeps a text as it is. NUL it refuses; half a character would become U+FFFD on the way, without a word. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !halfCharacter.test(text)
}

/** Any text that can be kept and asked for: where every free text and every text of a query that reaches SQL begins. */
export const storableText = () =>
  z.string().refine(isStorable, { error: 'must not hold the character NUL or half a character', abort: true })

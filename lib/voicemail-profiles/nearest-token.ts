import { type EmailToken, emailTokens } from './vocabulary'

/** What is left of a word when capitals, accents, blanks and punctuation do not count: `Caller ID` and `caller_id` are alike. */
export function tokenKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

const keyed: readonly { token: EmailToken; key: string }[] = emailTokens.map((token) => ({
  token,
  key: tokenKey(token),
}))

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Fewer begin too many words to guess from. */
const fewestLetters = 3

/** So many wrong letters are a slip: the shortest token has eight. */
const slip = 2

/** The token that a bracketed text stands for in another spelling, or with a slip or two; null for any other text. */
export function misspelt(text: string): EmailToken | null {
  const key = tokenKey(text)
  const alike = keyed.find((known) => known.key === key)
  if (alike) return alike.token
  return nearest(key, () => slip)
}

function nearest(key: string, limit: (known: string) => number): EmailToken | null {
  let found: { token: EmailToken; distance: number } | null = null
  for (const { token, key: known } of keyed) {
    // Lengths that differ more than that need no counting.
    if (Math.abs(known.length - key.length) > limit(known)) continue
    const distance = editDistance(key, known)
    if (distance <= limit(known) && distance < (found?.distance ?? Number.POSITIVE_INFINITY))
      found = { token, distance }
  }
  return found?.token ?? null
}

/** The token that is most like a word, for somebody who wrote one that does not exist; null when none is like it. */
export function nearestToken(word: string): EmailToken | null {
  const key = tokenKey(word)
  if (key.length < fewestLetters) return null
  const begun = keyed.find((known) => known.key.startsWith(key) || key.startsWith(known.key))
  return misspelt(word) ?? begun?.token ?? nearest(key, (known) => Math.floor(known.length / 3))
}

/** A word of the search: begins the number, or a word of the owner's name. */
export type SearchWord = { text: string; isNumber: boolean }

/** More words than a name has only cost time. */
const maxWords = 6

/** What was typed as words, cut where the index cuts: at spaces. What has neither letter nor digit finds nothing and is left out. */
export function searchWords(text: string): SearchWord[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s\p{C}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, maxWords)
    .map((word) => ({ text: word, isNumber: /^[0-9]{1,40}$/.test(word) }))
}

/** Letters and digits only: such a word stands in the name as it was typed, and none of it means anything to a pattern. */
export function isPlain(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text)
}

/** The words without those that another one implies: who has a word that begins with `maria` has one that begins with `m`. */
export function neededWords(words: readonly SearchWord[]): SearchWord[] {
  return words.filter(
    ({ text }, at) =>
      !isPlain(text) ||
      !words.some(
        (other, index) =>
          isPlain(other.text) && other.text.startsWith(text) && (other.text.length > text.length || index < at),
      ),
  )
}

/** The runs of letters and digits of a word, however the index cuts it. */
export function plainParts(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words as a tsquery of configuration `simple`: each a prefix, all of them needed. Quoted, so that none of it is syntax. */
export function ownerQuery(words: readonly SearchWord[]): string {
  return words.map(({ text }) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`).join(' & ')
}

/** The first text after all that begin with `prefix`, in the order of bytes. Digits only, which have a successor. */
export function endOfPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}

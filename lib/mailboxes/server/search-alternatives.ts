import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import { isPlain, neededWords, type SearchWord, searchWords } from '../search-words'
import type { MailboxSortField } from '../vocabulary'
import { allOf, anyOf, furtherHas, numberBegins, ownerBegins, ownerHas, seems } from './word-conditions'

/** Words that were typed. */
export type WordMatch = {
  /** Tried on rows that are there for another reason, with the owner in small letters as `lowered`. */
  tried: Prisma.Sql[]
  /** Found through an index of words or of numbers. */
  gathered: Prisma.Sql[]
  /** Conditions whose rows PostgreSQL can guess, as there are no more matches than the rarest has rows; or what is known without. */
  guessed: Prisma.Sql[] | 'rare' | 'common'
  /** One index holds all that is asked of them and the order: many are gathered soon. */
  inOneIndex?: true
}

/** One way to match. `range` narrows an index, the rest is tried on the rows it gives. */
export type SearchAlternative = { range: Prisma.Sql[]; words: WordMatch | null }

/**
 * What was typed. A row matches when it matches one of the alternatives, and it may match several; none: nothing can match. Alternatives
 * instead of OR: between two indexes an OR makes the planner read neither in order. `whole` is the same in one condition each; null: all
 * match.
 */
export type Search = { whole: WholeMatch | null; alternatives: SearchAlternative[] }
export type WholeMatch = Record<'tried' | 'gathered', Prisma.Sql> & Pick<WordMatch, 'guessed'>

/** Names that have so many given words are rare. PostgreSQL, which takes words to be independent of each other, cannot know. */
const manyWords = 3

const anywhere = (words: readonly SearchWord[]): WordMatch & { guessed: Prisma.Sql[] } => ({
  tried: [...seems(words), ownerHas(words)],
  gathered: [ownerHas(words)],
  guessed: [ownerHas(words)],
})

/**
 * Owners whose name begins with a word. Another word can only stand behind it, unless one of the two begins the other. A name may begin
 * with letters that are no word ("http" of an address), so that the range alone does not do.
 */
function ownerBeginningWith(word: SearchWord, words: readonly SearchWord[]): SearchAlternative {
  const range = [ownerBegins(word)]
  const behind = words.filter(({ text }) => !text.startsWith(word.text) && !word.text.startsWith(text))
  const further = behind.length > 0 ? [furtherHas(behind)] : []
  return {
    range,
    words: {
      tried: [...seems(words.filter((other) => other !== word)), ownerHas(words)],
      gathered: [...further, ownerHas(words)],
      guessed: words.length === 1 ? 'common' : [allOf(range), ...further, ownerHas(words)],
    },
  }
}

/**
 * Owners with these words. In the order of owners those whose name begins with a word stand together, maybe far down: they are a range of
 * their own, and the others are sought by what stands behind the first word.
 */
function ownerAlternatives(words: readonly SearchWord[], sort: MailboxSortField): SearchAlternative[] {
  if (sort !== 'owner' || !words.every(({ text }) => isPlain(text))) return [{ range: [], words: anywhere(words) }]
  const further = furtherHas(words)
  const guessed = words.length + 1 < manyWords ? [further] : 'rare'
  return [
    ...words.map((word) => ownerBeginningWith(word, words)),
    { range: [], words: { tried: [...seems(words), further], gathered: [further], guessed } },
  ]
}

/** In the order of numbers those that begin alike are a range; in another order they are looked for as words are. */
function numberAlternative(word: SearchWord, others: readonly SearchWord[], sort: MailboxSortField): SearchAlternative {
  const number = numberBegins(word)
  const owner = others.length > 0 ? anywhere(others) : null
  if (sort === 'number') {
    return { range: [number], words: owner && { ...owner, guessed: [number, ...owner.guessed] } }
  }
  const words: WordMatch = {
    tried: [number, ...(owner?.tried ?? [])],
    gathered: [number, ...(owner?.gathered ?? [])],
    guessed: [number, ...(owner?.guessed ?? [])],
  }
  return { range: [], words: sort === 'owner' && !owner ? { ...words, inOneIndex: true } : words }
}

/** A number is sought among the numbers; at most one word can be the number, the others must be in the owner's name. */
export function searchFor(text: string, sort: MailboxSortField): Search {
  const words = searchWords(text)
  if (words.length === 0) {
    return { whole: null, alternatives: text.trim() === '' ? [{ range: [], words: null }] : [] }
  }
  const asNumber = words.flatMap((word, at) =>
    word.isNumber ? [{ word, others: neededWords(words.filter((_, other) => other !== at)) }] : [],
  )
  const asOwner = neededWords(words)
  const ways = [
    ...asNumber.map(({ word, others }) => {
      const { tried, gathered } = others.length > 0 ? anywhere(others) : { tried: [], gathered: [] }
      return { tried: allOf([numberBegins(word), ...tried]), gathered: allOf([numberBegins(word), ...gathered]) }
    }),
    { tried: allOf(anywhere(asOwner).tried), gathered: ownerHas(asOwner) },
  ]
  const gathered = anyOf(ways.map((way) => way.gathered))
  return {
    whole: {
      tried: anyOf(ways.map(({ tried }) => tried)),
      gathered,
      guessed: asOwner.length < manyWords ? [gathered] : 'rare',
    },
    alternatives: [
      ...asNumber.map(({ word, others }) => numberAlternative(word, others, sort)),
      ...ownerAlternatives(asOwner, sort),
    ],
  }
}

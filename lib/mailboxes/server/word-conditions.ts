import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { endOfPrefix, isPlain, ownerQuery, plainParts, type SearchWord } from '../search-words'

export const allOf = (conditions: readonly Prisma.Sql[]) =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ')
export const anyOf = (conditions: readonly Prisma.Sql[]) =>
  Prisma.sql`(${Prisma.join(
    conditions.map((condition) => Prisma.sql`(${condition})`),
    ' OR ',
  )})`

export const numberBegins = ({ text }: SearchWord) =>
  Prisma.sql`number COLLATE "C" >= ${text} AND number COLLATE "C" < ${endOfPrefix(text)}`
export const ownerBegins = ({ text }: SearchWord) =>
  Prisma.sql`lower(owner) COLLATE "C" >= ${text} AND lower(owner) COLLATE "C" < ${`${text}\u{10FFFF}`}`

/**
 * An owner's name without its first word, where that is letters alone and a space follows: what an index of its own knows the words of.
 * Cut anywhere else, the rest would fall into other words than it does within the name.
 */
const behindFirst = Prisma.sql`regexp_replace(lower(owner), '^[a-zß-öø-ɏ]+( |$)', '')`
const has = (text: Prisma.Sql, words: readonly SearchWord[]) =>
  Prisma.sql`to_tsvector('simple', ${text}) @@ to_tsquery('simple', ${ownerQuery(words)})`
export const ownerHas = (words: readonly SearchWord[]) => has(Prisma.sql`owner`, words)
export const furtherHas = (words: readonly SearchWord[]) => has(behindFirst, words)

/**
 * What must hold of an owner that has these words, in rising order of cost: a search for letters costs a fraction of cutting a name into
 * words. PostgreSQL tries conditions of one cost in the order in which they stand, so each is one operator: LIKE, not strpos() > 0.
 * A word begins behind anything but a letter. What is typed may be cut into words in another way than it is within a name ("+1e" finds
 * "+12e"), so that only the pieces which are never cut are looked for.
 */
export function seems(words: readonly SearchWord[]): Prisma.Sql[] {
  const runs = words.flatMap(({ text }) => {
    const pieces = isPlain(text) ? /\p{L}+|\p{N}+/gu : /[a-z]+|[0-9]+|[^a-z0-9]+/g
    return plainParts(text).map((run) => run.match(pieces) ?? [])
  })
  return [
    ...runs.flat().map((piece) => Prisma.sql`lowered LIKE ${`%${piece}%`}`),
    ...runs.flatMap(([first]) =>
      first && /^[a-z0-9]/.test(first) ? [Prisma.sql`lowered COLLATE "C" ~ ${`(^|[^a-z])${first}`}`] : [],
    ),
  ]
}

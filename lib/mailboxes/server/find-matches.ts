import 'server-only'
import type { PrismaClient } from '@/lib/db/generated/client'
import type { Cursor } from '../cursor'
import type { MailboxQuery } from '../schema'
import { expectedRows } from './expected-rows'
import {
  type Found,
  gatherAll,
  gatherFew,
  type PagePlan,
  pagePlan,
  readInOrder,
  scanEntries,
  scanRows,
} from './page-statements'
import type { WholeMatch, WordMatch } from './search-alternatives'
import type { MailboxWhere } from './where'
import { allOf } from './word-conditions'

/** Whole rows looked at in order before every match is gathered. */
const wholeRows = 4000
/** Entries of a covering index looked at in order: a first try, which common words need no more than, and a longer one. */
const firstEntries = 3000
const manyEntries = 60_000
/** So many matches are gathered sooner than the order is gone through: rows to be fetched, and entries of one index. */
const fewRows = 2000
const fewEntries = 50_000

/** Matches of several alternatives as one list in order, each row once. */
function mergeMatches(lists: readonly Found[][], { order, limit }: MailboxQuery): Found[] {
  const [only, ...others] = lists
  if (only && others.length === 0) return only
  const byId = new Map(lists.flat().map((row) => [row.id, row]))
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: Found, b: Found) =>
    Buffer.compare(Buffer.from(a.sortValue), Buffer.from(b.sortValue)) || (a.id < b.id ? -1 : 1)
  return [...byId.values()].sort((a, b) => sign * compare(a, b)).slice(0, limit + 1)
}

/** Where filters are set, which no index holds beside its order: whole rows in order; what they do not hold is gathered. */
async function findFiltered(client: PrismaClient, plan: PagePlan, { search, filters }: MailboxWhere): Promise<Found[]> {
  const { rows, isWhole } = await scanRows(
    client,
    plan,
    allOf([...filters, ...(search.whole ? [search.whole.tried] : [])]),
    wholeRows,
  )
  if (isWhole) return rows
  return gatherAll(client, plan, allOf([...filters, ...(search.whole ? [search.whole.gathered] : [])]))
}

/**
 * Matches of one alternative. What is rare is gathered; what is common stands soon in the order. Which of the two a word is, PostgreSQL
 * can only guess, and a wrong guess must cost little: each step is bounded, and only the last one reads every match.
 */
async function findIn(client: PrismaClient, plan: PagePlan, words: WordMatch | null, expected: number) {
  if (!words) return readInOrder(client, plan)
  const gathered = allOf(words.gathered)
  const few = words.inOneIndex ? fewEntries : fewRows
  const rare = expected <= few ? await gatherFew(client, plan, gathered, 2 * few) : null
  if (rare) return rare
  const near = await scanEntries(client, plan, allOf(words.tried), manyEntries)
  return near.length === plan.limit ? near : gatherAll(client, plan, gathered)
}

/** How many matches each is expected to have at the most; for what is known without asking, none or no end of them. */
async function expectedMatches(client: PrismaClient, plan: PagePlan, all: readonly WordMatch['guessed'][]) {
  const asked = all.flatMap((guessed) => (typeof guessed === 'string' ? [] : guessed))
  const rows = asked.length > 0 ? await expectedRows(client, plan, asked) : []
  return all.map((guessed) => {
    if (guessed === 'rare') return 0
    return guessed === 'common' ? Number.POSITIVE_INFINITY : Math.min(...rows.splice(0, guessed.length))
  })
}

/** Gathers all when they are few, else goes through each alternative in its own way. */
async function findSearched(
  client: PrismaClient,
  { base, search: { alternatives } }: MailboxWhere,
  whole: WholeMatch,
  query: MailboxQuery,
  after: Cursor | null,
): Promise<Found[]> {
  const plan = pagePlan({ base }, query, after)
  // The only alternative is the whole; whatever is left of it after that was tried is not rare.
  const own = alternatives.map(({ words }) => (alternatives.length === 1 ? 'common' : (words?.guessed ?? 'common')))
  const [ofWhole = 0, ...ofEach] = await expectedMatches(client, plan, [whole.guessed, ...own])
  const rare = ofWhole <= fewRows ? await gatherFew(client, plan, whole.gathered, 2 * fewRows) : null
  if (rare) return rare
  const lists = alternatives.map(({ range, words }, at) =>
    findIn(client, pagePlan({ base, range }, query, after), words, ofEach[at] ?? 0),
  )
  return mergeMatches(await Promise.all(lists), query)
}

/** A page of what matches, one more than asked when there is more. */
export async function findMatches(
  client: PrismaClient,
  where: MailboxWhere,
  query: MailboxQuery,
  after: Cursor | null,
): Promise<Found[]> {
  const { base, search, filters } = where
  if (search.alternatives.length === 0) return []
  const plan = pagePlan({ base }, query, after)
  if (filters.length > 0) return findFiltered(client, plan, where)
  if (!search.whole) return readInOrder(client, plan)
  const first = await scanEntries(client, plan, search.whole.tried, firstEntries)
  return first.length === plan.limit ? first : findSearched(client, where, search.whole, query, after)
}

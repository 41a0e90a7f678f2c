import 'server-only'
import { z } from 'zod'
import { Prisma, type PrismaClient } from '@/lib/db/generated/client'
import type { PagePlan } from './page-statements'

const explainedSchema = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({
        Plan: z.object({ Plans: z.array(z.object({ 'Subplan Name': z.string(), 'Plan Rows': z.number() })) }),
      }),
    ]),
  }),
])

/**
 * How many rows of a tenant PostgreSQL expects of each condition, from what ANALYZE saw last; asked in one statement, which reads none of
 * them. Guesses: what is made of them must be right whatever they say.
 */
export async function expectedRows(
  client: PrismaClient,
  { base }: PagePlan,
  conditions: readonly Prisma.Sql[],
): Promise<number[]> {
  const each = conditions.map((condition) => Prisma.sql`ARRAY(SELECT id FROM mailboxes WHERE ${base} AND ${condition})`)
  const explained = await client.$queryRaw`EXPLAIN (FORMAT JSON) SELECT ${Prisma.join(each)}`
  const plans = explainedSchema.parse(explained)[0]['QUERY PLAN'][0].Plan.Plans
  const byName = new Map(plans.map((plan) => [plan['Subplan Name'].match(/^InitPlan \d+/)?.[0], plan['Plan Rows']]))
  return conditions.map((_, at) => byName.get(`InitPlan ${at + 1}`) ?? Number.POSITIVE_INFINITY)
}

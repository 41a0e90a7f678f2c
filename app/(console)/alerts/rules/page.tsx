import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { alertRulesQuery } from '@/lib/alert-rules/queries'
import { alertRuleFilterSchema } from '@/lib/alert-rules/schema'
import { listAlertRules } from '@/lib/alert-rules/server/list-alert-rules'
import { requireReader } from '@/lib/auth/session'
import { RulesView } from './_components/rules-view'

export const metadata: Metadata = { title: 'Alert rules' }

export default async function AlertRulesPage() {
  await requireReader('console:read')
  const client = makeQueryClient()
  const queryFn = () => listAlertRules(alertRuleFilterSchema.parse({}))
  await inTime(client.prefetchQuery({ ...alertRulesQuery(), queryFn }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <RulesView />
    </ServedQueries>
  )
}

'use client'

import { useMemo } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { filterRules } from '@/lib/alert-rules/model'
import { alertRulesQuery, filteredAlertRulesQuery } from '@/lib/alert-rules/queries'
import type { AlertRuleFilter } from '@/lib/alert-rules/schema'

/** Filters here while all rules are here; asks the server when there are more than one answer carries. */
export function useRules(filter: AlertRuleFilter) {
  const all = useServedQuery(alertRulesQuery())
  const isCut = all.data !== undefined && all.data.total > all.data.items.length
  const filtered = useServedQuery({ ...filteredAlertRulesQuery(filter), enabled: isCut })
  const known = isCut ? filtered.data : all.data
  const rows = useMemo(() => filterRules(known?.items ?? [], filter), [known, filter])
  /** These rows answer the filter before: the answer to the present one is on its way. */
  const isOfBefore = isCut && filtered.isPlaceholderData
  return { all, rows, isOfBefore, total: isCut ? (filtered.data?.total ?? rows.length) : rows.length }
}

import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import { resultParts } from '../detail/import-parts'
import { sumOf } from '../detail/import-progress'
import { countsText, isAllApplied } from '../import-words'

type Resulting = Pick<MailboxImport, 'state' | 'direction' | 'mode' | 'checkedAt' | 'counts' | 'results' | 'reversals'>

/** What an import would do, until it is confirmed; what it did from then on. Null while it is not checked. */
export function resultText(record: Resulting): string | null {
  const { state, mode, checkedAt, reversals } = record
  if (checkedAt === null) return null
  if (mode === null) return state === 'cancelled' ? 'nothing applied' : countsText(record)
  if (isAllApplied(record) && sumOf(reversals) === 0) return countsText(record)
  return resultParts(record)
    .flatMap(({ label, count }) => (count > 0 ? [`${formatNumber(count)} ${label}`] : []))
    .join(' · ')
}

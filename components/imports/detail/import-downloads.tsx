import { Download, ScrollText } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { useNow } from '@/components/ui/clock'
import { formatNumber } from '@/lib/format/number'
import { rowsAreGone } from '@/lib/imports/model'
import { importFilePaths } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { conflictsOf } from './row-tabs'

/** What can be taken along: the refused rows to mend, all rows with what became of them, and the way to the audit log. */
export function ImportDownloads({ record, canReadAudit }: { record: MailboxImport; canReadAudit: boolean }) {
  const { tenantId, id, counts, mode, checkedAt } = record
  const isGone = rowsAreGone(record, useNow(60_000))
  const hasRows = checkedAt !== null && !isGone
  const refused = (counts.refused ?? 0) + conflictsOf(record)
  return (
    <>
      {hasRows && refused > 0 ? (
        <a
          href={importFilePaths.refused(tenantId, id)}
          download
          className={buttonClass()}
          title="As they stood in the file, with codes and sentences: mend them and import them again"
        >
          <Download aria-hidden className="size-4" />
          Refused rows ({formatNumber(refused)})
        </a>
      ) : null}
      {hasRows ? (
        <a href={importFilePaths.result(tenantId, id)} download className={buttonClass()} title="Every row as CSV">
          <Download aria-hidden className="size-4" />
          Full result
        </a>
      ) : null}
      {isGone ? (
        <p className="text-xs text-muted">
          Rows are kept for {importLimits.undoDays} days, so there are no result files any more.
        </p>
      ) : null}
      {canReadAudit && mode !== null ? (
        <LinkButton
          href={`/audit?requestId=${encodeURIComponent(id)}`}
          icon={<ScrollText aria-hidden className="size-4" />}
        >
          Audit entries
        </LinkButton>
      ) : null}
    </>
  )
}

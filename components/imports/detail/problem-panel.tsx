import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import type { FileProblemCode } from '@/lib/imports/vocabulary'
import { newImportPath } from '../import-paths'

const bySettings = 'Choose the encoding, the delimiter or the columns below and check it again.'
const byFile = 'Mend the file and start another import with it.'

/** What helps: another reading of the same file, or another file. */
const remedies: Readonly<Record<FileProblemCode, string>> = {
  'empty-file': 'Look whether the export that made the file came to its end, and start another import.',
  'no-rows': 'Fill in a row for each mailbox and start another import.',
  'no-header': 'Its first row must name the columns; the template has them.',
  'no-number-column': bySettings,
  'not-a-csv': 'Start another import with the CSV file.',
  'undecodable-header': bySettings,
  'wrong-delimiter': bySettings,
  'unclosed-quote': byFile,
  'line-too-long': `${bySettings} If that does not help, a quote was left open in the file.`,
  'too-many-columns': `${bySettings} If that does not help, take columns out of the file.`,
  'too-many-rows': 'Split the file and import its parts one after the other.',
  'too-large': 'Split the file and import its parts one after the other.',
  'damaged-workbook': byFile,
  'no-sheet': 'Choose one of its sheets below and check it again.',
}

function placeText({ row, line }: { row?: number; line?: number }): string {
  const parts = [
    row === undefined ? '' : `Row ${formatNumber(row)}`,
    line === undefined ? '' : `line ${formatNumber(line)} of the file`,
  ].filter(Boolean)
  const text = parts.join(', ')
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`
}

/** Why a file as a whole cannot be taken, where that was found, and what to do. */
export function ProblemPanel({ record, canImport }: { record: MailboxImport; canImport: boolean }) {
  const { problem, tenantId, found } = record
  return (
    <Notice
      tone="failed"
      className="mb-4"
      title={problem?.message ?? 'The file cannot be read, and no reason was noted.'}
      action={
        canImport ? (
          <LinkButton size="sm" href={newImportPath(tenantId)}>
            Start another import
          </LinkButton>
        ) : undefined
      }
    >
      {problem ? (
        <>
          <p>
            {placeText(problem)} <span className="mono text-xs">{problem.code}</span>
          </p>
          <p>{remedies[problem.code]} No mailbox was changed.</p>
          {found?.sheets && found.sheets.length > 1 ? (
            <p>
              The sheet <bdi>{found.sheet}</bdi> of the workbook was read; another can be chosen below.
            </p>
          ) : null}
        </>
      ) : null}
    </Notice>
  )
}

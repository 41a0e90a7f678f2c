import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import { formatBytes } from '@/lib/format/bytes'
import type { ImportFound, MailboxImport } from '@/lib/imports/schema'
import { delimiterLabels, encodingLabels } from '../file-words'
import { importPath } from '../import-paths'

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <dt className="text-faint">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-1.5">{children}</dd>
    </div>
  )
}

function Form({ found: { encoding, delimiter, sheet } }: { found: ImportFound }) {
  if (sheet === undefined) {
    return [encoding && encodingLabels[encoding], delimiter && delimiterLabels[delimiter].toLowerCase()]
      .filter(Boolean)
      .join(', ')
  }
  return (
    <span>
      a workbook, sheet <bdi>{sheet}</bdi>
    </span>
  )
}

/** What is known of the file: who brought it and when, how large, how it is written, and which bytes exactly. */
export function ImportFacts({ record }: { record: MailboxImport }) {
  const { tenantId, actorName, createdAt, sizeBytes, found, sha256, sameFileAs } = record
  return (
    <dl aria-label="The file" className="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
      <Fact term="By">
        <span className="min-w-0 break-words">{actorName}</span>
        <span>
          <RelativeTime at={createdAt} />, <ExactTime at={createdAt} className="mono" />
        </span>
      </Fact>
      <Fact term="Size">
        <span className="mono" title={`${sizeBytes} bytes`}>
          {formatBytes(sizeBytes)}
        </span>
      </Fact>
      {found ? (
        <Fact term="Written in">
          <Form found={found} />
        </Fact>
      ) : null}
      {sha256 ? (
        <Fact term="SHA-256">
          <span className="mono" title={sha256}>
            {sha256.slice(0, 12)}…
          </span>
          <CopyButton text={sha256} label="Copy the hash of the file" />
        </Fact>
      ) : null}
      {sameFileAs ? (
        <Fact term="Same file">
          <Link href={importPath({ tenantId, id: sameFileAs })} className="text-accent-text underline">
            as an earlier import
          </Link>
        </Fact>
      ) : null}
    </dl>
  )
}

'use client'

import { FileText } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import { formatBytes } from '@/lib/format/bytes'
import { formatNumber } from '@/lib/format/number'
import { type FileEncoding, importLimits } from '@/lib/imports/vocabulary'
import { type FileLook, lookAtFile } from './file-look'
import { acceptedFiles } from './file-words'

/** What the first bytes of the file tell; null while nothing is chosen or read. */
export function useFileLook(file: File | null, encoding: FileEncoding | null): FileLook | null {
  const [found, setFound] = useState<{ file: File; encoding: FileEncoding | null; look: FileLook } | null>(null)
  useEffect(() => {
    if (!file) return
    let isWanted = true
    void lookAtFile(file, encoding).then((look) => isWanted && setFound({ file, encoding, look }))
    return () => {
      isWanted = false
    }
  }, [file, encoding])
  return found && found.file === file && found.encoding === encoding ? found.look : null
}

function Begins({ lines }: { lines: readonly string[] }) {
  return (
    <figure className="w-full min-w-0 text-left">
      <figcaption className="text-xs text-muted">It begins with</figcaption>
      <pre className="mono mt-1 overflow-hidden rounded-inner bg-sunken px-2 py-1 text-xs text-ellipsis">
        {lines.join('\n')}
      </pre>
    </figure>
  )
}

function Facts({ file, choose }: { file: File; choose: ReactNode }) {
  return (
    <div className="flex w-full flex-wrap items-center gap-3">
      <FileText aria-hidden className="size-6 shrink-0 text-faint" />
      <p className="min-w-0 flex-1 basis-40 text-left">
        <span className="block font-medium break-words">
          <bdi>{file.name}</bdi>
        </span>
        <span className="mono text-xs text-muted">{formatBytes(file.size)}</span>
      </p>
      {choose}
    </div>
  )
}

type ChosenFileProps = { file: File | null; look: FileLook | null; onFile: (file: File) => void }

/** Where a file is dropped or chosen, and what can be said of it before it is sent. */
export function ChosenFile({ file, look, onFile }: ChosenFileProps) {
  return (
    <FileDrop
      label={file ? 'Choose another' : 'Choose a file'}
      what="the import"
      accept={acceptedFiles}
      size="md"
      disabled={false}
      onFile={onFile}
    >
      {(choose) => (
        <div data-drop="" className="flex flex-col gap-3">
          <div className="flex min-h-36 flex-col items-center justify-center gap-3 rounded-box border border-dashed border-line-strong p-4 text-center text-sm">
            {file ? (
              <Facts file={file} choose={choose} />
            ) : (
              <>
                <p className="font-medium">Drop a CSV file or an Excel workbook here</p>
                {choose}
                <p className="max-w-prose text-xs text-muted">
                  CSV with comma, semicolon or tab in UTF-8, UTF-16 or Windows-1252, up to{' '}
                  {formatBytes(importLimits.fileBytes)}; a workbook (.xlsx) up to{' '}
                  {formatBytes(importLimits.workbookBytes)}; {formatNumber(importLimits.rows)} rows at most.
                </p>
              </>
            )}
            {look && look.lines.length > 0 ? <Begins lines={look.lines} /> : null}
            {look?.isWorkbook && !look.refused ? (
              <p className="text-xs text-muted">
                A workbook: its first visible sheet is read. Another can be chosen after the upload.
              </p>
            ) : null}
          </div>
          {look?.refused ? <Notice tone="failed" title={look.refused} /> : null}
          {look?.warning ? (
            <Notice tone="warning" title={look.warning}>
              <p>You can upload it all the same: the check decides, and says what it found.</p>
            </Notice>
          ) : null}
        </div>
      )}
    </FileDrop>
  )
}

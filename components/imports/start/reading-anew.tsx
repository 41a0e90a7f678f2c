'use client'

import { useState } from 'react'
import type { ImportChoices, MailboxImport } from '@/lib/imports/schema'
import { type Reading, ReadingFields, SheetField, toChoices } from './reading-fields'

/** How the file is to be read; `anew` is what to tell the console, null while that is as before. */
export function useReading({ choices, found }: Pick<MailboxImport, 'choices' | 'found'>) {
  const [wantedText, setText] = useState<Reading | null>(null)
  const [wantedSheet, setSheet] = useState<string | null>(null)
  const before: Reading = {
    encoding: choices.encoding ?? found?.encoding ?? '',
    delimiter: choices.delimiter ?? found?.delimiter ?? '',
  }
  const text = wantedText ?? before
  const isTextAsBefore = text.encoding === before.encoding && text.delimiter === before.delimiter
  const sheet = wantedSheet ?? found?.sheet ?? ''
  const anew: ImportChoices | null = found?.sheets
    ? sheet === found.sheet
      ? null
      : { sheet }
    : isTextAsBefore
      ? null
      : toChoices(text)
  return { text, setText, sheet, setSheet, sheets: found?.sheets ?? null, anew }
}

type ReadingAnewProps = { reading: ReturnType<typeof useReading>; open: boolean; disabled: boolean }

/** Where a person says that the file is to be read otherwise: which sheet of a workbook, or how a text is written. */
export function ReadingAnew({ reading, open, disabled }: ReadingAnewProps) {
  const { text, setText, sheet, setSheet, sheets } = reading
  return (
    <details className="text-sm" open={open || undefined}>
      <summary className="mb-2 cursor-pointer font-medium">If it reads wrongly</summary>
      {sheets ? (
        <SheetField sheet={sheet} sheets={sheets} disabled={disabled} onChange={setSheet} />
      ) : (
        <ReadingFields
          reading={text}
          unsaid={text.encoding && text.delimiter ? null : 'Not known'}
          disabled={disabled}
          onChange={setText}
        />
      )}
    </details>
  )
}

'use client'

import { Upload } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ImportChoices } from '@/lib/imports/schema'
import { ChosenFile, useFileLook } from './chosen-file'
import { OwnerField } from './owner-field'
import { type Reading, ReadingFields, toChoices } from './reading-fields'

type StartFormProps = { onSend: (file: File, choices: ImportChoices) => void }

/** The file, and what may have to be said of it. */
export function StartForm({ onSend }: StartFormProps) {
  const [file, setFile] = useState<File | null>(null)
  const [owner, setOwner] = useState('')
  const [reading, setReading] = useState<Reading>({ encoding: '', delimiter: '' })
  const [missing, setMissing] = useState(false)
  const look = useFileLook(file, reading.encoding || null)
  const newOwner = owner.trim()

  function submit() {
    if (!file) return setMissing(true)
    if (look?.refused) return
    onSend(file, { ...(look?.isWorkbook ? {} : toChoices(reading)), ...(newOwner && { newOwner }) })
  }
  return (
    <form
      aria-label="Import a file"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ChosenFile
        file={file}
        look={look}
        onFile={(chosen) => {
          setFile(chosen)
          setMissing(false)
        }}
      />
      <p role="alert" className="text-xs text-failing-text empty:hidden">
        {missing ? 'Choose the file first.' : ''}
      </p>
      <OwnerField owner={owner} onChange={setOwner} />
      {look?.isWorkbook ? null : (
        <details className="text-sm">
          <summary className="mb-2 cursor-pointer font-medium">If it reads wrongly</summary>
          <ReadingFields reading={reading} unsaid="Found out from the file" onChange={setReading} />
        </details>
      )}
      <div className="flex flex-wrap items-center gap-3 border-t pt-4">
        <Button
          type="submit"
          variant="primary"
          disabled={look?.refused != null}
          icon={<Upload aria-hidden className="size-4" />}
        >
          Upload and check
        </Button>
        <p className="text-xs text-muted">No mailbox changes before you have seen what would, and confirmed it.</p>
      </div>
    </form>
  )
}

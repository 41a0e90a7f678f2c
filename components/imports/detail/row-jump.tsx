'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { formatNumber } from '@/lib/format/number'

type RowJumpProps = { rows: number; onJump: (row: number) => void }

/** Leads to a row by its number; in a part of the rows, to the first one from there on. */
export function RowJump({ rows, onJump }: RowJumpProps) {
  const [text, setText] = useState('')
  const row = /^\d{1,9}$/.test(text.trim()) ? Number.parseInt(text, 10) : 0
  const isRow = row >= 1 && row <= rows
  const isWrong = text.trim() !== '' && !isRow

  function jump(event: FormEvent) {
    event.preventDefault()
    if (isRow) onJump(row)
  }

  return (
    <form onSubmit={jump} className="flex items-center gap-1.5">
      <Input
        inputMode="numeric"
        aria-label="Go to row"
        aria-invalid={isWrong || undefined}
        placeholder={`Row 1 to ${formatNumber(rows)}`}
        title={isWrong ? `There are rows 1 to ${formatNumber(rows)}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-36"
      />
      <Button type="submit" disabled={!isRow}>
        Go
      </Button>
    </form>
  )
}

'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

type SaveBarProps = {
  /** How many fields differ from what is saved. */
  changes: number
  busy: boolean
  /** Why saving must wait, for instance until a conflict is decided; null when it need not. */
  waitsFor: string | null
  onSave: () => void
  onDiscard: () => void
}

/** Ctrl/⌘-S saves wherever the focus is; the browser's own "save page" is never what somebody in a form wants. */
function useSaveKey(save: () => void) {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Stands at the lower edge of the window while a form of the page has unsaved changes. */
export function SaveBar({ changes, busy, waitsFor, onSave, onDiscard }: SaveBarProps) {
  const ready = changes > 0 && !busy && waitsFor === null
  useSaveKey(() => {
    if (ready) onSave()
  })
  if (changes === 0) return null
  return (
    <section
      aria-label="Unsaved changes"
      className="sticky bottom-0 z-10 -mx-4 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line-strong bg-raised px-4 py-2 lg:-mx-6 lg:px-6"
    >
      <p role="status" className="min-w-0 flex-1 basis-40 text-sm">
        {waitsFor ?? (changes === 1 ? '1 unsaved change' : `${changes} unsaved changes`)}
      </p>
      <span aria-hidden className="hidden items-center gap-1 text-xs text-faint sm:flex">
        <Kbd>Ctrl</Kbd>
        <Kbd>S</Kbd>
      </span>
      <Button onClick={onDiscard} disabled={busy}>
        Discard
      </Button>
      <Button variant="primary" busy={busy} disabled={waitsFor !== null} onClick={onSave}>
        Save
      </Button>
    </section>
  )
}

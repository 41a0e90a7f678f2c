'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLazyModule } from '@/components/ui/use-lazy-module'
import type { EditorComplaint } from './editor-extensions'

const loadEditor = () => import('./promql-code-mirror')

type PromqlEditorProps = {
  value: string
  onChange: (text: string) => void
  onRun: () => void
  complaint: EditorComplaint | null
  region: string | null
}

const label = 'PromQL expression'
const hint = 'Write an expression, or choose a metric'

/** The expression. A plain field until the editor is there; both show the same text, and the caret stays where it is. */
export function PromqlEditor(props: PromqlEditorProps) {
  const [editor, ensure] = useLazyModule(loadEditor)
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [ready, setReady] = useState(false)
  const describedBy = useId()

  useEffect(() => {
    void ensure().then((loaded) => {
      if (!loaded) return
      const plain = field.current
      if (plain && document.activeElement === plain) setCaret(plain.selectionStart)
      setReady(true)
    })
  }, [ensure])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    props.onRun()
  }

  return (
    <div
      data-editor={editor && ready ? 'ready' : 'plain'}
      className="min-w-0 flex-1 overflow-hidden rounded-box border border-line-strong bg-surface focus-within:outline-2 focus-within:outline-accent"
    >
      {editor && ready ? (
        <editor.PromqlCodeMirror {...props} label={label} hint={hint} describedBy={describedBy} caret={caret} />
      ) : (
        <textarea
          ref={field}
          aria-label={label}
          aria-describedby={describedBy}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={hint}
          spellCheck={false}
          rows={Math.max(1, props.value.split('\n').length)}
          className="mono block max-h-48 w-full resize-none px-2.5 py-1.5 text-sm leading-[1.5] placeholder:text-faint outline-none"
        />
      )}
      <p id={describedBy} className="sr-only">
        Enter runs it, Shift and Enter start a new line. Escape closes suggestions, then Tab leaves the field.
      </p>
    </div>
  )
}

'use client'

import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { type EditorComplaint, editorExtensions, setComplaint } from './editor-extensions'

export type PromqlCodeMirrorProps = {
  value: string
  onChange: (text: string) => void
  onRun: () => void
  complaint: EditorComplaint | null
  region: string | null
  label: string
  hint: string
  describedBy: string
  /** Where the caret stood in the plain field before, when it had the focus. */
  caret: number | null
}

/** The editor itself. Loaded on its own, so that it is no part of the page's first load. */
export function PromqlCodeMirror(props: PromqlCodeMirrorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const { value, complaint, region, label, hint, describedBy } = props

  useLayoutEffect(() => {
    latest.current = props
  })

  useLayoutEffect(() => {
    if (!host.current) return
    const { value: doc, caret } = latest.current
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc,
        selection: { anchor: Math.min(caret ?? doc.length, doc.length) },
        extensions: editorExtensions({
          region,
          label,
          hint,
          describedBy,
          onChange: (text) => latest.current.onChange(text),
          onRun: () => latest.current.onRun(),
        }),
      }),
    })
    if (caret !== null) made.focus()
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [region, label, hint, describedBy])

  useEffect(() => {
    const shown = view.current
    if (!shown || shown.state.doc.toString() === value) return
    shown.dispatch({
      changes: { from: 0, to: shown.state.doc.length, insert: value },
      selection: { anchor: value.length },
    })
  }, [value])

  useEffect(() => {
    view.current?.dispatch({ effects: setComplaint.of(complaint) })
  }, [complaint])

  return <div ref={host} />
}

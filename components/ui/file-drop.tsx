'use client'

import { Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './button'
import type { ButtonSize } from './button-class'
import { classNames } from './class-names'

type FileDropProps = {
  /** What the button does: "Upload" or "Replace". */
  label: string
  /** What it is about, for those who hear the button alone. */
  what: string
  /** Name of the file input; "File for …" by default. */
  inputLabel?: string
  /** A help for the dialog only; what a file is, its content tells. */
  accept: string
  primary?: boolean
  size?: ButtonSize
  disabled: boolean
  onFile: (file: File) => void
  children: (choose: ReactNode) => ReactNode
}

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Takes a file that is dropped anywhere on its children, or chosen with a button that it hands them. */
export function FileDrop({
  label,
  what,
  inputLabel,
  accept,
  primary = false,
  size = 'sm',
  disabled,
  onFile,
  children,
}: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const inputId = useId()
  const [over, setOver] = useState(false)
  const choose = (
    <>
      <Button
        variant={primary ? 'primary' : 'secondary'}
        size={size}
        disabled={disabled}
        icon={<Upload aria-hidden className="size-3.5" />}
        aria-label={`${label} ${what}`}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <label htmlFor={inputId} className="sr-only">
        {inputLabel ?? `File for ${what}`}
      </label>
      <input
        ref={input}
        id={inputId}
        type="file"
        accept={accept}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // So that the same file can be chosen again after it was changed.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is for everybody.
    <div
      className={classNames('rounded-box', over && 'outline-2 outline-offset-2 outline-accent')}
      onDragOver={(event) => {
        if (disabled || !hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (disabled || !hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      {children(choose)}
    </div>
  )
}

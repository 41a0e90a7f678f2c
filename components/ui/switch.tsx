'use client'

import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

type SwitchProps = {
  label: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** On or off, in force at once. For a choice that waits for "Save", use Checkbox. */
export function Switch({ label, checked, onCheckedChange, disabled, className }: SwitchProps) {
  const id = useId()
  return (
    <span className={classNames('inline-flex items-center gap-2 text-sm', className)}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className={classNames(
          'relative h-5 w-9 shrink-0 appearance-none rounded-full border border-line-strong bg-sunken transition-colors',
          'before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-line-strong before:transition-transform',
          'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent disabled:opacity-55',
        )}
      />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}

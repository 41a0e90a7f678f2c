'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange' | 'id'> & {
  label: ReactNode
  /** `mixed` when it stands for several that differ. */
  checked: boolean | 'mixed'
  onCheckedChange: (checked: boolean) => void
  /** Keeps the label for screen readers only, as in a table's selection column. */
  labelHidden?: boolean
}

export function Checkbox({ label, checked, onCheckedChange, labelHidden, className, ...rest }: CheckboxProps) {
  const id = useId()
  return (
    <span className={classNames('inline-flex items-center gap-2 text-sm', className)}>
      <input
        id={id}
        type="checkbox"
        ref={(element) => {
          if (element) element.indeterminate = checked === 'mixed'
        }}
        checked={checked === true}
        onChange={(event) => onCheckedChange(event.target.checked)}
        className="size-4 shrink-0 rounded-inner accent-accent"
        {...rest}
      />
      <label htmlFor={id} className={labelHidden ? 'sr-only' : undefined}>
        {label}
      </label>
    </span>
  )
}

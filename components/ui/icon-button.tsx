'use client'

import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { classNames } from './class-names'
import { Tooltip } from './tooltip'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** What it does, as a verb: the name for screen readers and the tooltip. */
  label: string
  icon: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

/** A square button with an icon only; its name shows as a tooltip. */
export function IconButton({ label, icon, variant = 'quiet', size, tooltipSide, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} side={tooltipSide}>
      <button
        type="button"
        aria-label={label}
        className={classNames(buttonClass(variant, size, true), className)}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}

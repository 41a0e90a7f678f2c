'use client'

import { cloneElement, type ReactElement } from 'react'
import type { Side } from './tip-placement'

type TooltipProps = {
  text: string
  /** One element that can take focus, with a name of its own; it must pass on data attributes. */
  children: ReactElement<Record<string, unknown>>
  side?: Side
}

/** Explains the one control inside, on hover and on keyboard focus. Never the only place of a fact: screen readers get the name. */
export function Tooltip({ text, children, side }: TooltipProps) {
  return cloneElement(children, { 'data-tip': text, 'data-tip-side': side })
}

import type { CSSProperties, ReactNode, Ref } from 'react'
import { classNames } from './class-names'

type ScrollAreaProps = {
  label: string
  /** False when links or buttons inside take the focus already. */
  focusable?: boolean
  className?: string
  style?: CSSProperties
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/** A part of the page that scrolls by itself, with a name, and in reach of the keyboard (WCAG 2.1.1). */
export function ScrollArea({ label, focusable = true, className, style, ref, children }: ScrollAreaProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // -1: a script may still hold the focus here.
      tabIndex={focusable ? 0 : -1}
      className={classNames('overflow-auto focus-visible:-outline-offset-2', className)}
      style={style}
    >
      {children}
    </section>
  )
}

import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { classNames } from './class-names'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode }

type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Shows a spinner in place of the icon and refuses further presses; the label stays, so nothing moves. */
    busy?: boolean
  }

/** A button whose text is a verb. `type` is `button` unless told otherwise: a form submits only on purpose. */
export function Button({ variant, size, icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      className={classNames(buttonClass(variant, size), className)}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden className="turn size-4" /> : icon}
      {children}
    </button>
  )
}

type LinkButtonProps = ComponentProps<typeof Link> & Look

/** A link that looks like a button: it goes somewhere, it does not act. */
export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={classNames(buttonClass(variant, size), className)} {...rest}>
      {icon}
      {children}
    </Link>
  )
}

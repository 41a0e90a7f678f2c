'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { LinkButton } from '@/components/ui/button'

type SignInLinkProps = {
  /** Signs in in another tab: what this one holds, such as a chosen file, does not outlive leaving it. */
  elsewhere?: boolean
}

/** Leads to signing in and back to this very view; drafts wait in the tab. */
export function SignInLink({ elsewhere = false }: SignInLinkProps) {
  const pathname = usePathname()
  const search = useSearchParams().toString()
  const back = search === '' ? pathname : `${pathname}?${search}`
  return (
    <LinkButton
      size="sm"
      variant="primary"
      href={`/sign-in?${new URLSearchParams({ callbackUrl: back })}`}
      target={elsewhere ? '_blank' : undefined}
    >
      {elsewhere ? 'Sign in in another tab' : 'Sign in'}
    </LinkButton>
  )
}

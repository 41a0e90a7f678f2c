'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { LinkButton } from '@/components/ui/button'

/** Leads to signing in and back to this very view; drafts wait in the tab. */
export function SignInLink() {
  const pathname = usePathname()
  const search = useSearchParams().toString()
  const back = search === '' ? pathname : `${pathname}?${search}`
  return (
    <LinkButton size="sm" variant="primary" href={`/sign-in?${new URLSearchParams({ callbackUrl: back })}`}>
      Sign in
    </LinkButton>
  )
}

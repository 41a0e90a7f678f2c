'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { leavesPage } from './leaves-page'

/** The link of this page that a plain click follows; null for clicks that leave the page where it is (a new tab, a download). */
function followedLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.hasAttribute('download') || (link.target !== '' && link.target !== '_self')) return null
  return link
}

type LeaveGuardProps = {
  active: boolean
  /** What leaving would end; unsaved changes by default. */
  title?: string
  touches?: string
}

const unsaved =
  'Your changes are not saved. They wait in this tab and are here again when you come back, until you close it.'

/**
 * Asks before somebody leaves a page with unsaved changes or work under way: by the browser's own question on closing and reloading, by ours on following a
 * link. What was typed waits in the tab either way; signing in again is no leaving.
 */
export function LeaveGuard({ active, title = 'Leave without saving?', touches = unsaved }: LeaveGuardProps) {
  const router = useRouter()
  const [wanted, setWanted] = useState<string | null>(null)

  useEffect(() => {
    if (!active) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = followedLink(event)
      if (!link || !leavesPage(link.href, window.location.href)) return
      event.preventDefault()
      event.stopPropagation()
      setWanted(link.href)
    }
    window.addEventListener('beforeunload', onUnload)
    // Before React sees the click: Next's links act in React's own handlers.
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [active])

  return (
    <ConfirmDialog
      open={wanted !== null}
      onOpenChange={(open) => !open && setWanted(null)}
      title={title}
      touches={touches}
      confirmLabel="Leave"
      onConfirm={() => {
        if (wanted === null) return
        const { pathname, search, hash } = new URL(wanted)
        router.push(`${pathname}${search}${hash}`)
      }}
    />
  )
}

'use client'

import { Globe, Keyboard, Link2, LogOut } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useTimeZone } from '@/components/ui/time-zone'
import { useToast } from '@/components/ui/toast'
import { signOutHere } from './sign-out'
import { themes } from './theme-menu'

/** What the palette can do beside going somewhere. Each action closes it first. */
export function usePaletteActions(onHelp: () => void, close: () => void) {
  const { setTheme } = useTheme()
  const { utc, setUtc } = useTimeZone()
  const toast = useToast()

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(window.location.href)
      toast({ tone: 'done', title: 'Link copied', text: 'It opens this view with its filters and range.' })
    } catch {
      toast({ tone: 'failed', title: 'The browser refused to copy', text: 'Copy it from the address bar.' })
    }
  }

  const after = (act: () => void) => () => {
    close()
    act()
  }
  const icon = 'size-4'
  return [
    {
      id: 'copy-link',
      label: 'Copy a link to this view',
      icon: <Link2 aria-hidden className={icon} />,
      run: after(() => void copyLink()),
    },
    ...themes.map(({ id, label, icon: Icon }) => ({
      id: `theme-${id}`,
      label: `Theme: ${label.toLowerCase()}`,
      icon: <Icon aria-hidden className={icon} />,
      run: after(() => setTheme(id)),
    })),
    {
      id: 'utc',
      label: utc ? 'Show times in my zone' : 'Show times in UTC',
      icon: <Globe aria-hidden className={icon} />,
      run: after(() => setUtc(!utc)),
    },
    {
      id: 'help',
      label: 'Show the keyboard shortcuts',
      icon: <Keyboard aria-hidden className={icon} />,
      run: after(onHelp),
    },
    {
      id: 'sign-out',
      label: 'Sign out',
      icon: <LogOut aria-hidden className={icon} />,
      run: after(() => void signOutHere()),
    },
  ]
}

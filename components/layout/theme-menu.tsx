'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuCheckboxItem } from '@/components/ui/menu'

export const themes = [
  { id: 'light', label: 'Light', icon: Sun },
  { id: 'dark', label: 'Dark', icon: Moon },
  { id: 'system', label: 'As the system', icon: Monitor },
] as const

/** Light, dark or as the system. The icon follows the page by CSS, so the server needs not know the theme. */
export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  const trigger = (
    <button type="button" aria-label="Choose the theme" title="Theme" className={buttonClass('quiet', 'md', true)}>
      <Sun aria-hidden className="size-4 dark:hidden" />
      <Moon aria-hidden className="hidden size-4 dark:block" />
    </button>
  )
  return (
    <Menu trigger={trigger} label="Theme">
      {themes.map(({ id, label, icon: Icon }) => (
        <MenuCheckboxItem key={id} checked={theme === id} onCheckedChange={() => setTheme(id)}>
          <Icon aria-hidden className="size-4 text-muted" />
          {label}
        </MenuCheckboxItem>
      ))}
    </Menu>
  )
}

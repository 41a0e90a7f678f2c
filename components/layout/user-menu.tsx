'use client'

import { KeyRound, LogOut, UserRound } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { signOutHere } from './sign-out'

// Loaded when first opened: it belongs to no page's first paint.
const OwnPasswordDialog = dynamic(
  () => import('@/components/access/own-password-dialog').then((module) => module.OwnPasswordDialog),
  { ssr: false },
)

export type ShellUser = { name: string; email: string; roles: readonly string[] }

/** Who is signed in, with which roles, their password, and the way out. */
export function UserMenu({ user }: { user: ShellUser }) {
  const [changing, setChanging] = useState(false)
  const trigger = (
    <button type="button" aria-label={`Signed in as ${user.name}`} className={buttonClass('quiet', 'md')}>
      <UserRound aria-hidden className="size-4" />
      <span className="max-w-32 truncate max-lg:hidden">{user.name}</span>
    </button>
  )
  return (
    <>
      <Menu trigger={trigger} label="Account">
        <div className="flex max-w-64 flex-col gap-1 px-2 py-1.5">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-xs text-muted">{user.email}</p>
          <p className="flex flex-wrap gap-1">
            {user.roles.map((role) => (
              <Badge key={role}>{role}</Badge>
            ))}
          </p>
        </div>
        <MenuSeparator />
        <MenuItem icon={<KeyRound aria-hidden className="size-4" />} onSelect={() => setChanging(true)}>
          Change password
        </MenuItem>
        <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => void signOutHere()}>
          Sign out
        </MenuItem>
      </Menu>
      {changing ? <OwnPasswordDialog email={user.email} onClose={() => setChanging(false)} /> : null}
    </>
  )
}

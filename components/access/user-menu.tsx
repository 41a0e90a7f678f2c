'use client'

import { Ellipsis, KeyRound, Pencil, ScrollText, UserCheck, UserX } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import type { User } from '@/lib/access/schema'

export type UserAct = 'edit' | 'reset-password' | 'disable' | 'enable'

type AccountMenuProps = {
  user: User
  /** True when disabling it would leave nobody to let others in. */
  isLastAdministrator: boolean
  onAct: (act: UserAct) => void
}

const icon = 'size-4'

export function AccountMenu({ user, isLastAdministrator, onAct }: AccountMenuProps) {
  const trigger = (
    <button type="button" aria-label={`Acts on ${user.name}`} className={buttonClass('quiet', 'sm', true)}>
      <Ellipsis aria-hidden className={icon} />
    </button>
  )
  return (
    <Menu trigger={trigger} label={`Acts on ${user.name}`}>
      <MenuItem icon={<Pencil aria-hidden className={icon} />} onSelect={() => onAct('edit')}>
        Change name and roles
      </MenuItem>
      <MenuItem icon={<KeyRound aria-hidden className={icon} />} onSelect={() => onAct('reset-password')}>
        Reset password
      </MenuItem>
      <MenuLink
        href={`/audit?${new URLSearchParams({ entityType: 'user', entityId: user.id })}`}
        icon={<ScrollText aria-hidden className={icon} />}
      >
        What was done to it
      </MenuLink>
      <MenuSeparator />
      {user.disabledAt === null ? (
        <MenuItem
          tone="danger"
          disabled={isLastAdministrator}
          icon={<UserX aria-hidden className={icon} />}
          onSelect={() => onAct('disable')}
        >
          {isLastAdministrator ? 'Disable (the last administrator)' : 'Disable'}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserCheck aria-hidden className={icon} />} onSelect={() => onAct('enable')}>
          Enable
        </MenuItem>
      )}
    </Menu>
  )
}

'use client'

import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/status/status-badge'
import { Badge } from '@/components/ui/badge'
import { useClock } from '@/components/ui/clock'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { RelativeTime } from '@/components/ui/relative-time'
import { roleTexts } from '@/lib/access/model'
import type { User } from '@/lib/access/schema'
import { accountLook } from './account-status'

function AccountStatus({ user }: { user: User }) {
  // A rest ends by itself, so the word follows the clock.
  const label = useClock((nowMs) => accountLook(user, nowMs).label)
  const status = useClock((nowMs) => accountLook(user, nowMs).status)
  const title = label === 'Resting' ? 'Too many wrong passwords; it wakes by itself.' : undefined
  return <StatusBadge status={status} label={label} title={title} />
}

const rolesText = (user: User) => user.roles.map((role) => roleTexts[role].name).join(', ')

/** The columns of the accounts; `menu` draws what can be done with one. */
export function userColumns(menu: (user: User) => ReactNode): DataTableColumn<User>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      priority: 1,
      hideable: false,
      value: (user) => user.name,
      cell: (user) => <span className="block truncate font-medium">{user.name}</span>,
    },
    {
      id: 'email',
      header: 'E-mail address',
      priority: 2,
      value: (user) => user.email,
      cell: (user) => <span className="block truncate">{user.email}</span>,
    },
    {
      id: 'status',
      header: 'Status',
      width: 116,
      priority: 1,
      value: (user) => accountLook(user, Date.now()).label,
      cell: (user) => <AccountStatus user={user} />,
    },
    {
      id: 'roles',
      header: 'Roles',
      width: 300,
      priority: 2,
      value: rolesText,
      cell: (user) => (
        <span className="flex min-w-0 gap-1 overflow-hidden" title={rolesText(user)}>
          {user.roles.map((role) => (
            <Badge key={role} tone={role === 'administrator' ? 'accent' : 'neutral'}>
              {roleTexts[role].name}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: 'last-sign-in',
      header: 'Last sign-in',
      width: 120,
      align: 'end',
      priority: 3,
      firstSort: 'desc',
      value: (user) => user.lastSignInAt,
      cell: (user) => <RelativeTime at={user.lastSignInAt} reason="Has never signed in" />,
    },
    {
      id: 'acts',
      header: 'Acts',
      width: 64,
      align: 'end',
      priority: 1,
      sortable: false,
      hideable: false,
      value: () => null,
      cell: (user) => <span className="relative z-10 inline-flex">{menu(user)}</span>,
    },
  ]
}

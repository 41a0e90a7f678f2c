'use client'

import { Ellipsis, Pause, Pencil, Play, Plus, ScrollText, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { usePreload } from '@/components/ui/use-preload'
import type { TenantRow } from '@/lib/tenants/schema'
import type { TenantActDialogProps } from './open-tenant-act-dialog'
import { tenantName } from './tenant-words'
import type { TenantAct } from './use-tenant-acts'

// With the form's own code, which no page needs before somebody acts.
const loadDialog = () => import('./open-tenant-act-dialog').then((module) => module.OpenTenantActDialog)
const OpenTenantActDialog = dynamic(loadDialog, { ssr: false })

/** The dialog that the address asks for. */
export function TenantActDialog(props: TenantActDialogProps) {
  usePreload(loadDialog)
  return props.acts.act === null ? null : <OpenTenantActDialog {...props} />
}

type TenantMenuProps = { row: TenantRow; onAct: (act: TenantAct) => void; canReadAudit: boolean }

const icon = 'size-4'

/** What an administrator can do with a tenant. */
export function TenantMenu({ row, onAct, canReadAudit }: TenantMenuProps) {
  const label = `Acts on ${tenantName(row)}`
  const trigger = (
    <button type="button" aria-label={label} className={buttonClass('quiet', 'sm', true)}>
      <Ellipsis aria-hidden className={icon} />
    </button>
  )
  const audit = canReadAudit ? (
    <MenuLink
      href={`/audit?${new URLSearchParams({ entityType: 'tenant', entityId: row.id })}`}
      icon={<ScrollText aria-hidden className={icon} />}
    >
      What was done to it
    </MenuLink>
  ) : null
  if (row.version === null) {
    return (
      <Menu trigger={trigger} label={label}>
        <MenuItem
          icon={<Plus aria-hidden className={icon} />}
          disabled={row.registered === null}
          onSelect={() => onAct('add')}
        >
          {row.registered === null ? 'Not known now whether it is registered' : 'Add it to the console'}
        </MenuItem>
        {audit}
      </Menu>
    )
  }
  return (
    <Menu trigger={trigger} label={label}>
      <MenuItem icon={<Pencil aria-hidden className={icon} />} onSelect={() => onAct('edit')}>
        Change
      </MenuItem>
      {row.enabled ? (
        <MenuItem icon={<Pause aria-hidden className={icon} />} onSelect={() => onAct('disable')}>
          Switch checks off
        </MenuItem>
      ) : (
        <MenuItem icon={<Play aria-hidden className={icon} />} onSelect={() => onAct('enable')}>
          Switch checks on
        </MenuItem>
      )}
      {audit}
      <MenuSeparator />
      <MenuItem tone="danger" icon={<Trash2 aria-hidden className={icon} />} onSelect={() => onAct('delete')}>
        Delete
      </MenuItem>
    </Menu>
  )
}

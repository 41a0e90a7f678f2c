'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Pause, Pencil, Play, Plus, ScrollText, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { usePreload } from '@/components/ui/use-preload'
import { tenantQuery } from '@/lib/tenants/queries'
import type { TenantRow } from '@/lib/tenants/schema'
import { confirmedActs, TenantConfirm } from './tenant-confirm'
import { tenantName } from './tenant-words'

// With the form's own code, which no page needs before somebody writes.
const loadTenantDialog = () => import('./tenant-dialog').then((module) => module.TenantDialog)
const TenantDialog = dynamic(loadTenantDialog, { ssr: false })

const acts = ['add', 'edit', ...confirmedActs] as const
export type TenantAct = (typeof acts)[number]

const actParams = { act: parseAsStringLiteral(acts), on: parseAsString.withDefault('') }

/** The open dialog stands in the address, so that signing in again leads back to it and to what was typed. */
export function useTenantActs() {
  const [{ act, on }, setParams] = useQueryStates(actParams)
  const open = useCallback((next: TenantAct, id = '') => void setParams({ act: next, on: id || null }), [setParams])
  const close = useCallback(() => void setParams({ act: null, on: null }), [setParams])
  /** `on`: id of the tenant that the dialog is about; empty for a new one. */
  return { act, on, open, close }
}

const done: Readonly<Record<TenantAct, (name: string) => string>> = {
  add: (name) => `Added ${name}`,
  edit: (name) => `Saved ${name}`,
  enable: (name) => `Switched the checks of ${name} on`,
  disable: (name) => `Switched the checks of ${name} off`,
  delete: (name) => `Deleted ${name}`,
}

type TenantActDialogProps = {
  acts: ReturnType<typeof useTenantActs>
  /** The tenant that `acts.on` names, when it is known here. */
  row: TenantRow | undefined
  regions: readonly string[]
  clouds: readonly string[]
  /** After the act is done and told, for instance to leave the page of what is deleted. */
  onDone?: (act: TenantAct, id: string) => void
}

/** The dialog that the address asks for. */
export function TenantActDialog({ acts: state, row, regions, clouds, onDone }: TenantActDialogProps) {
  const client = useQueryClient()
  const toast = useToast()
  usePreload(loadTenantDialog)
  const { act, close } = state
  if (act === null) return null

  function finish(finished: TenantAct, id: string, name: string) {
    close()
    toast({ tone: 'done', title: done[finished](name) })
    void client.invalidateQueries({ queryKey: ['tenants'] })
    if (finished !== 'delete') void client.invalidateQueries({ queryKey: tenantQuery(id).queryKey })
    onDone?.(finished, id)
  }

  if (act === 'add' || (act === 'edit' && row && row.version !== null)) {
    const about = act === 'add' && row?.version != null ? null : (row ?? null)
    return (
      <TenantDialog
        key={`${act} ${about?.id ?? ''}`}
        row={about}
        regions={regions}
        clouds={clouds}
        onClose={close}
        onSaved={(saved) => finish(act, saved.id, saved.name)}
      />
    )
  }
  const confirmed = confirmedActs.find((candidate) => candidate === act)
  if (!confirmed || !row || row.version === null) return null
  return (
    <TenantConfirm
      act={confirmed}
      row={row}
      version={row.version}
      onClose={close}
      onDone={() => finish(confirmed, row.id, tenantName(row))}
    />
  )
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

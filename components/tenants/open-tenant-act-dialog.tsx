'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/toast'
import { tenantQuery } from '@/lib/tenants/queries'
import type { TenantRow } from '@/lib/tenants/schema'
import { TenantConfirm } from './tenant-confirm'
import { TenantDialog } from './tenant-dialog'
import { tenantName } from './tenant-words'
import { confirmedActs, type TenantAct, type TenantActs } from './use-tenant-acts'

const done: Readonly<Record<TenantAct, (name: string) => string>> = {
  add: (name) => `Added ${name}`,
  edit: (name) => `Saved ${name}`,
  enable: (name) => `Switched the checks of ${name} on`,
  disable: (name) => `Switched the checks of ${name} off`,
  delete: (name) => `Deleted ${name}`,
}

export type TenantActDialogProps = {
  acts: TenantActs
  /** The tenant that `acts.on` names, when it is known here. */
  row: TenantRow | undefined
  regions: readonly string[]
  clouds: readonly string[]
  /** After the act is done and told, for instance to leave the page of what is deleted. */
  onDone?: (act: TenantAct, id: string) => void
}

/** What `TenantActDialog` loads when the browser is idle, or when an act is asked for. */
export function OpenTenantActDialog({ acts: state, row, regions, clouds, onDone }: TenantActDialogProps) {
  const client = useQueryClient()
  const toast = useToast()
  const { act, close } = state
  if (act === null) return null

  function finish(finished: TenantAct, { id, name }: { id: string; name: string }, typedOn = false) {
    if (!typedOn) close()
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
        onSaved={(saved, typedOn) => finish(act, saved, typedOn && act === 'edit')}
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
      onDone={() => finish(confirmed, { id: row.id, name: tenantName(row) })}
    />
  )
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { Controller } from 'react-hook-form'
import { ConflictPanel } from '@/components/forms/conflict-panel'
import { DraftNotice } from '@/components/forms/draft-notice'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { useEntityForm } from '@/components/forms/use-entity-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { createTenantCall, tenantQuery, updateTenantCall } from '@/lib/tenants/queries'
import type { CreateTenant, Tenant, TenantRow } from '@/lib/tenants/schema'
import { TenantFields } from './tenant-fields'
import {
  formatTenantField,
  type TenantFormValues,
  tenantFieldLabels,
  tenantFormSchema,
  toFormValues,
} from './tenant-form-schema'
import { tenantName } from './tenant-words'

type TenantDialogProps = {
  /** The tenant to change, or one that only Prometheus knows and that is to be added; null starts empty. */
  row: TenantRow | null
  regions: readonly string[]
  clouds: readonly string[]
  onClose: () => void
  onSaved: (saved: Tenant) => void
}

/** Adds a tenant or changes one. Whatever happens while saving, the dialog stays open with what was typed. */
export function TenantDialog({ row, regions, clouds, onClose, onSaved }: TenantDialogProps) {
  const client = useQueryClient()
  const formId = useId()
  const isNew = row?.version == null
  const onlyRegion = regions.length === 1 ? regions[0] : undefined
  const entity = useEntityForm<TenantFormValues, CreateTenant, Tenant>({
    draftKey: isNew ? `tenant.new.${row?.id ?? ''}` : `tenant.${row.id}`,
    schema: tenantFormSchema,
    initial: row ? toFormValues(row) : { ...toFormValues(null), region: onlyRegion ?? '' },
    version: row?.version ?? null,
    save: ({ id, ...change }, version) =>
      version === null ? createTenantCall({ id, ...change }) : updateTenantCall(id, version, change),
    reread: isNew
      ? undefined
      : async () => {
          const { tenant } = await client.fetchQuery({ ...tenantQuery(row.id), staleTime: 0 })
          if (tenant.version === null) throw new Error('not in the database now')
          return { values: toFormValues(tenant), version: tenant.version }
        },
    onSaved,
  })
  const { failure, conflict, restoredAt } = entity
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? 'Add a tenant' : `Change ${tenantName(row)}`}
      description={
        isNew
          ? 'Its portal is probed from then on, and its status appears within a minute.'
          : 'The change is written to the audit log.'
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={formId} variant="primary" busy={entity.busy} disabled={conflict !== null}>
            {isNew ? 'Add tenant' : 'Save changes'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          entity.submit()
        }}
      >
        {failure ? <SaveFailureNotice failure={failure} /> : null}
        {restoredAt && !failure && !conflict ? <DraftNotice savedAt={restoredAt} onDiscard={entity.discard} /> : null}
        {conflict ? (
          <ConflictPanel
            changed={conflict}
            labels={tenantFieldLabels}
            format={formatTenantField}
            onMerge={(chosen) => entity.merge(conflict, chosen)}
          />
        ) : (
          <Controller
            control={entity.form.control}
            name="enabled"
            render={({ field }) => (
              <TenantFields
                form={entity.form}
                isNew={isNew}
                regions={regions}
                clouds={clouds}
                enabled={field.value}
                onEnabledChange={field.onChange}
              />
            )}
          />
        )}
      </form>
    </Dialog>
  )
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { EntityFormDialog } from '@/components/forms/entity-form-dialog'
import { useEntityForm } from '@/components/forms/use-entity-form'
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
  onSaved: (saved: Tenant, typedOn: boolean) => void
}

const draftKeyOf = ({ id }: { id: string }) => `tenant.${id}`

/** Adds a tenant or changes one. Whatever happens while saving, the dialog stays open with what was typed. */
export function TenantDialog({ row, regions, clouds, onClose, onSaved }: TenantDialogProps) {
  const client = useQueryClient()
  const isNew = row?.version == null
  const onlyRegion = regions.length === 1 ? regions[0] : undefined
  const entity = useEntityForm<TenantFormValues, CreateTenant, Tenant>({
    draftKey: isNew ? `tenant.new.${row?.id ?? ''}` : draftKeyOf(row),
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
    savedAs: (saved) => ({
      draftKey: draftKeyOf(saved),
      values: toFormValues(saved),
      version: saved.version,
    }),
    onSaved,
  })
  return (
    <EntityFormDialog
      entity={entity}
      title={isNew ? 'Add a tenant' : `Change ${tenantName(row)}`}
      description={
        isNew
          ? 'Its portal is probed from then on, and its status appears within a minute.'
          : 'The change is written to the audit log.'
      }
      saveLabel={isNew ? 'Add tenant' : 'Save changes'}
      labels={tenantFieldLabels}
      format={formatTenantField}
      onClose={onClose}
    >
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
    </EntityFormDialog>
  )
}

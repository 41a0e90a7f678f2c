import { z } from 'zod'
import { createTenantSchema, type TenantRow } from '@/lib/tenants/schema'

/** The server's schema, with the one field spelt out that it would fill in. */
export const tenantFormSchema = createTenantSchema.extend({ enabled: z.boolean() })
export type TenantFormValues = z.input<typeof tenantFormSchema>

export const tenantFieldLabels: Readonly<Record<keyof TenantFormValues, string>> = {
  id: 'Id',
  name: 'Name',
  region: 'Region',
  cloud: 'Cloud',
  portalUrl: 'Portal address',
  enabled: 'Checks of the portal',
}

/** A row as the form holds it. A tenant that only Prometheus knows brings what Prometheus says of it. */
export function toFormValues(row: Pick<TenantRow, keyof TenantFormValues> | null): TenantFormValues {
  return {
    id: row?.id ?? '',
    name: row?.name ?? '',
    region: row?.region ?? '',
    cloud: row?.cloud ?? '',
    portalUrl: row?.portalUrl ?? '',
    enabled: row?.enabled ?? true,
  }
}

/** A value of the form in words, for the comparison after a conflict. */
export function formatTenantField(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value ?? '')
}

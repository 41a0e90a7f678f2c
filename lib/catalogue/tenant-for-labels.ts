import { serviceForLabels } from './service-for-labels'

/**
 * Which tenant an alert or a series speaks of: the label `tenant` of scraped series; `instance` where the portal is spoken of,
 * as the portal document's alert text does; else the Tenant Service's workload or pod, which bears the tenant's name. Null
 * when none of them says.
 */
export function tenantForLabels(labels: Readonly<Record<string, string>>): string | null {
  const { tenant, instance, statefulset, pod } = labels
  if (tenant) return tenant
  const service = serviceForLabels(labels)
  if (service === 'portal') return instance ?? null
  if (service !== 'tenant') return null
  return statefulset ?? pod?.replace(/-\d+$/, '') ?? null
}

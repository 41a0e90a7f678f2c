import { AppError } from '@/lib/errors'

/** What a request about a tenant is answered that the database does not have. */
export function noTenant(tenantId: string): AppError {
  return new AppError('not-found', `There is no tenant ${tenantId}.`)
}

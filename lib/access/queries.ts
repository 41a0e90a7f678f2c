import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import { type CreateUser, type UpdateUser, userListSchema, userSchema, userWithPasswordSchema } from './schema'

/** All accounts. */
export const usersQuery = () =>
  queryOptions({
    queryKey: ['access', 'users'] as const,
    queryFn: ({ signal }) => callApi('/api/access', userListSchema, { signal }),
  })

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** Adds an account; the answer carries its password, once. */
export const createUserCall = (body: CreateUser) =>
  callApi('/api/access', userWithPasswordSchema, { method: 'POST', body })

export const updateUserCall = (id: string, version: number, body: Omit<UpdateUser, 'version'>) =>
  callApi(`/api/access/${id}`, userSchema, { method: 'PATCH', body, headers: ifMatch(version) })

export const setUserEnabledCall = (id: string, version: number, enabled: boolean) =>
  callApi(`/api/access/${id}/${enabled ? 'enable' : 'disable'}`, userSchema, { method: 'POST', body: { version } })

/** Gives an account a new password, which the answer carries, once. */
export const resetPasswordCall = (id: string, version: number) =>
  callApi(`/api/access/${id}/reset-password`, userWithPasswordSchema, { method: 'POST', body: { version } })

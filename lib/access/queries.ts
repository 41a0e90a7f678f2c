import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/lib/http/api-client'
import type { ChangePassword, CreateUser, UpdateUser } from './schema'

const loadUserListSchema = async () => (await import('./schema')).userListSchema
const loadUserSchema = async () => (await import('./schema')).userSchema
const loadNoAnswerSchema = async () => (await import('./schema')).noAnswerSchema
const loadUserWithPasswordSchema = async () => (await import('./schema')).userWithPasswordSchema

/** All accounts. */
export const usersQuery = () =>
  queryOptions({
    queryKey: ['access', 'users'] as const,
    queryFn: ({ signal }) => callApi('/api/access', loadUserListSchema, { signal }),
  })

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** Adds an account; the answer carries its password, once. */
export const createUserCall = (body: CreateUser) =>
  callApi('/api/access', loadUserWithPasswordSchema, { method: 'POST', body })

export const updateUserCall = (id: string, version: number, body: Omit<UpdateUser, 'version'>) =>
  callApi(`/api/access/${id}`, loadUserSchema, { method: 'PATCH', body, headers: ifMatch(version) })

export const setUserEnabledCall = (id: string, version: number, enabled: boolean) =>
  callApi(`/api/access/${id}/${enabled ? 'enable' : 'disable'}`, loadUserSchema, { method: 'POST', body: { version } })

/** Gives an account a new password, which the answer carries, once. */
export const resetPasswordCall = (id: string, version: number) =>
  callApi(`/api/access/${id}/reset-password`, loadUserWithPasswordSchema, { method: 'POST', body: { version } })

/** Changes the password of whoever is signed in. This session goes on, all others of theirs end. */
export const changeOwnPasswordCall = (body: ChangePassword) =>
  callApi('/api/access/me/password', loadNoAnswerSchema, { method: 'POST', body })

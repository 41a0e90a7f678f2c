import { z } from 'zod'
import { type Permission, type Role, roles } from '@/lib/auth/model'
import { storableText } from '@/lib/format/storable-text'

/** Reading and changing who may sign in are one permission: the list of accounts is itself worth protecting. */
export const accessPermission = 'access:write' satisfies Permission

const roleSchema = z.enum(roles)

/** In step with the constraints of table `users`. */
export const emailSchema = storableText().trim().toLowerCase().pipe(z.email('must be an e-mail address').max(254))
export const personNameSchema = storableText().trim().min(1, 'must not be empty').max(120)
export const rolesSchema = z
  .array(roleSchema)
  .min(1, 'needs at least one role')
  .transform((chosen): Role[] => [...new Set(chosen)].sort())

/** For passwords that a person chooses; generated ones are longer. */
export const passwordSchema = z.string().min(12, 'needs at least 12 characters').max(1024)

/** A person's own change. Whoever is at an open console must still know the password to change it. */
export const changePasswordSchema = z
  .object({ current: z.string().min(1, 'must not be empty').max(1024), next: passwordSchema })
  .refine(({ current, next }) => current !== next, { path: ['next'], message: 'is the current password' })
export type ChangePassword = z.infer<typeof changePasswordSchema>

/** An act that was done and has nothing to tell. */
export const noAnswerSchema = z.undefined()

/** Who is signed in, as the console sees it now. */
export const ownAccountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
})

export const userSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  disabledAt: z.iso.datetime().nullable(),
  /** Until when wrong passwords keep the account at rest; null when it may be used. */
  lockedUntil: z.iso.datetime().nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int().positive(),
})
export type User = z.infer<typeof userSchema>

/** All accounts by name. `total` counts those that an answer of bounded size leaves out. */
export const userListSchema = z.object({ items: z.array(userSchema), total: z.number().int().nonnegative() })
export type UserList = z.infer<typeof userListSchema>

export const userIdSchema = z.object({ id: z.uuid() })

const versionSchema = z.number().int().positive().optional()

export const createUserSchema = z.object({ email: emailSchema, name: personNameSchema, roles: rolesSchema })
export type CreateUser = z.infer<typeof createUserSchema>

export const updateUserSchema = z.object({ name: personNameSchema, roles: rolesSchema, version: versionSchema })
export type UpdateUser = z.infer<typeof updateUserSchema>

/** Body of the acts that say nothing but which version they were decided on. */
export const userVersionSchema = z.object({ version: versionSchema })

/** An account and the password that was made for it. It is shown once and stored nowhere. */
export const userWithPasswordSchema = z.object({ user: userSchema, password: z.string() })
export type UserWithPassword = z.infer<typeof userWithPasswordSchema>

import { z } from 'zod'

export const roles = ['viewer', 'operator', 'voicemail-administrator', 'auditor', 'administrator'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Every act in the console that needs leave. Reads that every signed-in person has are one permission too. */
export const permissions = [
  'console:read',
  'explore:query',
  'silences:write',
  'workloads:write',
  'tenants:write',
  'voicemail:read',
  'voicemail:write',
  'imports:write',
  'privacy:write',
  'audit:read',
  'access:write',
] as const
export type Permission = (typeof permissions)[number]

const everyone: Permission[] = ['console:read', 'explore:query', 'voicemail:read']

/** The one permission table. A person may have several roles; leave is the union. */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: everyone,
  operator: [...everyone, 'silences:write', 'workloads:write'],
  'voicemail-administrator': [...everyone, 'voicemail:write', 'imports:write', 'privacy:write'],
  auditor: [...everyone, 'audit:read'],
  administrator: permissions,
}

/** Who acts: a signed-in person, or the console itself (worker, seed, command). */
export type Actor =
  | { kind: 'user'; id: string; name: string; email: string; roles: readonly Role[] }
  | { kind: 'system'; name: string }

/** True when any of the actor's roles grants the permission. The system may do what its jobs need. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  return actor.roles.some((role) => permissionsByRole[role].includes(permission))
}

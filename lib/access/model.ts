import type { Role } from '@/lib/auth/model'
import type { User } from './schema'

/** How the roles are called on the screen, and what they are for. */
export const roleTexts: Readonly<Record<Role, { name: string; purpose: string }>> = {
  viewer: { name: 'Viewer', purpose: 'Sees everything but the audit log and accounts.' },
  operator: { name: 'Operator', purpose: 'Also silences alerts and restarts or scales workloads.' },
  'voicemail-administrator': { name: 'Voicemail administrator', purpose: 'Also sets up profiles and mailboxes.' },
  auditor: { name: 'Auditor', purpose: 'Also reads the audit log.' },
  administrator: { name: 'Administrator', purpose: 'Does everything, tenants and accounts included.' },
}

export const accountStates = ['active', 'resting', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

/** `resting`: too many wrong passwords; it wakes by itself. */
export function accountState(user: Pick<User, 'disabledAt' | 'lockedUntil'>, nowMs: number): AccountState {
  if (user.disabledAt !== null) return 'disabled'
  return user.lockedUntil !== null && Date.parse(user.lockedUntil) > nowMs ? 'resting' : 'active'
}

/** True when the person could let others in: the console must always have one. */
export function isActiveAdministrator(user: Pick<User, 'roles' | 'disabledAt'>): boolean {
  return user.disabledAt === null && user.roles.includes('administrator')
}

/**
 * True when taking administration from this one would leave nobody to give it back. For the screen, which greys the act out;
 * the verb decides on locked rows.
 */
export function isLastAdministrator(users: readonly User[], id: string): boolean {
  const administrators = users.filter(isActiveAdministrator)
  return administrators.length === 1 && administrators[0]?.id === id
}

import { type AccountState, accountState } from '@/lib/access/model'
import type { User } from '@/lib/access/schema'
import type { StatusWord } from '@/lib/catalogue/schema'

const look: Readonly<Record<AccountState, { status: StatusWord; label: string }>> = {
  active: { status: 'ok', label: 'Active' },
  resting: { status: 'degraded', label: 'Resting' },
  disabled: { status: 'paused', label: 'Disabled' },
}

/** An account's state as a status word and label; `resting` is one that wrong passwords keep out for a while. */
export function accountLook(user: Pick<User, 'disabledAt' | 'lockedUntil'>, nowMs: number) {
  const state = accountState(user, nowMs)
  return { state, ...look[state] }
}

/** Accounts whose name, address or role holds every word of the text. */
export function filterUsers(
  users: readonly User[],
  text: string,
  roleName: (role: User['roles'][number]) => string,
): User[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...users]
  return users.filter((user) => {
    const all = [user.name, user.email, ...user.roles.map(roleName)].join('\n').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

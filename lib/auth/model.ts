export const roles = ['viewer', 'operator', 'voicemail-administrator', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Roles as the database holds them. A role of a later version grants nothing here and is left out. */
export function knownRoles(words: readonly string[]): Role[] {
  return words.flatMap((word) => roles.find((role) => role === word) ?? [])
}

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

/** What a session is made of. `sessionVersion` lets an administrator end it. */
export type SessionClaims = { id: string; email: string; name: string; roles: Role[]; sessionVersion: number }

/** Which session a cookie is of, and when it began: a cookie is given out anew all the time, a session is not. */
export type SessionMark = { id: string; signedInAtSeconds: number }

/** When a session is over, however often its cookie was given out anew. In milliseconds. */
export function sessionEndsAtMs(mark: SessionMark, maxAgeSeconds: number): number {
  return (mark.signedInAtSeconds + maxAgeSeconds) * 1000
}

/** Why a sign-in failed, as next-auth carries it in `error`. Wrong password, unknown, disabled and locked account are one code. */
export const signInErrors = ['invalid-credentials', 'too-many-attempts', 'database-down', 'internal'] as const
export type SignInError = (typeof signInErrors)[number]

const signInSentences: Readonly<Record<SignInError, string>> = {
  'invalid-credentials':
    'E-mail address and password do not match an account that may sign in. After five wrong passwords an account rests for 15 minutes for the network address that they came from.',
  'too-many-attempts': 'Too many failed sign-ins came from this network address. Wait 15 minutes, then try again.',
  'database-down': 'Sign-in needs the database, which is down. Whoever is signed in already stays signed in.',
  internal: 'Sign-in failed for a reason of the console’s own. The log has the details.',
}

/** The sentence for an `error` of the sign-in page's address; null when there is none. Foreign codes read as `internal`. */
export function describeSignInError(code: string | null | undefined): string | null {
  if (!code) return null
  const known = signInErrors.find((candidate) => candidate === code)
  return signInSentences[known ?? 'internal']
}

/**
 * Five wrong passwords in a row put an account to rest for the address that they came from, so that nobody can lock its owner out. Many more,
 * from many addresses, put it to rest for all. The address limit stops one machine that tries many accounts.
 */
export const signInLimits = {
  failuresPerAccount: 5,
  failuresPerAccountAnywhere: 200,
  accountRestSeconds: 900,
  failuresPerAddress: 50,
  /** For all callers whose address is not known, together. */
  failuresFromUnknown: 1000,
  addressWindowSeconds: 900,
} as const

/** Where to go after signing in: a path of this console, else `/`. Refuses what a browser would read as another host. */
export function safeCallbackPath(value: string | null | undefined): string {
  if (!value?.startsWith('/')) return '/'
  const base = 'http://console.invalid'
  // Browsers drop tabs and line breaks and read a backslash as a slash, so `/\host` and `/<tab>/host` lead away.
  const hasControl = [...value].some((letter) => letter < ' ' || letter === '\\' || letter === '\u007f')
  if (hasControl || !URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  // `/..//host` is ours as it stands, and another host once its dots are resolved.
  if (url.origin !== base || url.pathname.startsWith('//')) return '/'
  if (url.pathname === '/sign-in' || url.pathname.startsWith('/api/')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}

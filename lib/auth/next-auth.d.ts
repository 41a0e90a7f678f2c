import type { Actor, SessionClaims } from './model'

declare module 'next-auth' {
  interface Session {
    /** Who is signed in, with today's roles. */
    actor: Extract<Actor, { kind: 'user' }>
    /** The account's when it signed in: a greater one in the database has ended this session. */
    sessionVersion: number
    /** When the cookie's time is over. next-auth's own `expires` counts from now. */
    endsAtMs: number
  }
  interface User {
    claims: SessionClaims
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    claims: SessionClaims
    /** The `exp` that the cookie came with; next-auth drops it between its callbacks. */
    endsAtSeconds?: number
  }
}

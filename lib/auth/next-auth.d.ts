import type { Actor, SessionClaims, SessionMark } from './model'

declare module 'next-auth' {
  interface Session {
    /** Who is signed in, with today's roles. */
    actor: Extract<Actor, { kind: 'user' }>
    /** The account's when it signed in: a greater one in the database has ended this session. */
    sessionVersion: number
    mark: SessionMark
  }
  interface User {
    claims: SessionClaims
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    claims: SessionClaims
    /** Absent in cookies of versions that did not know it: those have ended. */
    mark?: SessionMark
  }
}

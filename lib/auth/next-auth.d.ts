import type { Actor, SessionClaims } from './model'

declare module 'next-auth' {
  interface Session {
    /** Who is signed in, with today's roles. */
    actor: Extract<Actor, { kind: 'user' }>
  }
  interface User {
    claims: SessionClaims
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    claims: SessionClaims
  }
}

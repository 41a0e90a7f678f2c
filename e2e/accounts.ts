import { type Browser, type BrowserContext, request } from '@playwright/test'
import { type User, userListSchema, userWithPasswordSchema } from '@/lib/access/schema'
import type { Role } from '@/lib/auth/model'
import { waitForHydration } from './hydrated'
import { SignInPage } from './pages/sign-in'
import { firstAdministrator } from './stack'

export type Credentials = { email: string; password: string }
export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

const nameOf = (role: Role) => `E2e ${role}`
const emailOf = (role: Role) => `${role}@e2e.patchboard.example`

/** Accounts of the tests, one a role, made through the access API the way an administrator would. */
export class Accounts {
  private readonly states = new Map<Role, StorageState>()
  private readonly passwords = new Map<string, string>()

  constructor(
    private readonly browser: Browser,
    private readonly baseURL: string,
  ) {}

  /** A session of somebody with this role, made once through the sign-in form. */
  async signedIn(role: Role): Promise<StorageState> {
    const known = this.states.get(role)
    if (known) return known
    const credentials =
      role === 'administrator' ? firstAdministrator() : await this.ensure(emailOf(role), nameOf(role), [role])
    const state = await this.signIn(credentials)
    this.states.set(role, state)
    return state
  }

  /** An account with these roles and a password that is known: added, or given a new password when it is there already. */
  async ensure(email: string, name: string, roles: readonly Role[]): Promise<Credentials> {
    const known = this.passwords.get(email)
    if (known) return { email, password: known }
    const found = await this.find(email)
    const password = found ? await this.resetPassword(found) : await this.create(email, name, roles)
    this.passwords.set(email, password)
    return { email, password }
  }

  async find(email: string): Promise<User | undefined> {
    const list = userListSchema.parse(await this.api('GET', '/api/access'))
    return list.items.find((user) => user.email === email)
  }

  /** Asks the console's API as the administrator. Throws when it refuses. */
  async api(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    data?: unknown,
    headers?: Record<string, string>,
  ): Promise<unknown> {
    const storageState = await this.signedIn('administrator')
    const context = await request.newContext({ baseURL: this.baseURL, storageState })
    try {
      const response = await context.fetch(path, { method, data, headers })
      if (!response.ok()) throw new Error(`${method} ${path} answered ${response.status()}: ${await response.text()}`)
      return response.status() === 204 ? null : await response.json()
    } finally {
      await context.dispose()
    }
  }

  private async create(email: string, name: string, roles: readonly Role[]): Promise<string> {
    return userWithPasswordSchema.parse(await this.api('POST', '/api/access', { email, name, roles })).password
  }

  private async resetPassword({ id, version }: User): Promise<string> {
    const answer = await this.api('POST', `/api/access/${id}/reset-password`, { version })
    return userWithPasswordSchema.parse(answer).password
  }

  private async signIn(credentials: Credentials): Promise<StorageState> {
    // Said outright: within a test a new browser would have the session of whoever that test is signed in as.
    const nobody = { cookies: [], origins: [] }
    const context = waitForHydration(await this.browser.newContext({ baseURL: this.baseURL, storageState: nobody }))
    try {
      const page = new SignInPage(await context.newPage())
      await page.open('/sources')
      await page.signIn(credentials)
      await page.expectLeft()
      return await context.storageState()
    } finally {
      await context.close()
    }
  }
}

import { expect, type Locator, type Page } from '@playwright/test'

export class SignInPage {
  readonly heading: Locator
  readonly email: Locator
  readonly password: Locator
  readonly submit: Locator
  readonly failure: Locator

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Patchboard', level: 1 })
    this.email = page.getByLabel('E-mail address')
    this.password = page.getByLabel('Password', { exact: true })
    this.submit = page.getByRole('button', { name: 'Sign in' })
    // Next's own route announcer is an alert too, and empty.
    this.failure = page.locator('form').getByRole('alert')
  }

  /** `callbackUrl`: where one wanted to go. */
  async open(callbackUrl?: string): Promise<void> {
    await this.page.goto(callbackUrl ? `/sign-in?${new URLSearchParams({ callbackUrl })}` : '/sign-in')
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.email.fill(email)
    await this.password.fill(password)
    await this.submit.click()
  }

  async expectLeft(): Promise<void> {
    await expect(this.page).not.toHaveURL(/\/sign-in/)
  }
}

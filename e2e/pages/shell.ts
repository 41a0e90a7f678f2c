import { expect, type Locator, type Page } from '@playwright/test'

export type LiveWord = 'live' | 'reconnecting' | 'paused' | 'off'

/** What surrounds every page of the console. */
export class Shell {
  readonly navigation: Locator
  readonly main: Locator
  readonly title: Locator
  readonly live: Locator
  readonly palette: Locator
  readonly paletteInput: Locator
  readonly help: Locator

  constructor(readonly page: Page) {
    this.navigation = page.getByRole('navigation', { name: 'Pages' })
    this.main = page.getByRole('main')
    this.title = this.main.getByRole('heading', { level: 1 })
    this.live = page.locator('header [data-live]').first()
    this.palette = page.getByRole('dialog', { name: 'Search or run' })
    this.paletteInput = this.palette.getByPlaceholder('Page, service, tenant, mailbox or action')
    this.help = page.getByRole('dialog', { name: 'Keyboard' })
  }

  async expectTitle(title: string): Promise<void> {
    await expect(this.title).toHaveText(title)
  }

  async expectLive(word: LiveWord = 'live'): Promise<void> {
    await expect(this.live).toHaveAttribute('data-live', word)
  }

  async go(label: string): Promise<void> {
    await this.navigation.getByRole('link', { name: label }).click()
    await this.expectTitle(label)
  }

  async account(act: 'Change password' | 'Sign out'): Promise<void> {
    await this.page.getByRole('button', { name: /^Signed in as/ }).click()
    await this.page.getByRole('menuitem', { name: act }).click()
  }

  signOut(): Promise<void> {
    return this.account('Sign out')
  }

  /**
   * From here on a reload of the document would be seen: "live" means that the page changes in place.
   * Call `expectSameDocument` at the end.
   */
  async markDocument(): Promise<void> {
    await this.page.evaluate(() => {
      document.documentElement.dataset.sameDocument = 'yes'
    })
  }

  async expectSameDocument(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-same-document', 'yes')
  }
}

import type { Locator, Page } from '@playwright/test'

/** What tops every voicemail page. */
export class VoicemailHead {
  readonly picker: Locator
  readonly search: Locator
  readonly found: Locator
  readonly off: Locator

  constructor(readonly page: Page) {
    this.picker = page.getByRole('main').getByRole('button', { name: /^Tenant .*choose another$/ })
    this.search = page.getByPlaceholder('Name or id of a tenant')
    this.found = page.getByRole('dialog', { name: 'Choose a tenant' }).getByRole('option')
    this.off = page.getByRole('status').filter({ hasText: 'Voicemail is off for this tenant' })
  }

  /** Goes to the same page of another tenant. */
  async choose(id: string): Promise<void> {
    await this.picker.click()
    await this.search.fill(id)
    await this.found.filter({ hasText: id }).click()
  }
}

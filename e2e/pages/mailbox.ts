import { expect, type Locator, type Page } from '@playwright/test'

/** One mailbox's page. */
export class MailboxPage {
  readonly main: Locator
  readonly number: Locator
  readonly owner: Locator
  readonly type: Locator
  readonly bar: Locator
  readonly history: Locator
  readonly toasts: Locator

  constructor(readonly page: Page) {
    this.main = page.getByRole('main')
    this.number = this.main.getByRole('textbox', { name: 'Number', exact: true })
    this.owner = this.main.getByRole('textbox', { name: 'Owner', exact: true })
    this.type = this.main.getByRole('combobox', { name: 'Type', exact: true })
    this.bar = page.getByRole('region', { name: 'Unsaved changes' })
    this.history = this.main.getByRole('list', { name: 'Changes, newest first' }).getByRole('listitem')
    this.toasts = page.getByRole('region', { name: /Notification/ })
  }

  async open(tenantId: string, id: string, query = ''): Promise<void> {
    await this.page.goto(`/mailboxes/${tenantId}/${id}${query}`)
  }

  /** Opens it and waits until the form is there to be changed. */
  async openToChange(tenantId: string, id: string): Promise<void> {
    await this.open(tenantId, id)
    await expect(this.override('Locale').or(this.reset('Locale'))).toBeVisible()
  }

  /** The control of a setting, whatever it is made of. */
  setting(label: string): Locator {
    return this.main.getByLabel(label, { exact: true })
  }

  override(label: string): Locator {
    return this.main.getByRole('button', { name: `Override ${label}`, exact: true })
  }

  reset(label: string): Locator {
    return this.main.getByRole('button', { name: `Reset to inherited: ${label}`, exact: true })
  }

  /** Opens the list behind a locale or time zone and takes what is found by these words. */
  async choose(label: 'Locale' | 'Time Zone', words: string, option: RegExp): Promise<void> {
    await this.setting(label).click()
    const panel = this.page.getByRole('dialog', { name: /^Choose a/ })
    await panel.getByRole('combobox').fill(words)
    await panel.getByRole('option', { name: option }).first().click()
    await expect(panel).toHaveCount(0)
  }

  async save(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Save' }).click()
  }

  async expectSaved(): Promise<void> {
    await expect(this.bar).toHaveCount(0)
  }

  async tab(name: 'General Info' | 'Greetings' | 'History'): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  async act(name: string): Promise<void> {
    await this.main
      .getByRole('button', { name: /^Acts on mailbox/ })
      .first()
      .click()
    await this.page.getByRole('menuitem', { name, exact: true }).click()
  }
}

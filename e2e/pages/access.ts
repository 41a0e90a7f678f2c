import { expect, type Locator, type Page } from '@playwright/test'
import { DataTablePart } from './data-table'

type Act = 'Change name and roles' | 'Reset password' | 'Disable' | 'Enable'

/** The accounts, and the dialogs over them. */
export class AccessPage {
  readonly table: DataTablePart
  readonly add: Locator
  readonly dialog: Locator
  readonly question: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Accounts')
    this.add = page.getByRole('button', { name: 'Add account' }).first()
    this.dialog = page.getByRole('dialog')
    this.question = page.getByRole('alertdialog')
  }

  async open(): Promise<void> {
    await this.page.goto('/access')
  }

  async act(name: string, act: Act): Promise<void> {
    await this.table
      .row(name)
      .getByRole('button', { name: `Acts on ${name}` })
      .click()
    await this.page.getByRole('menuitem', { name: act, exact: true }).click()
  }

  async confirm(button: 'Disable' | 'Enable' | 'Reset password'): Promise<void> {
    await this.question.getByRole('button', { name: button, exact: true }).click()
    await expect(this.question).toHaveCount(0)
  }

  async tick(...roles: string[]): Promise<void> {
    for (const role of roles) await this.dialog.getByRole('checkbox', { name: role, exact: true }).click()
  }

  /** Reads the password that is shown once, and closes its window. */
  async takePassword(): Promise<string> {
    const shown = this.dialog.locator('code')
    await expect(shown).toHaveText(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/)
    const password = (await shown.textContent()) ?? ''
    await this.dialog.getByRole('button', { name: 'I have handed it over' }).click()
    await expect(this.dialog).toHaveCount(0)
    return password
  }
}

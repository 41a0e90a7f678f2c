import { expect, type Locator, type Page } from '@playwright/test'
import { DataTablePart } from './data-table'

/** A tenant's list of mailboxes. */
export class MailboxesPage {
  readonly table: DataTablePart
  readonly search: Locator
  readonly chosen: Locator
  readonly chooseAll: Locator
  readonly dialog: Locator
  readonly effect: Locator
  readonly bulkEdits: Locator
  readonly bulkEdit: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Mailboxes')
    this.search = page.getByRole('searchbox', { name: 'Search mailboxes' })
    this.chosen = page.getByRole('region', { name: 'Chosen mailboxes' })
    this.chooseAll = page.getByRole('checkbox', { name: /^Choose all/ })
    this.dialog = page.getByRole('dialog')
    this.effect = this.dialog.getByRole('list', { name: 'Effect' })
    this.bulkEdits = page.getByRole('list', { name: 'Bulk edits under way' })
    this.bulkEdit = this.bulkEdits.locator('[data-bulk-edit]').first()
  }

  async open(tenantId: string, query = ''): Promise<void> {
    await this.page.goto(`/mailboxes/${tenantId}${query}`)
    await expect(this.table.region).toHaveAttribute('aria-busy', 'false')
  }

  filter(name: 'Type' | 'Profile' | 'Greeting' | 'Locale' | 'Time zone' | 'Own settings'): Locator {
    return this.table.region.getByRole('combobox', { name, exact: true })
  }

  async expectCount(text: string | RegExp): Promise<void> {
    await expect(this.table.count.first()).toHaveText(text)
  }

  async choose(row: Locator): Promise<void> {
    await row.getByRole('checkbox').click()
  }

  /** In the open dialog: sets a setting of plain text to a value. */
  async set(setting: string, value: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: setting, exact: true }).selectOption('set')
    await this.dialog.getByRole('textbox', { name: `New ${setting}` }).fill(value)
  }

  async reset(setting: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: setting, exact: true }).selectOption('reset')
  }
}

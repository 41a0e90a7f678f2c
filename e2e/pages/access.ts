import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

export class AccessPage {
  readonly table: DataTablePart
  readonly add: Locator
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Accounts')
    this.add = page.getByRole('button', { name: 'Add account' })
    this.dialog = page.getByRole('dialog')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/access${query}`)
  }
}

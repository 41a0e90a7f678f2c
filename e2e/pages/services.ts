import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

export class ServicesPage {
  readonly table: DataTablePart
  readonly search: Locator
  readonly status: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Services')
    this.search = page.getByRole('searchbox', { name: 'Search services' })
    this.status = page.getByRole('combobox', { name: 'Status' })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/services${query}`)
  }

  /** The row of a service by its printed name. */
  row(name: string): Locator {
    return this.table.rows.filter({ has: this.page.getByText(name, { exact: true }) })
  }

  statusOf(name: string): Locator {
    return this.table.cell(this.row(name), 'Status')
  }
}

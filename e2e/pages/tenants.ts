import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

export class TenantsPage {
  readonly table: DataTablePart
  readonly search: Locator
  readonly statusFilter: Locator
  readonly add: Locator
  readonly toasts: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Tenants')
    this.search = page.getByRole('searchbox', { name: 'Search tenants' })
    this.statusFilter = page.getByRole('group', { name: 'Status' })
    this.add = page.getByRole('button', { name: 'Add tenant' }).first()
    this.toasts = page.getByRole('region', { name: /Notification/ })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/tenants${query}`)
  }

  /** The row of a tenant by its id, which stands behind its name. */
  row(id: string): Locator {
    return this.table.rows.filter({ has: this.page.getByText(id, { exact: true }) })
  }

  cell(id: string, header: string): Locator {
    return this.table.cell(this.row(id), header)
  }

  /** The word that a row's status badge carries. */
  status(id: string): Locator {
    return this.cell(id, 'Status').locator('[data-status]')
  }

  async act(id: string, act: 'Change' | 'Switch checks off' | 'Switch checks on' | 'Delete'): Promise<void> {
    await this.row(id)
      .getByRole('button', { name: /^Acts on/ })
      .click()
    await this.page.getByRole('menuitem', { name: act, exact: true }).click()
  }
}

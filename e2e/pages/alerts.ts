import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

export class AlertsPage {
  readonly table: DataTablePart
  readonly search: Locator
  readonly details: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Alerts')
    this.search = page.getByRole('searchbox', { name: 'Search alerts' })
    this.details = page.getByRole('dialog')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/alerts${query}`)
  }

  filter(name: 'Severity' | 'State' | 'Service' | 'Tenant'): Locator {
    return this.page.getByRole('combobox', { name, exact: true })
  }

  /** Rows of an alert that fires or waits, narrowed by a further text when several pods have it. */
  row(name: string, more: string | RegExp = ''): Locator {
    return this.table.row(name).filter({ hasText: more })
  }
}

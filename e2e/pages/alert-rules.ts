import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

/** The list of alert rules, and one of them opened. */
export class AlertRulesPage {
  readonly table: DataTablePart
  readonly recordings: DataTablePart
  readonly search: Locator
  readonly header: Locator
  readonly details: Locator
  readonly steps: Locator
  readonly chart: Locator

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Alert rules')
    this.recordings = new DataTablePart(page, 'Recording rules')
    this.search = page.getByRole('searchbox', { name: 'Search rules' })
    this.header = page.getByRole('main').locator('header').first()
    this.details = page.getByRole('dialog')
    this.steps = this.details.getByRole('region', { name: 'Runbook' }).getByRole('listitem')
    this.chart = this.details.locator('[data-chart]')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/alerts/rules${query}`)
  }

  filter(name: 'State' | 'Severity' | 'Service' | 'Coverage'): Locator {
    return this.page.getByRole('combobox', { name, exact: true })
  }
}

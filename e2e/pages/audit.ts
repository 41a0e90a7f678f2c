import type { Page } from '@playwright/test'
import { DataTablePart } from './data-table'

export class AuditPage {
  readonly table: DataTablePart

  constructor(readonly page: Page) {
    this.table = new DataTablePart(page, 'Audit log')
  }

  async open(filter: Readonly<Record<string, string>> = {}): Promise<void> {
    const query = new URLSearchParams(filter).toString()
    await this.page.goto(query ? `/audit?${query}` : '/audit')
  }
}

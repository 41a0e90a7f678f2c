import { expect, type Locator, type Page } from '@playwright/test'

/** Any table of the console, by its label. */
export class DataTablePart {
  readonly region: Locator
  readonly rows: Locator
  readonly count: Locator
  /** Offered while rows stand elsewhere than the order would have them. */
  readonly sortAgain: Locator

  constructor(
    readonly page: Page,
    label: string,
  ) {
    this.region = page.getByRole('region', { name: label, exact: true })
    // Places that a row has left are no rows.
    this.rows = this.region.locator('tbody tr[data-index]:not([data-gone])')
    this.count = this.region.locator('footer p')
    this.sortAgain = this.region.getByRole('button', { name: /out of order: sort again$/ })
  }

  /** The row that has this text in one of its cells. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text })
  }

  /** The cell of a row below a header. */
  cell(row: Locator, header: string): Locator {
    return row.locator(`td[data-label="${header}"]`)
  }

  async sortBy(header: string): Promise<void> {
    await this.region.getByRole('columnheader', { name: header, exact: true }).getByRole('button').click()
  }

  /** Texts of a column from top to bottom. */
  async column(header: string): Promise<string[]> {
    return this.rows.locator(`td[data-label="${header}"]`).allInnerTexts()
  }

  async expectSorted(header: string, direction: 'ascending' | 'descending'): Promise<void> {
    await expect(this.region.getByRole('columnheader', { name: header, exact: true })).toHaveAttribute(
      'aria-sort',
      direction,
    )
  }
}

import { expect, type Locator, type Page } from '@playwright/test'
import type { ImportState } from '@/lib/imports/vocabulary'

/** The page of one import. */
export class ImportPage {
  readonly main: Locator
  readonly state: Locator
  readonly rows: Locator
  readonly row: Locator
  readonly dialog: Locator
  readonly progress: Locator
  readonly footer: Locator

  constructor(readonly page: Page) {
    this.main = page.getByRole('main')
    this.state = this.main.locator('[data-import-state]').first()
    this.rows = page.getByRole('region', { name: 'Rows of the file', exact: true })
    this.row = this.rows.locator('tr[data-row]')
    this.dialog = page.getByRole('dialog')
    this.progress = this.main.locator('[data-progress]')
    this.footer = this.rows.locator('footer')
  }

  async open(tenantId: string, id: string, query = ''): Promise<void> {
    await this.page.goto(`/imports/${tenantId}/${id}${query}`)
    await expect(this.state).toBeVisible()
  }

  async expectState(state: ImportState, timeout = 60_000): Promise<void> {
    await expect(this.state).toHaveAttribute('data-import-state', state, { timeout })
  }

  button(name: string | RegExp): Locator {
    return this.main.getByRole('button', { name })
  }

  /** A count among the parts of the rows: `create`, `refused`, `applied` … */
  part(key: string): Locator {
    return this.main.locator(`[data-part="${key}"]`)
  }

  /** That so many rows are of this part, called so. A part with rows leads to them, and says so to those who do not see it. */
  async expectPart(key: string, count: number, words: string): Promise<void> {
    const figure = `${count.toLocaleString('en-GB')}${words}`
    await expect(this.part(key)).toHaveText(count === 0 ? figure : new RegExp(`^${figure}(, show these rows)?$`))
  }

  tab(name: string): Locator {
    return this.rows.getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  rowOf(row: number): Locator {
    return this.rows.locator(`tr[data-row="${row}"]`)
  }

  async goToRow(row: number): Promise<void> {
    await this.rows.getByRole('textbox', { name: 'Go to row' }).fill(String(row))
    await this.page.keyboard.press('Enter')
  }

  async answer(name: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name }).click()
  }
}

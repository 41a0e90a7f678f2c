import { expect, type Locator, type Page } from '@playwright/test'
import { DataTablePart } from './data-table'

/** The explorer: metrics at the side, the expression, the answer. */
export class ExplorePage {
  readonly side: Locator
  readonly search: Locator
  readonly metrics: Locator
  readonly history: Locator
  readonly editor: Locator
  readonly run: Locator
  readonly cancel: Locator
  readonly answer: Locator
  readonly facts: Locator
  readonly lines: Locator
  readonly legend: Locator
  readonly completions: Locator
  readonly table: DataTablePart

  constructor(readonly page: Page) {
    this.side = page.getByRole('complementary', { name: 'Metrics and history' })
    this.search = this.side.getByRole('searchbox', { name: 'Search metrics' })
    this.metrics = this.side.locator('[data-metric]')
    this.history = this.side.getByRole('list', { name: 'Queries you ran' }).getByRole('listitem')
    this.editor = page.getByRole('textbox', { name: 'PromQL expression' })
    this.run = page.getByRole('button', { name: 'Run', exact: true })
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true })
    this.answer = page.getByRole('region', { name: 'Answer', exact: true })
    this.facts = this.answer.locator('[data-answer]')
    this.lines = this.answer.locator('path.recharts-line-curve')
    this.legend = this.answer.getByRole('list', { name: 'Lines of this chart' }).getByRole('button')
    this.completions = page.getByRole('listbox', { name: 'Completions' })
    this.table = new DataTablePart(page, 'Series of the answer')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/explore${query}`)
    await this.expectEditor()
  }

  /** The editor itself has taken the plain field's place. */
  async expectEditor(): Promise<void> {
    await expect(this.page.locator('[data-editor="ready"]')).toBeVisible()
  }

  /** Replaces the expression by keyboard, closing what the editor offers. */
  async write(text: string): Promise<void> {
    await this.editor.click()
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Escape')
    await expect(this.editor).toHaveText(text)
  }

  async expectAnswerTo(query: string): Promise<void> {
    await expect(this.facts).toHaveAttribute('data-answer', query)
  }

  /** Lines are in the picture. A flat one has a box without height, which no visibility check takes for visible. */
  async expectDrawn(): Promise<void> {
    await expect(this.lines.first()).toHaveAttribute('d', /^M.*L/)
  }
}

import { expect, type Locator, type Page } from '@playwright/test'
import type { SourceName } from '@/lib/sources/schema'

export class SourcesPage {
  readonly summary: Locator

  constructor(readonly page: Page) {
    this.summary = page.getByRole('main').locator('header').first()
  }

  async open(): Promise<void> {
    await this.page.goto('/sources')
  }

  row(name: SourceName): Locator {
    return this.page.locator(`[data-source$="/${name}"]`)
  }

  async expectAnswers(name: SourceName): Promise<void> {
    await expect(this.row(name).getByRole('heading')).toContainText('Answers')
  }

  /** `kind` as the page words it: "Error answer 500", "Unreadable answer", "Timeout", "Not reached". */
  async expectDown(name: SourceName, kind: string): Promise<void> {
    await expect(this.row(name).getByRole('heading')).toContainText('Down')
    await expect(this.row(name)).toContainText(kind)
  }
}

import type { Locator, Page } from '@playwright/test'

/** The page of one tenant. */
export class TenantPage {
  readonly title: Locator
  readonly status: Locator
  readonly now: Locator
  readonly history: Locator
  readonly alerts: Locator
  readonly figures: Locator

  constructor(readonly page: Page) {
    const header = page.getByRole('main').locator('header').first()
    this.title = header.getByRole('heading', { level: 1 })
    this.status = header.locator('[data-status]')
    this.now = this.panel('Portal now')
    this.history = this.panel('Portal history')
    this.alerts = this.panel('Alerts')
    this.figures = this.panel('Figures by service')
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/tenants/${id}`)
  }

  panel(title: string): Locator {
    return this.page
      .locator('main section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true, level: 2 }) })
  }

  strip(range: 'Last 24 hours' | 'Last 7 days'): Locator {
    return this.history.getByRole('region', { name: range }).getByRole('slider')
  }
}

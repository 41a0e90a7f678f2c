import { expect, type Locator, type Page } from '@playwright/test'

export class OverviewPage {
  readonly verdict: Locator
  readonly findings: Locator
  readonly alerts: Locator
  readonly podsNotReady: Locator
  readonly portals: Locator
  readonly changes: Locator
  readonly sources: Locator

  constructor(readonly page: Page) {
    this.verdict = page.getByRole('region', { name: 'Verdict' })
    this.findings = this.verdict.getByRole('listitem')
    this.alerts = this.panel('Alerts')
    this.podsNotReady = this.panel('Pods not ready')
    this.portals = this.panel('Tenant portals')
    this.changes = this.panel('Last changes')
    this.sources = this.panel('Sources')
  }

  async open(): Promise<void> {
    await this.page.goto('/')
  }

  panel(title: string): Locator {
    return this.page
      .locator('main section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true, level: 2 }) })
  }

  /** The cell of a service by its id. */
  service(id: string): Locator {
    return this.page.locator(`[data-service="${id}"]`)
  }

  async expectCalm(timeoutMs?: number): Promise<void> {
    await expect(this.verdict).toHaveAttribute('data-verdict', 'ok', { timeout: timeoutMs })
    await expect(this.verdict).toContainText('All clear')
  }
}

import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'

/** The page of one service. */
export class ServicePage {
  readonly title: Locator
  readonly status: Locator
  readonly why: Locator
  readonly reasons: Locator
  readonly pods: Locator
  readonly podRows: Locator
  readonly charts: Locator

  constructor(readonly page: Page) {
    const header = page.getByRole('main').locator('header').first()
    this.title = header.getByRole('heading', { level: 1 })
    this.status = header.locator('[data-status]')
    this.why = page.locator('main section').filter({ has: page.getByRole('heading', { name: 'Why', exact: true }) })
    this.reasons = this.why.getByRole('listitem')
    this.pods = page.locator('section#pods')
    this.podRows = this.pods.locator('tbody tr[data-index]')
    this.charts = page.locator('[data-chart]')
  }

  async open(serviceId: string, query = ''): Promise<void> {
    await this.page.goto(`/services/${serviceId}${query}`)
  }

  podTable(name: string): DataTablePart {
    return new DataTablePart(this.page, `Pods of ${name}`)
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  metricTable(name: string): DataTablePart {
    return new DataTablePart(this.page, `Metrics of ${name}`)
  }

  connectionTable(name: string): DataTablePart {
    return new DataTablePart(this.page, `Connections of ${name}`)
  }

  /** One alert of the part Alerts, by its documented id. */
  alert(id: string): Locator {
    return this.page.locator(`[data-alert="${id}"]`)
  }

  /** All of them, top to bottom. */
  get alerts(): Locator {
    return this.page.locator('[data-alert]')
  }

  /** A group of charts. */
  chartGroup(title: string): Locator {
    return this.page.locator('main section').filter({ has: this.page.getByRole('heading', { name: title, level: 3 }) })
  }

  /** Opens the choice of charts of a group. */
  async chooseCharts(title: string): Promise<Locator> {
    await this.chartGroup(title)
      .last()
      .getByRole('button', { name: /shown: choose/ })
      .click()
    return this.page.getByRole('dialog', { name: `Charts of ${title}` })
  }

  chart(id: string): Locator {
    return this.page.locator(`[data-chart="${id}"]`)
  }

  /** The area of a chart where one drags. */
  plot(chart: Locator): Locator {
    return chart.locator('.recharts-surface').first()
  }
}

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

  chart(id: string): Locator {
    return this.page.locator(`[data-chart="${id}"]`)
  }

  /** The area of a chart where one drags. */
  plot(chart: Locator): Locator {
    return chart.locator('.recharts-surface').first()
  }
}

import type { Locator, Page } from '@playwright/test'

export type TenantFields = { id?: string; name?: string; cloud?: string; portalUrl?: string }

/** The dialog that adds a tenant or changes one. */
export class TenantForm {
  readonly dialog: Locator
  readonly id: Locator
  readonly name: Locator
  readonly region: Locator
  readonly cloud: Locator
  readonly portalUrl: Locator
  readonly failure: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog')
    this.id = this.dialog.getByLabel('Id', { exact: true })
    this.name = this.dialog.getByLabel('Name', { exact: true })
    this.region = this.dialog.getByLabel('Region', { exact: true })
    this.cloud = this.dialog.getByLabel('Cloud', { exact: true })
    this.portalUrl = this.dialog.getByLabel('Portal address', { exact: true })
    this.failure = this.dialog.getByRole('alert')
  }

  async fill({ id, name, cloud, portalUrl }: TenantFields): Promise<void> {
    if (id !== undefined) await this.id.fill(id)
    if (name !== undefined) await this.name.fill(name)
    if (cloud !== undefined) await this.cloud.fill(cloud)
    if (portalUrl !== undefined) await this.portalUrl.fill(portalUrl)
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^(Add tenant|Save changes)$/ }).click()
  }
}

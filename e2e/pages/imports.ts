import { expect, type Locator, type Page } from '@playwright/test'
import { importSchema, type MailboxImport } from '@/lib/imports/schema'
import type { ImportState } from '@/lib/imports/vocabulary'
import { DataTablePart } from './data-table'

/** What Playwright puts into a file input: a path, or a file made up here. */
type Given = string | { name: string; mimeType: string; buffer: Buffer }

export const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** A tenant's imports: the list, and the way to a new one. */
export class ImportsPage {
  readonly main: Locator
  readonly table: DataTablePart
  readonly start: Locator

  constructor(
    readonly page: Page,
    readonly tenantId: string,
  ) {
    this.main = page.getByRole('main')
    this.table = new DataTablePart(page, 'Imports')
    this.start = this.main.getByRole('link', { name: 'Import a file' }).first()
  }

  async open(): Promise<void> {
    await this.page.goto(`/imports/${this.tenantId}`)
  }

  async openNew(): Promise<void> {
    await this.page.goto(`/imports/${this.tenantId}/new`)
    await expect(this.main.getByRole('button', { name: 'Upload and check' })).toBeVisible()
  }

  /** Gives a file to the one input there is: that of a new import, or of one that goes on. */
  async give(file: Given): Promise<void> {
    await this.main.locator('[data-drop]').filter({ visible: true }).locator('input[type=file]').setInputFiles(file)
  }

  async upload(): Promise<void> {
    await this.main.getByRole('button', { name: 'Upload and check' }).click()
  }

  /** The id of the import whose page this is, once it is. */
  async arrived(): Promise<string> {
    await expect(this.page).toHaveURL(/\/imports\/[^/]+\/[0-9a-f-]{36}$/)
    return this.page.url().split('/').at(-1) ?? ''
  }

  async read(id: string): Promise<MailboxImport> {
    const answer = await this.page.request.get(`/api/tenants/${this.tenantId}/imports/${id}`)
    return importSchema.parse(await answer.json())
  }

  /** The import once it is in this state. */
  async reached(id: string, state: ImportState): Promise<MailboxImport> {
    await expect.poll(async () => (await this.read(id)).state).toBe(state)
    return this.read(id)
  }

  field(header: string): Locator {
    return this.main.getByRole('combobox', { name: `Field of ${header}`, exact: true })
  }
}

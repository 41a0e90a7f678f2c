import type { Locator, Page } from '@playwright/test'
import { DataTablePart } from './data-table'
import { Shell } from './shell'

/** The list of a tenant's profiles, and the form over one. */
export class ProfilesPage {
  readonly table: DataTablePart
  readonly search: Locator
  readonly add: Locator
  readonly deletion: Locator
  readonly name: Locator
  readonly maxDuration: Locator
  readonly maxMessages: Locator
  readonly from: Locator
  readonly notification: Locator
  readonly subject: Locator
  readonly body: Locator
  readonly effect: Locator
  readonly failure: Locator
  readonly preview: Locator
  readonly test: Locator

  constructor(readonly page: Page) {
    const main = page.getByRole('main')
    this.table = new DataTablePart(page, 'Profiles')
    this.search = main.getByRole('searchbox', { name: 'Search profiles' })
    this.add = main.getByRole('link', { name: 'Add profile' })
    this.deletion = page.getByRole('dialog', { name: /^Delete / })
    const form = main.getByRole('form')
    this.name = form.getByLabel('Name', { exact: true })
    this.maxDuration = form.getByLabel('Max Duration (seconds)')
    this.maxMessages = form.getByLabel('Max Message Count')
    this.from = form.getByLabel('Email From Address')
    this.notification = form.getByLabel('Announce each new message by e-mail')
    this.subject = form.getByLabel('Email Subject', { exact: true })
    this.body = form.getByLabel('Email Body', { exact: true })
    this.effect = form.getByRole('status').filter({ hasText: 'What saving changes' })
    this.failure = form.getByRole('alert')
    this.preview = main.locator('section').filter({ has: page.getByRole('heading', { name: 'Preview' }) })
    this.test = page.getByRole('dialog', { name: 'Send a test' })
  }

  async open(tenantId: string, below = ''): Promise<void> {
    await this.page.goto(`/voicemail-profiles/${tenantId}${below}`)
    await new Shell(this.page).expectLive()
  }

  /** Puts a token where the cursor is in this field. */
  async insert(field: 'Email Subject' | 'Email Body', token: string): Promise<void> {
    await this.page.getByRole('button', { name: `Insert a token into ${field}` }).click()
    await this.page.getByRole('menuitem', { name: `<${token}>` }).click()
  }

  async act(name: string, act: 'Change' | 'Copy' | 'Delete'): Promise<void> {
    await this.page.getByRole('button', { name: `Acts on ${name}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: act, exact: true }).click()
  }

  async save(): Promise<void> {
    await this.page
      .getByRole('form')
      .getByRole('button', { name: /^(Add profile|Save changes)$/ })
      .click()
  }
}

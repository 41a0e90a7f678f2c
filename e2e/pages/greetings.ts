import { expect, type Locator, type Page } from '@playwright/test'

type GivenFile = { name: string; mimeType: string; buffer: Buffer }

/** One greeting on the Greetings tab of a mailbox. */
export class GreetingsTab {
  readonly card: Locator
  readonly facts: Locator
  readonly slider: Locator

  constructor(
    readonly page: Page,
    readonly type: 'Personal' | 'Extended Absence',
  ) {
    this.card = page
      .getByRole('main')
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: type, exact: true }) })
    this.facts = this.card.locator('dl')
    this.slider = this.card.getByRole('slider', { name: `Position in the ${type} greeting` })
  }

  async open(tenantId: string, mailboxId: string): Promise<void> {
    await this.page.goto(`/mailboxes/${tenantId}/${mailboxId}?tab=greetings`)
    await expect(this.card).toBeVisible()
  }

  act(name: string): Locator {
    return this.card.getByRole('button', { name, exact: true })
  }

  /** Chooses a file, as through the dialog of the button. */
  async give(file: GivenFile): Promise<void> {
    await this.card.locator('input[type=file]').setInputFiles(file)
  }

  async positionMs(): Promise<number> {
    return Number(await this.slider.inputValue())
  }
}

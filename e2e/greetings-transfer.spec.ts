import { makeWav } from '@/lib/testing/audio'
import { expect, test } from './fixtures'
import { addMailbox } from './mailboxes'
import { GreetingsTab } from './pages/greetings'
import { MailboxPage } from './pages/mailbox'

const tenantId = 't2104'
const wav = makeWav({ tag: 7, seconds: 4 })
const wavFile = { name: 'on leave.wav', mimeType: 'audio/wav', buffer: wav }
const greetingsPath = (mailboxId: string) => `/api/tenants/${tenantId}/mailboxes/${mailboxId}/greetings`

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('goes to another tab while a file is on its way, and hears what became of it', async ({
    page,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 400/, 'the browser prints the refusal that this test provokes')
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Personal')
    const tabs = new MailboxPage(page)
    await tab.open(tenantId, mailbox.id)
    const sendHeld = async (file: typeof wavFile) => {
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      const arrived = new Promise<void>((resolve) => {
        void page.route(
          `**${greetingsPath(mailbox.id)}/personal`,
          async (route) => {
            resolve()
            await held
            // Gone, when the page gave it up.
            await route.continue().catch(() => undefined)
          },
          { times: 1 },
        )
      })
      await tab.give(file)
      await arrived
      return letGo
    }

    await test.step('a refusal is told there, and waits where the file was chosen', async () => {
      const letGo = await sendHeld({ ...wavFile, name: 'notes.wav', buffer: Buffer.from('Dear all, '.repeat(50)) })
      await tabs.tab('History')
      letGo()
      await expect(tabs.toasts).toContainText('notes.wav was not taken')
      await expect(tabs.toasts).toContainText('The file is text.')
      await tabs.tab('Greetings')
      await expect(tab.card.getByRole('alert')).toContainText('notes.wav was not taken')
      await tab.card.getByRole('button', { name: 'Dismiss' }).click()
    })

    await test.step('leaving the page is asked about, also from the other tab', async () => {
      const letGo = await sendHeld(wavFile)
      await tabs.tab('History')
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Mailboxes' }).click()
      const question = page.getByRole('alertdialog', { name: 'Leave while the recording is on its way?' })
      await expect(question).toContainText('The upload stops')
      await question.getByRole('button', { name: 'Cancel' }).click()
      const closing = page.waitForEvent('dialog')
      // Whoever stays has no end of the reload to wait for.
      void page.evaluate(() => window.location.reload()).catch(() => undefined)
      const dialog = await closing
      expect(dialog.type()).toBe('beforeunload')
      await dialog.dismiss()
      await tabs.tab('Greetings')
      await expect(tab.card.getByRole('button', { name: 'Cancel' })).toBeVisible()
      letGo()
      await expect(tab.facts).toContainText('on leave.wav')
    })

    await test.step('left nevertheless, it is stopped and said to be', async () => {
      const letGo = await sendHeld({ ...wavFile, name: 'late.wav' })
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Mailboxes' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
      await expect(tabs.toasts).toContainText('The upload of late.wav was stopped')
      letGo()
      const list = await (await page.request.get(greetingsPath(mailbox.id))).json()
      expect(list.greetings[0].current.fileName).toBe('on leave.wav')
    })
  })

  test('has its audio over HTTP in ranges, and its headers alone', async ({ page, accounts }) => {
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Personal')
    await tab.open(tenantId, mailbox.id)
    await tab.give(wavFile)
    await expect(tab.facts).toBeVisible()
    const list = await (await page.request.get(greetingsPath(mailbox.id))).json()
    const path = (purpose: string) =>
      `${greetingsPath(mailbox.id)}/personal/versions/${list.greetings[0].current.id}/audio?for=${purpose}`
    const ask = async (purpose: string, range?: string) => {
      const answer = await page.request.get(path(purpose), range ? { headers: { range } } : {})
      const { 'content-range': of, 'accept-ranges': ranges } = answer.headers()
      return { status: answer.status(), of, ranges, body: await answer.body() }
    }

    await test.step('as it was uploaded', async () => {
      expect(await ask('download')).toEqual({ status: 200, of: undefined, ranges: 'bytes', body: wav })
      const part = { status: 206, of: `bytes 10-19/${wav.length}`, ranges: 'bytes', body: wav.subarray(10, 20) }
      expect(await ask('download', 'bytes=10-19')).toEqual(part)
      const none = { status: 416, of: `bytes */${wav.length}`, ranges: 'bytes', body: Buffer.alloc(0) }
      expect(await ask('download', 'bytes=99999999-')).toEqual(none)
    })

    await test.step('as it is played, where a range of samples is made when it is asked for', async () => {
      const { body } = await ask('playing')
      const total = 44 + 2 * 4 * 8000
      expect(body.length).toBe(total)
      expect(body.readUInt32LE(4)).toBe(total - 8)
      const end = { status: 206, of: `bytes 60001-${total - 1}/${total}`, ranges: 'bytes', body: body.subarray(60_001) }
      expect(await ask('playing', 'bytes=60001-')).toEqual(end)
    })

    await test.step('headers without the file', async () => {
      const head = await page.request.head(path('playing'), { headers: { range: 'bytes=0-9' } })
      expect(head.status()).toBe(200)
      expect(head.headers()).toMatchObject({ 'content-type': 'audio/wav', 'accept-ranges': 'bytes' })
      expect(head.headers()['content-range']).toBeUndefined()
      const nobodys = path('playing').replace(/versions\/[^/]+/, 'versions/00000000-0000-4000-8000-000000000000')
      expect((await page.request.head(nobodys)).status()).toBe(404)
    })

    await test.step('the player goes to where it is told, and plays from there to the end', async () => {
      await tab.act('Play the Personal greeting').click()
      await expect.poll(() => tab.positionMs()).toBeGreaterThan(0)
      await tab.act('Pause the Personal greeting').click()
      await tab.slider.fill('3000')
      await expect(tab.slider).toHaveAttribute('aria-valuetext', '0:03 of 0:04')
      await tab.act('Play the Personal greeting').click()
      await expect(tab.slider).toHaveAttribute('aria-valuetext', '0:00 of 0:04')
      await expect(tab.act('Play the Personal greeting')).toBeVisible()
    })
  })
})

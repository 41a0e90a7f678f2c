import { readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { BrowserContext } from '@playwright/test'
import { makeMp3, makeWav } from '@/lib/testing/audio'
import { expect, test } from './fixtures'
import { expectReflow, inEveryLook } from './looks'
import { addMailbox } from './mailboxes'
import { GreetingsTab } from './pages/greetings'
import { MailboxPage } from './pages/mailbox'
import { addressOf } from './stack'

const tenantId = 't2104'
const wav = makeWav({ tag: 7, seconds: 4 })
const wavFile = { name: 'on leave.wav', mimeType: 'audio/wav', buffer: wav }
const mailboxPath = (mailboxId: string) => `/api/tenants/${tenantId}/mailboxes/${mailboxId}`
const greetingsPath = (mailboxId: string) => `${mailboxPath(mailboxId)}/greetings`

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('uploads, hears, uses, replaces, restores and removes a greeting', async ({ page, accounts }) => {
    const mailbox = await addMailbox(accounts, tenantId, { owner: 'Nobody who logs in' })
    const tab = new GreetingsTab(page, 'Personal')
    await tab.open(tenantId, mailbox.id)

    await test.step('uploaded, it says what it is', async () => {
      await expect(tab.card).toContainText('No recording yet')
      await tab.give(wavFile)
      await expect(tab.card).toContainText('WAV, µ-law, 8 kHz, mono')
      await expect(tab.card).toContainText('0:04')
      await expect(tab.card).toContainText('on leave.wav')
    })

    await test.step('heard in the page, by keyboard too', async () => {
      await tab.act('Play the Personal greeting').click()
      await expect(tab.act('Pause the Personal greeting')).toBeVisible()
      await expect.poll(() => tab.positionMs()).toBeGreaterThan(300)
      await tab.act('Pause the Personal greeting').click()
      await tab.slider.focus()
      await page.keyboard.press('End')
      await expect(tab.slider).toHaveAttribute('aria-valuetext', '0:04 of 0:04')
      await page.keyboard.press('Home')
      await expect(tab.slider).toHaveAttribute('aria-valuetext', '0:00 of 0:04')
    })

    await test.step('downloaded, it is the very file', async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the Personal greeting' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('on leave.wav')
      expect((await readFile(await download.path())).equals(wav)).toBe(true)
    })

    await test.step('made active, callers hear it; the form says so, too', async () => {
      await tab.act('Make active: the Personal greeting').click()
      await expect(tab.card).toContainText('Active: callers hear this')
      await new MailboxPage(page).tab('General Info')
      await expect(page.getByLabel('Active Greeting Type', { exact: true })).toContainText('Personal')
      await new MailboxPage(page).tab('Greetings')
    })

    await test.step('made inactive again, the mailbox has no value of its own', async () => {
      await tab.act('Use Standard instead: the Personal greeting').click()
      await expect(page.getByRole('main')).toContainText('Callers hear the Standard greeting.')
      const { effective } = await (await page.request.get(mailboxPath(mailbox.id))).json()
      expect(effective.activeGreetingType).toEqual({ value: 'standard', origin: 'system', inherited: 'standard' })
      await tab.act('Make active: the Personal greeting').click()
      await expect(tab.card).toContainText('Active: callers hear this')
    })

    await test.step('replaced while it is heard, the new one is still to be heard', async () => {
      await tab.act('Play the Personal greeting').click()
      await expect.poll(() => tab.positionMs()).toBeGreaterThan(300)
      await tab.give({ ...wavFile, name: 'meanwhile.wav' })
      await expect(tab.facts).toContainText('meanwhile.wav')
      await expect(tab.act('Play the Personal greeting')).toBeVisible()
      await expect(tab.slider).toHaveAttribute('aria-valuetext', '0:00 of 0:04')
      await tab.card.getByText('Earlier versions (1)').click()
      await tab.act('Restore version 1 of the Personal greeting').click()
      await expect(tab.facts).toContainText('on leave.wav')
    })

    await test.step('replaced by an MP3, the older one is kept and brought back', async () => {
      await tab.give({ name: 'new.mp3', mimeType: 'audio/mpeg', buffer: makeMp3({ seconds: 2 }) })
      await expect(tab.card).toContainText('MP3, 16 kHz, mono')
      await tab.act('Play version 1 of the Personal greeting').click()
      await expect(tab.act('Pause version 1 of the Personal greeting')).toBeVisible()
      await tab.act('Restore version 1 of the Personal greeting').click()
      await expect(tab.facts).toContainText('WAV, µ-law, 8 kHz, mono')
    })

    await test.step('removing says that callers hear it now, and goes back to Standard', async () => {
      await tab.act('Remove the Personal greeting').click()
      const question = page.getByRole('alertdialog')
      await expect(question).toContainText('They will hear the Standard greeting instead')
      await question.getByRole('button', { name: 'Remove' }).click()
      await expect(tab.card).toContainText('No recording yet')
      await expect(page.getByRole('main')).toContainText('Callers hear the Standard greeting.')
    })

    await test.step('each deed is in the mailbox’s history', async () => {
      await new MailboxPage(page).tab('History')
      const history = page.getByRole('list', { name: 'Changes, newest first' })
      await expect(history).toContainText('on leave.wav')
    })
  })

  test('is told exactly why a file is not taken, and keeps it to try again', async ({
    page,
    context,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 400|ERR_INTERNET_DISCONNECTED/, 'the browser prints what this test provokes')
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Extended Absence')
    await tab.open(tenantId, mailbox.id)
    const give = (name: string, buffer: Buffer) => tab.give({ name, mimeType: 'audio/wav', buffer })
    for (const [name, buffer, says] of [
      ['notes.wav', Buffer.from('Dear all, '.repeat(50)), 'The file is text.'],
      ['long.wav', makeWav({ tag: 6, seconds: 181 }), 'The file is 3:01 long; at most 3:00 is taken.'],
      ['half.wav', wav.subarray(0, 20_000), 'The file is cut off: its header promises 0:04, and 0:02.4 is there.'],
      ['adpcm.wav', makeWav({ tag: 17 }), 'The file holds IMA ADPCM, which is not taken.'],
      ['nothing.wav', Buffer.alloc(0), 'The file is empty: it has 0 bytes.'],
      ['<img src=x>.wav', Buffer.concat([wav, Buffer.from('PK')]), 'The file is more than audio'],
      ['huge.wav', Buffer.alloc(11 * 1024 * 1024), 'The file has 11 MB; at most 10 MB is taken.'],
    ] as const) {
      await give(name, buffer)
      await expect(tab.card.getByRole('alert')).toContainText(says)
      await expect(tab.card.getByRole('alert')).toContainText(`${name} was not taken`)
    }

    await context.setOffline(true)
    await tab.give(wavFile)
    await expect(tab.card.getByRole('alert')).toContainText('The console cannot be reached from this browser.')
    await context.setOffline(false)
    await tab.card.getByRole('button', { name: 'Try again' }).click()
    await expect(tab.card).toContainText('WAV, µ-law, 8 kHz, mono')
  })

  test('keeps the file when the session has ended, and takes it after signing in elsewhere', async ({
    page,
    accounts,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 401/, 'the browser prints the refusal that this test provokes')
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Personal')
    await tab.open(tenantId, mailbox.id)
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await tab.give(wavFile)
    const notice = tab.card.getByRole('alert')
    await expect(notice).toContainText('The file waits here')
    const link = notice.getByRole('link', { name: 'Sign in in another tab' })
    const [elsewhere] = await Promise.all([page.waitForEvent('popup'), link.click()])
    await expect(elsewhere).toHaveURL(/\/sign-in\?/)
    await elsewhere.close()
    await page.context().addCookies(cookies)
    await notice.getByRole('button', { name: 'Try again' }).click()
    await expect(tab.card).toContainText('WAV, µ-law, 8 kHz, mono')
  })

  test('drops a file, cancels another, and meets a colleague’s change', async ({ page, accounts, consoleGuard }) => {
    consoleGuard.allow(/status of 409/, 'the browser prints the refusal that this test provokes')
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Personal')
    await tab.open(tenantId, mailbox.id)

    await test.step('cancelled on its way, nothing is changed', async () => {
      const stalled = await page.route(`**${greetingsPath(mailbox.id)}/personal`, () => undefined, { times: 1 })
      await tab.give(wavFile)
      await tab.card.getByRole('button', { name: 'Cancel' }).click()
      await expect(tab.card).toContainText('No recording yet')
      await expect(tab.card.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
      await stalled?.dispose()
    })

    await test.step('dropped onto the card', async () => {
      const transfer = await page.evaluateHandle(
        (bytes) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes)], 'dropped.wav'))
          return data
        },
        [...wav],
      )
      await tab.card.dispatchEvent('dragover', { dataTransfer: transfer })
      await tab.card.dispatchEvent('drop', { dataTransfer: transfer })
      await expect(tab.card).toContainText('dropped.wav')
    })

    await test.step('a colleague replaced it meanwhile: said, and tried again on what is there now', async () => {
      const colleague = await page.request.put(`${greetingsPath(mailbox.id)}/personal`, {
        data: makeMp3(),
        headers: { 'if-match': '"1"', 'x-file-name': 'theirs.mp3', 'content-type': 'audio/mpeg' },
      })
      expect(colleague.status()).toBe(200)
      await tab.give({ ...wavFile, name: 'mine.wav' })
      await expect(tab.card.getByRole('alert')).toContainText('Someone else has changed the Personal greeting')
      await expect(tab.facts).toContainText('theirs.mp3')
      await tab.card.getByRole('button', { name: 'Try again' }).click()
      await expect(tab.facts).toContainText('mine.wav')
    })
  })

  test('has no finding of axe in any look, and fits a narrow screen', async ({
    page,
    accounts,
    expectAccessible,
    consoleGuard,
  }) => {
    consoleGuard.allow(/status of 400/, 'the browser prints the refusal that this test provokes')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const mailbox = await addMailbox(accounts, tenantId)
    const tab = new GreetingsTab(page, 'Personal')
    await tab.open(tenantId, mailbox.id)
    await tab.give({ ...wavFile, name: `${'a-name-that-never-ends-'.repeat(8)}.wav` })
    await expect(tab.facts).toBeVisible()
    await tab.give({ name: 'b.mp3', mimeType: 'audio/mpeg', buffer: makeMp3() })
    await expect(tab.facts).toContainText('b.mp3')
    await tab.card.getByText('Earlier versions (1)').click()
    await tab.give({ name: 'no.wav', mimeType: 'audio/wav', buffer: Buffer.from('no audio at all') })
    await expect(tab.card.getByRole('alert')).toBeVisible()
    await inEveryLook(page, expectAccessible)
    await expectReflow(page)
  })

  test('cannot be flooded or left with half a file', async ({ context, page, accounts }) => {
    const mailbox = await addMailbox(accounts, tenantId)
    const path = `${greetingsPath(mailbox.id)}/personal`
    const twoGigabytes = await put(context, path, { 'content-length': String(2 ** 31) }, [wav])
    expect(twoGigabytes).toMatchObject({ status: 413, type: 'application/problem+json' })
    expect(twoGigabytes.text).toContain('The file has 2,048 MB; at most 10 MB is taken.')
    const head = Buffer.from(makeWav({ sampleRateHertz: 48_000, channels: 2, bitsPerSample: 32 }).subarray(0, 44))
    head.writeUInt32LE(60_000_036, 4)
    head.writeUInt32LE(60_000_000, 40)
    const endless = await put(context, path, {}, [head, ...Array.from({ length: 400 }, () => Buffer.alloc(65_536))])
    expect(endless.status).toBe(413)
    // Half of it, then the line is cut.
    await put(context, path, { 'content-length': String(wav.byteLength) }, [wav.subarray(0, 9000)], true)
    const list = await (await page.request.get(greetingsPath(mailbox.id))).json()
    expect(list.greetings).toMatchObject([{ version: 0, current: null, earlier: [] }, {}])
  })
})

test('a viewer hears greetings and changes none', async ({ page, accounts }) => {
  const mailbox = await addMailbox(accounts, tenantId)
  const administrator = await accounts.signedIn('administrator')
  const cookie = administrator.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const uploaded = await fetch(`${addressOf('console')}${greetingsPath(mailbox.id)}/personal`, {
    method: 'PUT',
    body: new Uint8Array(wav),
    headers: { cookie, 'if-match': '"0"', 'content-type': 'audio/wav', 'x-file-name': 'a.wav' },
  })
  expect(uploaded.status).toBe(200)
  const tab = new GreetingsTab(page, 'Personal')
  await tab.open(tenantId, mailbox.id)
  await expect(tab.act('Play the Personal greeting')).toBeVisible()
  for (const name of ['Replace', 'Remove', 'Make', 'Upload']) {
    await expect(page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}`) })).toHaveCount(0)
  }
})

type Answer = { status: number | null; type: string; text: string }

/** A PUT by hand, with a length that need not be true; `cut` ends the line where the parts end. */
async function put(
  context: BrowserContext,
  path: string,
  headers: Record<string, string>,
  parts: readonly Buffer[],
  cut = false,
): Promise<Answer> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  return new Promise((resolve) => {
    const sent = httpRequest(new URL(path, addressOf('console')), {
      method: 'PUT',
      headers: { cookie, 'if-match': '"0"', 'content-type': 'application/octet-stream', ...headers },
    })
    const nothing: Answer = { status: null, type: '', text: '' }
    sent.on('error', () => resolve(nothing))
    sent.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? null, type: response.headers['content-type'] ?? '', text })
        sent.destroy()
      })
    })
    for (const part of parts) sent.write(part)
    if (cut) sent.write('', () => sent.destroy())
    else if (headers['content-length'] === undefined) sent.end()
  })
}

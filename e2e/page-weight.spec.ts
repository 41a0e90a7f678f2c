import { firstLoadBudgetKilobytes, firstLoadKilobytes } from '@/bench/first-load'
import { expect, test } from './fixtures'
import { addMailbox } from './mailboxes'
import { appRoutes, sampleOf } from './routes'

// Whoever may do most is sent most.
test.use({ role: 'administrator' })

for (const { path } of appRoutes().filter(({ kind }) => kind === 'page')) {
  test(`the first load of ${path} is light`, async ({ context, accounts }) => {
    // Only a mailbox that is there has a page.
    const id = path.includes('[mailboxId]') ? (await addMailbox(accounts, 't2100')).id : ''
    const kilobytes = await firstLoadKilobytes(context, sampleOf(path.replace('[mailboxId]', id)))
    expect(kilobytes, 'KB of JavaScript, compressed').toBeLessThanOrEqual(firstLoadBudgetKilobytes)
  })
}

import type { BrowserContext } from '@playwright/test'
import { z } from 'zod'
import { firstLoadBudgetKilobytes, firstLoadKilobytes } from '@/bench/first-load'
import type { Accounts } from './accounts'
import { expect, test } from './fixtures'
import { addMailbox } from './mailboxes'
import { appRoutes, sampleOf } from './routes'
import { checkedImport, csvOf } from './sent-imports'

// Whoever may do most is sent most.
test.use({ role: 'administrator' })

const firstItemSchema = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })

/** The path with ids of what is there: no others have a page. */
async function addressOf(path: string, context: BrowserContext, accounts: Accounts): Promise<string> {
  if (path.includes('[mailboxId]')) {
    return sampleOf(path.replace('[mailboxId]', (await addMailbox(accounts, 't2100')).id))
  }
  if (path.includes('[importId]')) {
    const { id } = await checkedImport(accounts, 't2100', csvOf('7001,Ada Lovelace,,,,', 'x,,,,,'))
    return sampleOf(path.replace('[importId]', id))
  }
  if (path.includes('[profileId]')) {
    const answer = await context.request.get('/api/tenants/t2100/voicemail-profiles')
    const [builtIn] = firstItemSchema.parse(await answer.json()).items
    return sampleOf(path.replace('[profileId]', builtIn?.id ?? ''))
  }
  return sampleOf(path)
}

for (const { path } of appRoutes().filter(({ kind }) => kind === 'page')) {
  test(`the first load of ${path} is light`, async ({ context, accounts }) => {
    const kilobytes = await firstLoadKilobytes(context, await addressOf(path, context, accounts))
    expect(kilobytes, 'KB of JavaScript, compressed').toBeLessThanOrEqual(firstLoadBudgetKilobytes)
  })
}

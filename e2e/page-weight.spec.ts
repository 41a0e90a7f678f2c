import { firstLoadBudgetKilobytes, firstLoadKilobytes } from '@/bench/first-load'
import { expect, test } from './fixtures'
import { appRoutes, sampleOf } from './routes'

// Whoever may do most is sent most.
test.use({ role: 'administrator' })

for (const { path } of appRoutes().filter(({ kind }) => kind === 'page')) {
  test(`the first load of ${path} is light`, async ({ context }) => {
    const kilobytes = await firstLoadKilobytes(context, sampleOf(path))
    expect(kilobytes, 'KB of JavaScript, compressed').toBeLessThanOrEqual(firstLoadBudgetKilobytes)
  })
}

import { expect, test } from './fixtures'
import { Shell } from './pages/shell'

test('what does not exist answers 404 and leads on', async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 404/, 'the browser prints it of the page itself')
  for (const [path, title] of [
    ['/tenants/nobody', 'No such tenant'],
    ['/mailboxes/nobody', 'No such tenant'],
    ['/voicemail-profiles/nobody', 'No such tenant'],
    ['/dial-plan/not%20an%20id', 'No such tenant'],
    ['/services/nothing', 'Nothing is plugged in here'],
    ['/nowhere', 'Nothing is plugged in here'],
  ] as const) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await new Shell(page).expectTitle(title)
  }
  for (const path of ['/tenants/t2100', '/services/ors']) {
    expect((await page.goto(path))?.status(), path).toBe(200)
  }
})

import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '@/lab/stack/chromium'
const base = process.env.BASE ?? 'http://localhost:3271'
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: chromiumFlags() })
const shots = process.argv.slice(2).map(a => a.split('|'))
for (const [path='', name='', width='1440', scheme='light', wait='6000'] of shots) {
  const ctx = await browser.newContext({ baseURL: base, viewport: { width: Number(width), height: Number(width)<500?844:900 }, colorScheme: scheme as 'light', storageState: '/tmp/rules-state.json' })
  const page = await ctx.newPage()
  page.on('console', m => { if (m.type()==='error'||m.type()==='warning') console.log(name, 'CONSOLE', m.type(), m.text().slice(0,600)) })
  page.on('pageerror', e => console.log('PAGEERROR', e.message.slice(0,500)))
  await page.goto(path, { timeout: 240000 })
  await page.waitForTimeout(Number(wait))
  await page.screenshot({ path: `/tmp/rules-${name}.png` })
  console.log(name, new Date().toISOString())
  await ctx.close()
}
await browser.close()

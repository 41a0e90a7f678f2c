import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axeCore from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe?: typeof axeCore
  }
}

/** Every rule of axe-core on the page as it stands now. One line for each element that breaks one; none is the only good answer. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, not as a script of the page: the page's content security policy stays as it is.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  // What fades in has its contrast once it is there. What turns without end is looked at as it turns.
  await page.evaluate(async () => {
    const fading = document
      .getAnimations()
      .filter((it) => it.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(fading.map((it) => it.finished))
  })
  return page.evaluate(async () => {
    if (!window.axe) throw new Error('axe-core did not load')
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, impact, help, nodes }) =>
      nodes.map((node) => `${impact} ${id}: ${help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
    )
  })
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Stack } from '@/lab/stack/stack'
import { percentile } from '../statistics'

const tenant = 't2100'

/** Sends one status as the probe does. The worker is stopped meanwhile, so nobody overwrites it. */
async function push(stack: Stack, code: number): Promise<void> {
  const labels = `instance="${tenant}",cloud="azure",region="default"`
  const response = await fetch(`${stack.run().pushgateway}/metrics/job/portal_probe`, {
    method: 'PUT',
    body: `# TYPE Portal_HTTP_Status gauge\nPortal_HTTP_Status{${labels}} ${code}\n`,
  })
  if (!response.ok) throw new Error(`The Pushgateway answered ${response.status}.`)
}

async function statusInPrometheus(stack: Stack): Promise<number> {
  const query = encodeURIComponent(`Portal_HTTP_Status{instance="${tenant}"}`)
  const response = await fetch(`${stack.run().prometheus}/api/v1/query?query=${query}`)
  const body = (await response.json()) as { data: { result: { value: [number, string] }[] } }
  return Number(body.data.result[0]?.value[1])
}

async function untilVisibleInPrometheus(stack: Stack, code: number): Promise<number> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    if ((await statusInPrometheus(stack)) === code) return Date.now()
    await wait(20)
  }
  throw new Error(`Prometheus never showed the status ${code}.`)
}

/** Resolves in the page with the time at which the first frame with the code was painted. */
function untilPainted(page: Page, code: number): Promise<number> {
  return page.evaluate(
    ({ id, text }) =>
      new Promise<number>((resolve, reject) => {
        const hasText = () =>
          [...document.querySelectorAll('tr,[role=row]')].some(
            (row) => row.textContent?.includes(id) && row.textContent.includes(text),
          )
        const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
        const observer = new MutationObserver(() => {
          if (!hasText()) return
          observer.disconnect()
          painted()
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        setTimeout(() => reject(new Error(`The page never showed ${text}.`)), 40_000)
      }),
    { id: tenant, text: String(code) },
  )
}

/** p95 in milliseconds from "Prometheus has it" to "the page shows it", over `changes` changes of one portal's status. */
export async function measureChangeToPixels(stack: Stack, page: Page, changes: number): Promise<number> {
  await stack.stopPart('worker')
  try {
    await page.goto('/tenants')
    await push(stack, 200)
    await untilVisibleInPrometheus(stack, 200)
    const delays: number[] = []
    for (let index = 0; index < changes; index += 1) {
      const code = 501 + (index % 90)
      const painted = untilPainted(page, code)
      await push(stack, code)
      const [visibleAt, paintedAt] = await Promise.all([untilVisibleInPrometheus(stack, code), painted])
      delays.push(Math.max(0, paintedAt - visibleAt))
    }
    return percentile(delays, 0.95)
  } finally {
    await stack.startPart('worker')
  }
}
